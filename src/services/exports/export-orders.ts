import type { Store } from '../../contract/catalog.ts';
import { findOrderVersions, findVersionLines, listOrderRefs } from '../../storage/queries/order-versions.ts';
import type { CurrentOrder, NamedLine } from '../../storage/queries/orders.ts';
import { currencyExponent } from '../imports/currency-exponent.ts';
import type { CsvValue } from '../imports/reading/csv-out.ts';
import type { ExportTable } from './export-table.ts';

const ORDERS_PER_READ = 500;

/** Of which order, line and money a row is made. */
interface OrderRow {
  readonly order: Omit<CurrentOrder, 'change_no'>;
  readonly line: NamedLine;
  /** An amount in the currency's own notation, for instance 12.50. */
  readonly money: (minor: number) => string;
  readonly store: Store;
  /** What belongs to the order as a whole stands in its first row only, so that a column can be summed. */
  readonly isFirst: boolean;
}

/** The columns: those that `pairwell import` reads come first. */
const COLUMNS: Readonly<Record<string, (row: OrderRow) => CsvValue>> = {
  order_id: ({ order }) => order.external_id,
  ordered_at: ({ order }) => order.ordered_at?.toISOString() ?? null,
  status: ({ order }) => order.status,
  customer_id: ({ order }) => order.customer,
  item_id: ({ line }) => line.item_external_id,
  item_name: ({ line }) => line.item_name,
  quantity: ({ line }) => Number(line.quantity),
  unit_price: ({ line, money }) => (line.unit_price_minor === null ? null : money(line.unit_price_minor)),
  discount: ({ line, money }) => money(line.discount_minor),
  currency: ({ store }) => store.currency,
  channel: ({ order }) => order.channel,
  location: ({ order }) => order.location,
  table: ({ order }) => order.dining_table,
  business_day: ({ order }) => order.business_day,
  refunded_quantity: ({ line }) => Number(line.refunded_quantity),
  refunded_amount: ({ line, money }) => money(line.refunded_minor),
  rec_id: ({ line }) => line.rec_id,
  order_discount: ({ order, isFirst, money }) => (isFirst ? money(order.discount_minor) : null),
  order_tax: ({ order, isFirst, money }) => (isFirst ? money(order.tax_minor) : null),
  order_tip: ({ order, isFirst, money }) => (isFirst ? money(order.tip_minor) : null),
  order_delivery: ({ order, isFirst, money }) => (isFirst ? money(order.delivery_minor) : null),
};

/** All orders, one row for each line, as `pairwell import` takes them. Deleted orders and test orders are left out. */
export const ORDERS_TABLE: ExportTable = {
  about: 'all orders, one row for each line; can be imported into another store',
  columns: Object.keys(COLUMNS),
  async *rows({ context }, store) {
    const writers = Object.values(COLUMNS);
    const exponent = currencyExponent(store.currency);
    const money = (minor: number) => (minor / 10 ** exponent).toFixed(exponent);
    let afterId = 0;
    for (;;) {
      const { refs, orders, lines } = await context.database.forStore(store.id, async (scope) => {
        const found = await listOrderRefs(scope, { afterId, limit: ORDERS_PER_READ });
        return {
          refs: found,
          orders: await findOrderVersions(scope, found),
          lines: await findVersionLines(scope, found),
        };
      });
      const linesOf = Map.groupBy(lines, (line) => line.order_id);
      yield orders
        .filter((order) => !order.test)
        .flatMap((order) =>
          (linesOf.get(order.order_id) ?? []).map((line, index) =>
            writers.map((write) => write({ order, line, money, store, isFirst: index === 0 })),
          ),
        );
      const last = refs.at(-1);
      if (last === undefined || refs.length < ORDERS_PER_READ) return;
      afterId = last.orderId;
    }
  },
};
