import type { Command } from 'commander';
import { AppError } from '../../contract/error-registry.ts';
import { type PurchaseWindowsAnswer, purchaseWindowsQuerySchema } from '../../contract/purchase-windows.ts';
import { listPurchaseWindows } from '../../services/recommend/purchase-windows.ts';
import { type DataOptions, requireStore, withDataOptions, withServices } from '../command-context.ts';
import { disarm, formatTable, percent, printResult } from '../output.ts';
import type { Runtime } from '../runtime.ts';

interface WindowsOptions extends DataOptions {
  readonly store?: string;
  readonly item?: string;
  readonly customer?: string;
}

const REASON_WORDS: Record<NonNullable<PurchaseWindowsAnswer['reason']>, string> = {
  'no-times': 'no order has a time',
  'too-few-store-orders': 'the store has fewer than 50 orders with a time',
  'too-few-orders': 'there are fewer than 10 orders with a time',
  'no-pattern': 'no hours stand out surely enough',
};

/** `pairwell windows`: when a store, an item or a customer has its peaks. */
export function addWindowsCommand(program: Command, runtime: Runtime): void {
  withDataOptions(program.command('windows'))
    .description('peak purchase windows: the hours that hold unusually many orders')
    .option('--store <id>', 'slug or number of the store')
    .option('--item <id>', 'of the orders with this item, against the hours of all orders')
    .option('--customer <reference>', 'of the orders of this customer, against the hours of all orders')
    .action(async (options: WindowsOptions) => {
      const query = readQuery(options);
      const answer = await withServices(runtime, options, async (services) => {
        return listPurchaseWindows(services, (await requireStore(services, options.store)).id, query);
      });
      printResult(runtime.io, { json: options.json === true, data: answer, text: tellWindows(answer) });
    });
}

function readQuery({ item, customer }: WindowsOptions) {
  const parsed = purchaseWindowsQuerySchema.safeParse({ item, customer });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('invalid_request', {
    detail: `--${String(issue?.path[0])}: ${issue?.message}.`,
    hint: 'pairwell windows --help shows what each option takes.',
  });
}

function tellWindows(answer: PurchaseWindowsAnswer): string {
  const { windows, orders, reason, time_zone: zone } = answer;
  const subject = [
    answer.item === null ? '' : ` with ${disarm(answer.item)}`,
    answer.customer === null ? '' : ` of ${disarm(answer.customer)}`,
  ].join('');
  if (reason !== null) return `No purchase window in ${orders} orders${subject}: ${REASON_WORDS[reason]}.`;
  const table = formatTable(windows, [
    { title: 'WHEN', value: (window) => window.label },
    { title: 'ORDERS', align: 'right', value: (window) => String(window.orders) },
    { title: 'SHARE', align: 'right', value: (window) => percent(window.share) },
    { title: 'EXPECTED', align: 'right', value: (window) => window.expected_orders.toFixed(1) },
    { title: 'LIFT', align: 'right', value: (window) => window.lift.toFixed(2) },
    { title: 'AT LEAST', align: 'right', value: (window) => window.lift_lower.toFixed(2) },
  ]);
  const against = answer.baseline === 'flat-day' ? 'a flat day over the open hours' : 'the hours of all orders';
  return `${table}\n\nFrom ${orders} orders${subject}, against ${against}; hours in ${zone}.`;
}
