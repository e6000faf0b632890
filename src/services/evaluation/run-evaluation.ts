import { AppError } from '../../contract/error-registry.ts';
import { evaluateColdStart } from './evaluate-cold-start.ts';
import { evaluateLeaveOneOut } from './evaluate-leave-one-out.ts';
import { evaluateNextOrder } from './evaluate-next-order.ts';
import { evaluateNull } from './evaluate-null.ts';
import { evaluatePopularNow } from './evaluate-popular-now.ts';
import type { EvaluationHistory } from './evaluation-history.ts';
import type { EvaluationReport, ProtocolFindings } from './evaluation-report.ts';
import type { ProtocolOptions } from './protocol-run.ts';

type ProtocolRun = (history: EvaluationHistory, options: ProtocolOptions) => ProtocolFindings;

/** The one protocol that is told how many orders are learned. */
const COLD_START = 'cold-start';

/** Every protocol by its name on the command line: this is the one place to add another. */
const PROTOCOLS: ReadonlyMap<string, ProtocolRun> = new Map([
  ['leave-one-out', evaluateLeaveOneOut],
  ['popular-now', evaluatePopularNow],
  [COLD_START, evaluateColdStart],
  ['next-order', evaluateNextOrder],
  ['null', evaluateNull],
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

/** @throws AppError `invalid_request` when numbers of orders to learn are named for a protocol that does not ask for them. */
export function requireOrdersFit(protocol: string, orders: readonly number[] | undefined): void {
  if (orders === undefined || protocol === COLD_START) return;
  throw new AppError('invalid_request', {
    detail: `--orders is "${orders.join(',')}" and --protocol is "${protocol}", expected --orders with ${COLD_START} only.`,
    hint: `Leave --orders out, or ask --protocol ${COLD_START} --orders ${orders.join(',')}`,
  });
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
  const run = PROTOCOLS.get(requireProtocol(protocol)) ?? evaluateLeaveOneOut;
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
