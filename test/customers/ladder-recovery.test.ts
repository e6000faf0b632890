import quantile from '@stdlib/stats-base-dists-beta-quantile';
import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../../src/engine/calendar/time-zone.ts';
import { buildProfile } from '../../src/engine/customer/build-profile.ts';
import type { CustomerOrder } from '../../src/engine/customer/customer-order.ts';
import {
  learnTransitions,
  PRIOR_CUSTOMERS,
  shrinkTransition,
  TRANSITION_PRIORS,
  type Transition,
} from '../../src/engine/customer/transitions.ts';
import { generateDigitalShopOrders, PLANTED_UPGRADES } from '../../src/simulation/digital-shop-orders.ts';
import { drawBinomial, drawChance, drawInteger, drawWeighted } from '../../src/simulation/draws.ts';
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

/** Upper 5 in 1000 and 995 in 1000 of chi-square with 30 degrees of freedom. */
const CHI_SQUARE_30 = { low: 13.787, high: 53.672 };
/** 30 distances are all within this with the probability that one is within two standard errors: .9545^(1/30) each. */
const ALL_THIRTY = 3.164;

interface Recovered {
  readonly planted: readonly number[];
  readonly learned: readonly Transition[];
}

/** Plants a ladder, lets customers climb it, and learns it from their orders. */
function recoverLadder(seed: number): Recovered {
  const random = createRandom(seed, 'planted ladder');
  const planted = plantLadder(random);
  const customers = Array.from({ length: CUSTOMERS }, () => drawClimber(random, planted));
  const stays = customers.map((orders) => buildProfile(orders, UTC).tiers);
  return { planted, learned: learnTransitions(LADDER, stays) };
}

const sumOfSquares = (values: readonly number[]) => values.reduce((sum, z) => sum + z * z, 0);

describe('transitions learned from ten planted ladders', () => {
  const ladders = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(recoverLadder);
  const found = ladders.map(({ learned, planted }) => distances(learned, planted));
  const all = found.flat();

  it('are the planted ones within two standard errors, each ladder as a whole', () => {
    // The three distances of a ladder taken together: the root of their mean square.
    for (const three of found) expect(Math.sqrt(sumOfSquares(three) / 3)).toBeLessThan(2);
  });

  it('are so at the confidence of two standard errors for all thirty rates at once', () => {
    expect(Math.max(...all.map(Math.abs))).toBeLessThan(ALL_THIRTY);
    // One rate in 22 lies further than two away by chance: of thirty 1.4, and more than four in 1 of 93 such tests.
    expect(all.filter((z) => Math.abs(z) > 2).length).toBeLessThanOrEqual(4);
  });

  it('are scattered as chance scatters them, neither more nor less, and to no side', () => {
    const total = sumOfSquares(all);
    expect(total).toBeGreaterThan(CHI_SQUARE_30.low);
    expect(total).toBeLessThan(CHI_SQUARE_30.high);
    // The mean of 30 has a standard error of .18.
    expect(Math.abs(all.reduce((sum, z) => sum + z, 0) / all.length)).toBeLessThan(0.47);
  });

  it('would not pass for ladders that are three points off', () => {
    const shifted = ladders.flatMap(({ learned, planted }) =>
      distances(
        learned,
        planted.map((rate) => rate + 0.03),
      ),
    );
    expect(sumOfSquares(shifted)).toBeGreaterThan(CHI_SQUARE_30.high);
  });
});

describe('transitions learned from few customers', () => {
  it('are as sure as they say: where ladders are what the priors expect, 95.45 % lie within their own two standard errors', () => {
    const random = createRandom(11, 'ladders of the priors');
    const [shops, within] = [2_000, { count: 0 }];
    for (let shop = 0; shop < shops; shop++) {
      const step = shop % TRANSITION_PRIORS.length;
      const prior = TRANSITION_PRIORS[step] ?? 0;
      const truth = quantile(random(), PRIOR_CUSTOMERS * prior, PRIOR_CUSTOMERS * (1 - prior));
      const customers = drawInteger(random, [1, 200]);
      const upgrades = drawBinomial(random, { trials: customers, probability: truth });
      const learned = shrinkTransition({ customers, upgrades }, prior);
      // The standard deviation of the Beta distribution that the priors and these customers leave.
      const deviation = Math.sqrt((learned * (1 - learned)) / (customers + PRIOR_CUSTOMERS + 1));
      if (Math.abs(learned - truth) <= 2 * deviation) within.count++;
    }
    // The share of 2,000 has a standard error of .47 points; three of them either way.
    expect(within.count / shops).toBeGreaterThan(0.9545 - 0.014);
    expect(within.count / shops).toBeLessThan(0.9545 + 0.014);
  });
});

describe('transitions', () => {
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
