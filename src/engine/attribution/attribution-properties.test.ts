import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocateMinor } from '../money/allocate-minor.ts';
import { floorShare } from '../money/floor-share.ts';
import { type Attribution, attributeOrders } from './attribute-orders.ts';
import type { CreditableLine, CreditableOrder, OrderExclusion, Touch } from './facts.ts';
import { type BookedCredit, differLedger, type LedgerEntry } from './ledger-difference.ts';
import { netLines } from './net-value.ts';

const SEED = 20261121;
const HOUR_MS = 3_600_000;
const session = fc.constantFrom('s1', 's2', null);
const visitor = fc.constantFrom('v1', 'v2', null);
const recId = fc.constantFrom('r1', 'r2');
const milli = fc.constantFrom(500, 1000, 2000, 3000);
const rarely = (weight = 8) =>
  fc.oneof({ weight, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

const touches = fc
  .uniqueArray(
    fc.record({
      eventId: fc.integer({ min: 1, max: 30 }).map((n) => `e${n}`),
      type: fc.constantFrom('impression', 'click', 'add', 'add', 'remove'),
      item: fc.integer({ min: 1, max: 3 }),
      recId,
      position: fc.constant(1),
      placement: fc.constant('cart'),
      session,
      visitor,
      atMs: fc.integer({ min: 0, max: 200 }).map((hours) => hours * HOUR_MS),
      quantityMilli: fc.option(milli),
      inCartBeforeMilli: fc.constantFrom(null, 0, 1000),
      verified: rarely().map((broken) => !broken),
      bot: rarely(),
      staff: rarely(),
      withheld: rarely(),
    }),
    { selector: (touch) => touch.eventId, maxLength: 20 },
  )
  .map((list): Touch[] => list as Touch[]);

const line: fc.Arbitrary<Omit<CreditableLine, 'lineNo'>> = fc
  .record({
    item: fc.integer({ min: 1, max: 3 }),
    quantityMilli: milli,
    unitPriceMinor: fc.option(fc.integer({ min: 0, max: 2000 })),
    discountMinor: fc.integer({ min: 0, max: 300 }),
    includedTaxMinor: fc.integer({ min: 0, max: 50 }),
    refundedMilli: fc.constantFrom(0, 0, 500, 1000, 3000),
    refundedMinor: fc.constantFrom(0, 0, 100, 900),
    recId: fc.option(recId),
  })
  .map((row) => ({ ...row, refundedMilli: Math.min(row.refundedMilli, row.quantityMilli) }));

const orders = fc
  .array(
    fc.record({
      orderedAtMs: fc.integer({ min: 0, max: 220 }).map((hours) => hours * HOUR_MS),
      session,
      visitor,
      exclusion: fc.constantFrom<(OrderExclusion | null)[]>(null, null, null, 'cancelled', 'test'),
      discountMinor: fc.constantFrom(0, 0, 1, 201, 5000),
      lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    }),
    { maxLength: 5 },
  )
  .map((list): CreditableOrder[] =>
    list.map((order, index) => ({
      ...order,
      orderId: index + 1,
      key: `o${index + 1}`,
      lines: order.lines.map((row, lineNo) => ({ ...row, lineNo: lineNo + 1 })),
    })),
  );

const facts = fc.record({ touches, orders, window: fc.constantFrom('session' as const, '7d' as const) });

/** What a reader of the ledger sees: credit by order, line and touch. */
function credits({ lines }: Attribution) {
  return [...lines]
    .sort(([a], [b]) => a - b)
    .map(([orderId, rows]) => [
      orderId,
      rows.map((row) => [row.lineNo, row.soldMilli, row.quantityMilli, row.amountMinor, row.touch?.eventId]),
    ]);
}

describe('the laws of attribution', () => {
  test('no line is credited more than it has, in units and in money', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { lines } = attributeOrders(given);
        for (const order of given.orders) {
          const values = netLines(order);
          const rows = lines.get(order.orderId) ?? [];
          rows.forEach((row, index) => {
            const { quantityMilli = 0, refundedMilli = 0 } = order.lines[index] ?? {};
            expect(row.quantityMilli).toBeGreaterThanOrEqual(0);
            expect(row.quantityMilli).toBeLessThanOrEqual(quantityMilli - refundedMilli);
            expect(row.amountMinor).toBeGreaterThanOrEqual(0);
            expect(row.amountMinor).toBeLessThanOrEqual(values[index]?.keptMinor ?? 0);
          });
          if (order.exclusion !== null) expect(rows.every((row) => row.soldMilli === 0)).toBe(true);
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test('an add earns no more units than it added, over all the orders there are', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const onlyAdds = given.touches.filter((touch) => touch.type !== 'click');
        const { lines } = attributeOrders({ ...given, touches: onlyAdds });
        const sold = [...lines.values()].flat().reduce((sum, row) => sum + row.soldMilli, 0);
        const added = onlyAdds.filter((touch) => touch.type === 'add');
        expect(sold).toBeLessThanOrEqual(added.reduce((sum, touch) => sum + (touch.quantityMilli ?? 1000), 0));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test('a touch earns credit in one order only', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const orderOf = new Map<string, number>();
        for (const [orderId, rows] of attributeOrders(given).lines) {
          for (const { touch } of rows) {
            if (touch === null) continue;
            expect(orderOf.get(touch.eventId) ?? orderId).toBe(orderId);
            orderOf.set(touch.eventId, orderId);
          }
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test('neither the order of the facts nor repetitions make a difference', () => {
    fc.assert(
      fc.property(facts, fc.infiniteStream(fc.nat()), (given, keys) => {
        const shuffle = <T>(list: readonly T[]): T[] =>
          list
            .map((value) => ({ value, key: keys.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ value }) => value);
        const shuffled = {
          ...given,
          touches: shuffle([...given.touches, ...given.touches.slice(0, 5)]),
          orders: shuffle(given.orders).map((order) => ({ ...order, orderId: order.orderId })),
        };
        expect(credits(attributeOrders(shuffled))).toEqual(credits(attributeOrders(given)));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test('an order decides for itself whether others of strangers are listed beside it', () => {
    fc.assert(
      fc.property(facts, facts, (given, strangers) => {
        const rename = (name: string | null) => (name === null ? null : `other ${name}`);
        const others = strangers.orders.map((order) => ({
          ...order,
          orderId: order.orderId + 100,
          session: rename(order.session),
          visitor: rename(order.visitor),
          lines: order.lines.map((row) => ({ ...row, recId: rename(row.recId) })),
        }));
        const othersTouches = strangers.touches.map((touch) => ({
          ...touch,
          eventId: `other ${touch.eventId}`,
          session: rename(touch.session),
          visitor: rename(touch.visitor),
          recId: rename(touch.recId),
        }));
        const both = attributeOrders({
          ...given,
          orders: [...others, ...given.orders],
          touches: [...othersTouches, ...given.touches],
        });
        const own = credits(both).filter(([orderId]) => Number(orderId) < 100);
        expect(own).toEqual(credits(attributeOrders(given)));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test('the ledger reaches what is owed from wherever it stands, and then stands still', () => {
    fc.assert(
      fc.property(fc.array(facts, { minLength: 1, maxLength: 4 }), (history) => {
        let entries: LedgerEntry[] = [];
        for (const given of history) {
          const [order] = given.orders;
          const lines = attributeOrders(given).lines.get(1) ?? [];
          const target = { orderDay: '2026-03-02', counts: order?.exclusion === null, lines };
          const added = differLedger(target, sumEntries(entries));
          entries = [...entries, ...added];
          expect(differLedger(target, sumEntries(entries))).toEqual([]);
          for (const row of lines) {
            const booked = sumEntries(entries).filter((credit) => credit.lineNo === row.lineNo);
            expect(booked.reduce((sum, credit) => sum + credit.amountMinor, 0)).toBe(row.amountMinor);
            expect(booked.reduce((sum, credit) => sum + credit.quantityMilli, 0)).toBe(row.quantityMilli);
          }
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

/** Sums of the entries by line, touch and day: what the database gives. */
function sumEntries(entries: readonly LedgerEntry[]): BookedCredit[] {
  const sums = new Map<string, BookedCredit>();
  for (const { kind, quantityMilli, amountMinor, ...rest } of entries) {
    const key = `${rest.lineNo} ${rest.eventId} ${rest.orderDay}`;
    const known = sums.get(key) ?? { ...rest, quantityMilli: 0, amountMinor: 0, refundMilli: 0, refundMinor: 0 };
    const isRefund = kind === 'refund';
    sums.set(key, {
      ...known,
      quantityMilli: known.quantityMilli + quantityMilli,
      amountMinor: known.amountMinor + amountMinor,
      refundMilli: known.refundMilli + (isRefund ? quantityMilli : 0),
      refundMinor: known.refundMinor + (isRefund ? amountMinor : 0),
    });
  }
  return [...sums.values()];
}

describe('parts of an amount', () => {
  test('is exact where doubles are not', () => {
    // 900,000,000,001 x 3,000,000,000 / 9,000,000,000 = 300,000,000,000.33; three thirds leave one unit for the first.
    expect(allocateMinor(900_000_000_001, [3e9, 3e9, 3e9])).toEqual([
      300_000_000_001, 300_000_000_000, 300_000_000_000,
    ]);
    // 9,007,199,254,740,991 / 2 = 4,503,599,627,370,495.5
    expect(floorShare(Number.MAX_SAFE_INTEGER, { part: 500, whole: 1000 })).toBe(4_503_599_627_370_495);
  });
});
