import { AppError } from '../../contract/error-registry.ts';
import { evaluateColdStart } from './evaluate-cold-start.ts';
import { evaluateLeaveOneOut } from './evaluate-leave-one-out.ts';
import { evaluateNextOrder } from './evaluate-next-order.ts';
import { evaluateNull } from './evaluate-null.ts';
import { evaluatePopularNow } from './evaluate-popular-now.ts';
import type { EvaluationHistory } from './evaluation-history.ts';
import type { EvaluationReport, ProtocolFindings } from './evaluation-report.ts';
import type { ProtocolOptions } from './protocol-run.ts';

/** An option of the command line that not every protocol has a use for, by its name there. */
export type ProtocolOptionName = 'models' | 'sample' | 'sampling' | 'orders';

interface Protocol {
  run(history: EvaluationHistory, options: ProtocolOptions): ProtocolFindings;
  /** What it goes by; any other of these options is refused. */
  readonly takes: readonly ProtocolOptionName[];
}

/** Every protocol by its name on the command line: this is the one place to add another. */
const PROTOCOLS: ReadonlyMap<string, Protocol> = new Map<string, Protocol>([
  ['leave-one-out', { run: evaluateLeaveOneOut, takes: ['models', 'sample', 'sampling'] }],
  ['popular-now', { run: evaluatePopularNow, takes: [] }],
  ['cold-start', { run: evaluateColdStart, takes: ['models', 'sample', 'sampling', 'orders'] }],
  ['next-order', { run: evaluateNextOrder, takes: [] }],
  ['null', { run: evaluateNull, takes: [] }],
]);

/** The names of the protocols, the usual one first. */
export const PROTOCOL_NAMES: readonly string[] = [...PROTOCOLS.keys()];

/** @throws AppError `invalid_request` for a protocol that there is not. */
export function requireProtocol(name: string): string {
  if (PROTOCOLS.has(name)) return name;
  throw new AppError('invalid_request', {
    detail: `--protocol is ${JSON.stringify(name)}, expected ${PROTOCOL_NAMES.join(', ')}.`,
    hint: 'pairwell evaluate --help says what each one asks.',
  });
}

/**
 * Throws where an option is given that the protocol has no use for: passed over, it would look as if it had been heard.
 *
 * @param given - the options that stand on the command line, as text; undefined = left out
 * @throws AppError `invalid_request`
 */
export function requireOptionsFit(
  protocol: string,
  given: Readonly<Record<ProtocolOptionName, string | undefined>>,
): void {
  const takes: readonly string[] = PROTOCOLS.get(protocol)?.takes ?? [];
  for (const [name, text] of Object.entries(given)) {
    if (text === undefined || takes.includes(name)) continue;
    const fitting = [...PROTOCOLS].filter(([, other]) => other.takes.some((taken) => taken === name));
    const names = fitting.map(([other]) => other);
    throw new AppError('invalid_request', {
      detail: `--${name} is "${text}" and --protocol is "${protocol}", expected --${name} with ${names.join(' or ')} only.`,
      hint: `Leave --${name} out, or ask --protocol ${names[0]} --${name} ${text}`,
    });
  }
}

/**
 * Measures the models on a history.
 *
 * @throws AppError `invalid_request` for an unknown protocol, `nothing_to_evaluate` for a history that is too small.
 */
export function runEvaluation(
  history: EvaluationHistory,
  { protocol, ...options }: ProtocolOptions & { readonly protocol: string },
): EvaluationReport {
  const { run = evaluateLeaveOneOut } = PROTOCOLS.get(requireProtocol(protocol)) ?? {};
  const { queries, models, chosen, ...findings } = run(history, options);
  return {
    protocol,
    queries,
    models,
    chosen,
    source: history.source,
    orders: history.orders.length,
    items: history.items.length,
    customers: history.customers,
    ...findings,
    notes: [...history.notes, ...findings.notes],
  };
}
