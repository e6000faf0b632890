import type { Command } from 'commander';
import { AppError } from '../../contract/error-registry.ts';
import { type Pairs, pairsQuerySchema } from '../../contract/pair.ts';
import { listPairs } from '../../services/recommend/pairs.ts';
import { type DataOptions, requireStore, wholeNumber, withDataOptions, withServices } from '../command-context.ts';
import { formatTable, percent, printResult } from '../output.ts';
import type { Runtime } from '../runtime.ts';

interface PairsOptions extends DataOptions {
  readonly store?: string;
  readonly item?: string;
  readonly preset?: string;
  readonly all?: boolean;
  readonly minTogether?: number;
  readonly minConfidence?: string;
  readonly minLift?: string;
  readonly limit?: number;
  readonly days?: number;
}

/** `pairwell pairs`: what goes with what. */
export function addPairsCommand(program: Command, runtime: Runtime): void {
  withDataOptions(program.command('pairs'))
    .description('what goes with what: directed pairs, the surest first')
    .option('--store <id>', 'slug or number of the store')
    .option('--item <id>', 'only pairs with this item first')
    .option('--preset <name>', 'default (confidence .2, lift 1.2, together 3), quick-start (.15, together 2) or all')
    .option('--all', 'every pair: the same as --preset all')
    .option('--min-together <n>', 'at least this many orders with both', wholeNumber)
    .option('--min-confidence <share>', 'at least this confidence, 0 to 1')
    .option('--min-lift <n>', 'at least this lift')
    .option('--limit <n>', 'at most this many (default 100)', wholeNumber)
    .option('--days <n>', 'days of suggestions that are counted, 1 to 90 (default 30)', wholeNumber)
    .action(async (options: PairsOptions) => {
      const query = readQuery(options);
      const pairs = await withServices(runtime, options, async (services) => {
        return listPairs(services, (await requireStore(services, options.store)).id, query);
      });
      printResult(runtime.io, { json: options.json === true, data: pairs, text: tellPairs(pairs, options.item) });
    });
}

function readQuery(options: PairsOptions) {
  const given = {
    item: options.item,
    preset: options.all ? 'all' : options.preset,
    min_together: options.minTogether,
    min_confidence: options.minConfidence,
    min_lift: options.minLift,
    limit: options.limit,
    days: options.days,
  };
  const parsed = pairsQuerySchema.safeParse(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  );
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('invalid_request', {
    detail: `--${String(issue?.path[0]).replace('_', '-')}: ${issue?.message}.`,
    hint: 'pairwell pairs --help shows what each option takes.',
  });
}

function tellPairs({ pairs, orders }: Pairs, item: string | undefined): string {
  if (pairs.length === 0) {
    const what = item === undefined ? 'nothing goes together' : `nothing goes with ${item}`;
    return (
      `No pair passes these gates: ${what} often enough in ${orders} completed orders to be named.\n` +
      '--preset quick-start has gentler gates; --all lists every pair, and how many of them are not chance.'
    );
  }
  const table = formatTable(pairs, [
    { title: 'WHO ORDERS', value: (pair) => pair.antecedent_name },
    { title: 'ALSO ORDERS', value: (pair) => pair.consequent_name },
    { title: 'TOGETHER', align: 'right', value: (pair) => String(pair.times_together) },
    { title: 'CONFIDENCE', align: 'right', value: (pair) => percent(pair.confidence) },
    { title: 'LIFT', align: 'right', value: (pair) => pair.lift.toFixed(2) },
    { title: 'AT LEAST', align: 'right', value: (pair) => pair.lift_lower.toFixed(2) },
    { title: 'SURE', value: (pair) => (pair.significant ? 'yes' : 'no') },
    { title: 'SHOWN', align: 'right', value: (pair) => String(pair.times_recommended) },
    { title: 'CLICKED', align: 'right', value: (pair) => String(pair.times_clicked) },
    { title: 'BOUGHT', align: 'right', value: (pair) => String(pair.times_converted) },
  ]);
  const sure = pairs.filter((pair) => pair.significant).length;
  return `${table}\n\n${pairs.length} pairs shown, from ${orders} completed orders; ${sure} of these are not chance (5 % false discoveries over all pairs).`;
}
