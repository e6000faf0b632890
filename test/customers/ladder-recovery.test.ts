import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../../src/engine/calendar/time-zone.ts';
import { buildProfile } from '../../src/engine/customer/build-profile.ts';
import type { CustomerOrder } from '../../src/engine/customer/customer-order.ts';
import { learnTransitions, type Transition } from '../../src/engine/customer/transitions.ts';
import { generateDigitalShopOrders, PLANTED_UPGRADES } from '../../src/simulation/digital-shop-orders.ts';
import { drawChance, drawWeighted } from '../../src/simulation/draws.ts';
import { createRandom, type Random } from '../../src/simulation/random.ts';
import { PACKS } from './ladder-shop.ts';

const LADDER = [1, 2, 3, 4];
const CUSTOMERS = 10_000;
const UTC = createTimeZone('UTC');

/** Three probabilities between .05 and .90. */
function plantLadder(random: Random): number[] {
  return [0, 1, 2].map(() => 0.05 + 0.85 * random());
}

/** Somebody who starts on one of the tiers, buys each once or twice, and climbs with the planted probabilities. */
function drawClimber(random: Random, planted: readonly number[]): CustomerOrder[] {
  const orders: CustomerOrder[] = [];
  const add = (tier: number) => {
    const line = { itemId: tier, categoryId: null, tier, keptMinor: PACKS[tier - 1]?.price ?? 0 };
    orders.push({ orderId: orders.length + 1, orderedAtMs: orders.length, lines: [line] });
  };
  for (let tier = 1 + drawWeighted(random, [40, 25, 15, 5]); ; tier++) {
    add(tier);
    if (drawChance(random, 0.35)) add(tier);
    if (!drawChance(random, planted[tier - 1] ?? 0)) return orders;
  }
}

/** How many standard errors of a share of so many customers lie between what was learned and the truth. */
function distances(learned: readonly Transition[], planted: readonly number[]): number[] {
  return learned.map(({ probability, customers }, step) => {
    const truth = planted[step] ?? 0;
    return (probability - truth) / Math.sqrt((truth * (1 - truth)) / customers);
  });
}

describe('transitions', () => {
  it('learned from ten planted ladders are the planted ones within two standard errors, chance allowed for', () => {
    const found = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].flatMap((seed) => {
      const random = createRandom(seed, 'planted ladder');
      const planted = plantLadder(random);
      const customers = Array.from({ length: CUSTOMERS }, () => drawClimber(random, planted));
      const stays = customers.map((orders) => buildProfile(orders, UTC).tiers);
      return distances(learnTransitions(LADDER, stays), planted);
    });
    // Of 30 shares 1.4 lie further away by chance; four or more do in 4 of 100 such tests, and one at 3.5 in 1 of 70.
    expect(found.filter((z) => Math.abs(z) > 2).length).toBeLessThanOrEqual(3);
    expect(Math.max(...found.map(Math.abs))).toBeLessThan(3.5);
    // Nothing leans to one side: the mean of 30 has a standard error of .18.
    expect(Math.abs(found.reduce((sum, z) => sum + z, 0) / found.length)).toBeLessThan(0.4);
  }, 60_000);

  it('of the demo shop’s 500 customers are the planted ones within two standard errors', () => {
    const byCustomer = new Map<string, CustomerOrder[]>();
    const orders = generateDigitalShopOrders({ seed: 1, endMs: Date.UTC(2026, 2, 1) });
    for (const [index, order] of orders.entries()) {
      if (order.status === 'cancelled') continue;
      const pack = PACKS.find(({ id }) => id === order.lines[0]?.item);
      const line = { itemId: 1, categoryId: null, tier: pack?.tier ?? null, keptMinor: pack?.price ?? 0 };
      const known = byCustomer.get(String(order.customer)) ?? [];
      byCustomer.set(String(order.customer), known);
      known.push({ orderId: index + 1, orderedAtMs: Date.parse(String(order.ordered_at)), lines: [line] });
    }
    expect(byCustomer.size).toBe(500);
    const learned = learnTransitions(
      LADDER,
      [...byCustomer.values()].map((own) => buildProfile(own, UTC).tiers),
    );
    expect(Math.max(...distances(learned, PLANTED_UPGRADES).map(Math.abs))).toBeLessThan(2);
    expect(learned.reduce((sum, { upgrades }) => sum + upgrades, 0)).toBeGreaterThan(150);
  });

  it('without any data are exactly the seeds’ priors', () => {
    expect(learnTransitions(LADDER, []).map(({ probability }) => probability)).toEqual([0.5, 0.4, 0.25]);
  });
});
