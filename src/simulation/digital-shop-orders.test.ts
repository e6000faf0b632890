import { describe, expect, test } from 'vitest';
import { type OrderRequest, orderInputSchema } from '../contract/order.ts';
import { createTimeZone } from '../engine/calendar/time-zone.ts';
import { DIGITAL_SHOP } from './digital-shop.ts';
import { generateDigitalShopOrders, PLANTED_UPGRADES } from './digital-shop-orders.ts';

const END_MS = Date.UTC(2026, 10, 20, 18, 30);
const DAY_MS = 86_400_000;
const tierById = new Map(DIGITAL_SHOP.items.map(({ id, item }) => [id, item.tier ?? 0]));

/** Tiers of the completed purchases by receipt, in the order of time. */
function journeysOf(orders: readonly OrderRequest[]): Map<string, number[]> {
  const journeys = new Map<string, number[]>();
  for (const order of orders.filter(({ status }) => status === 'completed')) {
    const tiers = order.lines.map(({ item }) => tierById.get(item) ?? 0);
    journeys.set(order.customer ?? '', [...(journeys.get(order.customer ?? '') ?? []), ...tiers]);
  }
  return journeys;
}

function upgradeShares(journeys: Iterable<readonly number[]>): number[] {
  const all = [...journeys];
  return [1, 2, 3].map((tier) => {
    const owners = all.filter((tiers) => tiers.includes(tier));
    return owners.filter((tiers) => tiers.includes(tier + 1)).length / owners.length;
  });
}

test('the ladder is 99, 499, 999, 2999 rupees', () => {
  const rows = DIGITAL_SHOP.items.map(({ item }) => [item.name, item.tier, item.price_minor]);
  expect(rows).toEqual([
    ['Starter Pack', 1, 9_900],
    ['Pro Pack', 2, 49_900],
    ['Premium Pack', 3, 99_900],
    ['Platinum Pack', 4, 299_900],
  ]);
});

describe('generateDigitalShopOrders', () => {
  const orders = generateDigitalShopOrders({ seed: 1, endMs: END_MS });

  test('gives the same orders for the same seed, others for another', () => {
    expect(generateDigitalShopOrders({ seed: 1, endMs: END_MS })).toEqual(orders);
    expect(generateDigitalShopOrders({ seed: 2, endMs: END_MS })).not.toEqual(orders);
  });

  test('has 500 customers with receipts by their first purchase', () => {
    const receipts = [...new Set(orders.map(({ customer }) => customer))];
    expect(receipts).toEqual(Array.from({ length: 500 }, (_, index) => `R${1001 + index}`));
    expect(orders.length).toBeGreaterThan(1000);
    expect(orders.length).toBeLessThan(1500);
  });

  test('holds what the contract takes: one pack at its price, ids once, by time, within the history', () => {
    const times = orders.map(({ ordered_at }) => Date.parse(ordered_at ?? ''));
    expect(times.every((time, index) => index === 0 || time >= (times[index - 1] ?? 0))).toBe(true);
    expect(times.at(-1)).toBeLessThan(END_MS);
    expect(times[0]).toBeGreaterThan(END_MS - 367 * DAY_MS);
    expect(new Set(orders.map(({ id }) => id)).size).toBe(orders.length);
    for (const order of orders) {
      const [line] = orderInputSchema.parse(order).lines;
      const item = DIGITAL_SHOP.items.find(({ id }) => id === line?.item)?.item;
      expect(line?.unit_price_minor).toBe(item?.price_minor);
    }
  });

  test('sells while India is awake', () => {
    const zone = createTimeZone('Asia/Kolkata');
    const paid = orders.filter(({ status }) => status === 'completed');
    const hours = paid.map(({ ordered_at }) => zone.wallClockAt(Date.parse(ordered_at ?? '')).hour);
    expect(Math.min(...hours)).toBe(9);
    expect(Math.max(...hours)).toBe(22);
  });

  test('customers never go down the ladder and never skip a tier', () => {
    for (const tiers of journeysOf(orders).values()) {
      const steps = tiers.slice(1).map((tier, index) => tier - (tiers[index] ?? 0));
      expect(steps.every((step) => step === 0 || step === 1)).toBe(true);
    }
  });

  test.each([1, 2, 5])('also when all of it happens within %d days', (days) => {
    const hurried = generateDigitalShopOrders({ seed: 1, endMs: END_MS, days });
    for (const tiers of journeysOf(hurried).values()) expect(tiers).toEqual([...tiers].sort((a, b) => a - b));
    expect(Math.min(...hurried.map(({ ordered_at }) => Date.parse(ordered_at ?? '')))).toBeGreaterThan(
      END_MS - (days + 2) * DAY_MS,
    );
  });

  test('some buy once, some again, a few orders are cancelled', () => {
    const journeys = [...journeysOf(orders).values()];
    const once = journeys.filter((tiers) => tiers.length === 1).length / journeys.length;
    expect(once).toBeGreaterThan(0.25);
    expect(once).toBeLessThan(0.55);
    expect(journeys.some((tiers) => new Set(tiers).size < tiers.length)).toBe(true);
    const cancelled = orders.filter(({ status }) => status === 'cancelled').length;
    expect(cancelled).toBeGreaterThan(0);
    expect(cancelled / orders.length).toBeLessThan(0.08);
  });

  test('upgrades happen as often as planted', () => {
    const many = generateDigitalShopOrders({ seed: 3, endMs: END_MS, customers: 4000 });
    // About 1,500 to 2,200 owners of each tier: standard errors of .011 to .012.
    upgradeShares(journeysOf(many).values()).forEach((share, step) => {
      expect(Math.abs(share - (PLANTED_UPGRADES[step] ?? 0))).toBeLessThan(0.045);
    });
    // 37 to 80 owners: standard errors of .06 to .075.
    upgradeShares(journeysOf(orders).values()).forEach((share, step) => {
      expect(Math.abs(share - (PLANTED_UPGRADES[step] ?? 0))).toBeLessThan(0.2);
    });
  });

  test('takes months: the median pause between two purchases is 3 to 7 weeks', () => {
    const paid = orders.filter(({ status }) => status === 'completed');
    const pauses = [...Map.groupBy(paid, ({ customer }) => customer).values()].flatMap((list) => {
      const times = list.map(({ ordered_at }) => Date.parse(ordered_at ?? ''));
      return times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / DAY_MS);
    });
    const median = pauses.sort((a, b) => a - b)[pauses.length >> 1] ?? 0;
    expect(median).toBeGreaterThan(21);
    expect(median).toBeLessThan(49);
  });

  test.each([{ days: 0 }, { customers: 0 }, { customers: 2.5 }, { seed: -3 }])('%o is refused', (wrong) => {
    expect(() => generateDigitalShopOrders({ seed: 1, endMs: END_MS, ...wrong })).toThrow(RangeError);
  });
});
