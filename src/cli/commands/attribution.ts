import type { Command } from 'commander';
import { type LedgerEntryJson, ledgerQuerySchema, type OrderAttribution } from '../../contract/attribution.ts';
import { AppError } from '../../contract/error-registry.ts';
import { explainOrder } from '../../services/attribution/explain-order.ts';
import { listLedger } from '../../services/attribution/list-ledger.ts';
import { rebuildAttribution, settleAttribution } from '../../services/attribution/process-due.ts';
import { type DataOptions, requireStore, wholeNumber, withDataOptions, withServices } from '../command-context.ts';
import { disarm, formatTable, printResult } from '../output.ts';
import type { Runtime } from '../runtime.ts';

interface StoreOptions extends DataOptions {
  readonly store?: string;
}

interface ListOptions extends StoreOptions {
  readonly from?: string;
  readonly to?: string;
  readonly order?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

/** `pairwell attribution explain | list | rebuild`: what orders owe to recommendations. */
export function addAttributionCommands(program: Command, runtime: Runtime): void {
  const attribution = program.command('attribution').description('what orders owe to recommendations');
  withDataOptions(attribution.command('explain'))
    .description('why each line of an order was or was not credited')
    .argument('<order>', 'your id of the order')
    .option('--store <id>', 'slug or number of the store')
    .action(async (order: string, options: StoreOptions) => {
      const told = await withServices(runtime, options, async (services) => {
        const { id } = await requireStore(services, options.store);
        await settleAttribution(services, id);
        return explainOrder(services.context, id, order);
      });
      printResult(runtime.io, { json: options.json === true, data: told, text: tellOrder(told) });
    });
  addListCommand(attribution, runtime);
  withDataOptions(attribution.command('rebuild'))
    .description('count every order anew, and book what the ledger lacks')
    .option('--store <id>', 'slug or number of the store')
    .action(async (options: StoreOptions) => {
      const data = await withServices(runtime, options, async (services) => {
        const store = await requireStore(services, options.store);
        return { store: store.slug, ...(await rebuildAttribution(services, store.id)) };
      });
      const text =
        data.entries === 0
          ? `The ledger of "${data.store}" was right: ${data.units} orders and guests counted anew.`
          : `${data.entries} entries booked in the ledger of "${data.store}".`;
      printResult(runtime.io, { json: options.json === true, data, text });
    });
}

function addListCommand(attribution: Command, runtime: Runtime): void {
  withDataOptions(attribution.command('list'))
    .description('entries of the ledger, in the order in which they were booked')
    .option('--store <id>', 'slug or number of the store')
    .option('--from <day>', 'first business day of the orders')
    .option('--to <day>', 'last business day of the orders')
    .option('--order <id>', 'only entries of this order')
    .option('--limit <n>', 'at most this many (default 50)', wholeNumber)
    .option('--cursor <cursor>', 'goes on after another list')
    .action(async (options: ListOptions) => {
      const query = readQuery(options);
      const page = await withServices(runtime, options, async (services) => {
        const { id } = await requireStore(services, options.store);
        await settleAttribution(services, id);
        return listLedger(services.context, id, query);
      });
      const more = page.has_more ? `\n\nThere is more: --cursor ${page.next_cursor}` : '';
      printResult(runtime.io, { json: options.json === true, data: page, text: tellEntries(page.data) + more });
    });
}

function readQuery({ from, to, order, limit, cursor }: ListOptions) {
  const given = Object.entries({ from, to, order, limit, cursor }).filter(([, value]) => value !== undefined);
  const parsed = ledgerQuerySchema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('invalid_request', {
    detail: `--${String(issue?.path[0])}: ${issue?.message}.`,
    hint: 'pairwell attribution list --help shows what each option takes.',
  });
}

function tellOrder(order: OrderAttribution): string {
  const table = formatTable(order.lines, [
    { title: 'LINE', align: 'right', value: (line) => String(line.line) },
    { title: 'ITEM', value: (line) => line.name },
    { title: 'QTY', align: 'right', value: (line) => String(line.quantity) },
    { title: 'NET', align: 'right', value: (line) => String(line.net_minor) },
    { title: 'CREDITED', align: 'right', value: (line) => String(line.attributed_minor) },
    { title: 'ASSISTED', align: 'right', value: (line) => String(line.assisted_minor) },
    { title: 'WHY', value: (line) => line.words },
  ]);
  const events = order.lines.flatMap((line) =>
    line.candidates.map(
      ({ at, type, placement, position, words }) =>
        `  line ${line.line}: ${at} ${type}${placement === null ? '' : ` in ${placement}`}` +
        `${position === null ? '' : ` at position ${position}`}: ${words}`,
    ),
  );
  const sums = `Net ${order.net_minor}, credited ${order.attributed_minor} (${order.currency}, minor units).`;
  return [`Order ${disarm(order.order)}, ${order.status}. ${sums}`, '', table, ...events].join('\n');
}

function tellEntries(entries: readonly LedgerEntryJson[]): string {
  if (entries.length === 0) return 'No entries.';
  return formatTable(entries, [
    { title: 'DAY', value: (entry) => entry.order_day },
    { title: 'ORDER', value: (entry) => entry.order },
    { title: 'ITEM', value: (entry) => entry.name },
    { title: 'KIND', value: (entry) => entry.kind },
    { title: 'QTY', align: 'right', value: (entry) => String(entry.quantity) },
    { title: 'AMOUNT', align: 'right', value: (entry) => String(entry.amount_minor) },
    { title: 'BOOKED', value: (entry) => entry.booked_at },
  ]);
}
