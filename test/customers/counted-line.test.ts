import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderRequest } from '../../src/contract/order.ts';
import { netLines } from '../../src/engine/attribution/net-value.ts';
import { makeStore, openTestServices, sendOrders, type TestServices } from '../support/test-app.ts';

let services: TestServices;

beforeAll(async () => {
  services = await openTestServices();
});

afterAll(() => services.close());

const amount = fc.oneof(fc.nat(2_000), fc.nat(1_000_000_000));
const line = fc.record({
  price: fc.option(amount, { nil: null }),
  quantityMilli: fc.oneof(
    fc.integer({ min: 1, max: 5 }).map((units) => units * 1000),
    fc.integer({ min: 1, max: 9_999 }),
  ),
  discount: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: amount }),
  tax: fc.option(fc.nat(500), { nil: null }),
  taxIncluded: fc.option(fc.boolean(), { nil: null }),
  backShare: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
  backMinor: amount,
});
const order = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 5 }),
  discount: fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: amount }),
});

describe('counted_line', () => {
  it('has the money of every line as the engine has it, to the cent', async () => {
    let orders = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(order, { minLength: 5, maxLength: 15 }), async (drawn) => {
        const store = await makeStore(services, `money-${++orders}`);
        const backMilli = (l: (typeof drawn)[number]['lines'][number]) =>
          l.backShare === null ? 0 : Math.max(1, Math.floor((l.quantityMilli * l.backShare) / 100));
        const requests: OrderRequest[] = drawn.map(({ lines, discount }, place) => ({
          id: `o${place}`,
          discount_minor: discount,
          lines: lines.map((l, index) => ({
            item: `i${index}`,
            name: `Item ${index}`,
            quantity: l.quantityMilli / 1000,
            unit_price_minor: l.price,
            discount_minor: l.discount,
            tax_minor: l.tax,
            tax_included: l.taxIncluded,
          })),
          refunds: lines.flatMap((l, index) =>
            backMilli(l) === 0
              ? []
              : [{ id: `r${index}`, line: index + 1, quantity: backMilli(l) / 1000, amount_minor: l.backMinor }],
          ),
        }));
        // Sent without prices first: an edit may leave a line that brought less than was given back of it.
        const priceless = requests.map((request) => ({
          ...request,
          lines: request.lines.map((l) => ({ ...l, unit_price_minor: null })),
        }));
        await sendOrders(services, store, priceless);
        const edited = await sendOrders(services, store, requests);
        expect(edited.filter(({ result }) => result === 'rejected')).toEqual([]);
        const found = await services.context.database.forStore(store.id, ({ tx }) =>
          tx
            .selectFrom('counted_line as l')
            .innerJoin('orders as o', 'o.id', 'l.order_id')
            .select(['o.external_id', 'l.line_no', 'l.sold_minor', 'l.kept_minor'])
            .where('l.store_id', '=', store.id)
            .execute(),
        );
        const moneyOf = new Map(found.map((row) => [`${row.external_id}/${row.line_no}`, row]));
        for (const [place, { lines, discount }] of drawn.entries()) {
          const expected = netLines({
            discountMinor: discount,
            lines: lines.map((l, index) => ({
              lineNo: index + 1,
              item: index,
              quantityMilli: l.quantityMilli,
              unitPriceMinor: l.price,
              discountMinor: l.discount,
              includedTaxMinor: l.taxIncluded ? (l.tax ?? 0) : 0,
              refundedMilli: backMilli(l),
              refundedMinor: backMilli(l) === 0 ? 0 : l.backMinor,
              recId: null,
            })),
          });
          for (const [index, { soldMinor, keptMinor }] of expected.entries()) {
            expect(moneyOf.get(`o${place}/${index + 1}`)).toMatchObject({
              sold_minor: soldMinor,
              kept_minor: keptMinor,
            });
          }
        }
      }),
      { seed: 13, numRuns: 25 },
    );
  });

  it('counts delivered and completed orders in force, and no tests', async () => {
    const store = await makeStore(services, 'counted');
    const statuses = [
      'pending',
      'accepted',
      'preparing',
      'ready',
      'delivered',
      'completed',
      'cancelled',
      'refunded',
    ] as const;
    const lines = [{ item: 'tea', name: 'Tea', unit_price_minor: 300 }];
    await sendOrders(services, store, [
      ...statuses.map((status) => ({ id: status, status, lines })),
      { id: 'test', test: true, lines },
    ]);
    const found = await services.context.database.forStore(store.id, ({ tx }) =>
      tx
        .selectFrom('counted_line as l')
        .innerJoin('orders as o', 'o.id', 'l.order_id')
        .select('o.external_id')
        .where('l.store_id', '=', store.id)
        .orderBy('o.external_id')
        .execute(),
    );
    expect(found.map((row) => row.external_id)).toEqual(['completed', 'delivered']);
  });
});
