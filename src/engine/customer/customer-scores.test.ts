import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { affinity, COMPLEMENT_FACTOR, shownScore } from './affinity.ts';
import { baseWeights, type LadderKnowledge, NEW_CUSTOMER_WEIGHTS } from './base-weight.ts';
import { conversionValue } from './conversion-value.ts';
import { customerKind, KIND_CONFIDENCE, topDecileLtv } from './customer-kind.ts';
import { itemChance } from './item-chance.ts';
import { offerPercent } from './offer.ts';
import { type CustomerStanding, chooseRecommendations, scoreItems } from './recommend-to-customer.ts';
import { tellCustomerReason } from './recommendation-reason.ts';
import { SEASON_FACTORS, seasonFactor } from './season.ts';
import { climbProbability, learnTransitions, TRANSITION_PRIORS } from './transitions.ts';

const LADDER = [1, 2, 3, 4];
const UNTAUGHT: LadderKnowledge = {
  ladder: LADDER,
  transitions: learnTransitions(LADDER, []),
  repurchase: new Map(),
};
const OFFERED = LADDER.map((tier) => ({ itemId: tier, tier, share: 0 }));
const JUNE = { offered: OFFERED, knowledge: UNTAUGHT, season: 1, companions: new Set<number>() };

const customer = (fields: Partial<CustomerStanding>): CustomerStanding => ({
  kind: 'new',
  orderCount: 0,
  ltvMinor: 0,
  tierLevel: null,
  itemOrders: new Map(),
  ...fields,
});
const scores = (fields: Partial<CustomerStanding>, season = 1) =>
  new Map(scoreItems(customer(fields), { ...JUNE, season }).map(({ tier, score }) => [tier, score]));

describe('the seeds’ constants', () => {
  it('are 40/25/15/5, 1.5, 1.3/1.2/1.0, .70/.85/.90 and .50/.40/.25', () => {
    expect(NEW_CUSTOMER_WEIGHTS).toEqual([40, 25, 15, 5]);
    expect(COMPLEMENT_FACTOR).toBe(1.5);
    expect(SEASON_FACTORS).toEqual([1.2, 1.2, 1, 1, 1, 1, 1, 1, 1, 1.3, 1.3, 1.3]);
    expect(KIND_CONFIDENCE).toEqual({ new: 0.7, repeat: 0.85, 'high-ltv': 0.9 });
    expect(TRANSITION_PRIORS).toEqual([0.5, 0.4, 0.25]);
  });
});

describe('affinity of a new customer', () => {
  it('is 40, 25, 15 and 5 by tier for somebody without an order', () => {
    expect([...scores({})]).toEqual([
      [1, 40],
      [2, 25],
      [3, 15],
      [4, 5],
    ]);
  });

  it('is half as much again for what lies above the one pack that was bought', () => {
    // 25 x 1.5 = 37.5, 15 x 1.5 = 22.5, 5 x 1.5 = 7.5.
    const found = scores({ orderCount: 1, ltvMinor: 9_900, tierLevel: 1 });
    expect([found.get(2), found.get(3), found.get(4)]).toEqual([37.5, 22.5, 7.5]);
  });

  it('goes on by thirds on a longer ladder, and ends early on a shorter one', () => {
    const weightsOn = (ladder: number[]) =>
      baseWeights(customer({}), { ladder, transitions: learnTransitions(ladder, []), repurchase: new Map() });
    expect(weightsOn([1, 2])).toEqual([40, 25]);
    expect(weightsOn([1, 2, 3, 4, 5])[4]).toBeCloseTo(5 / 3, 12);
  });
});

describe('affinity of a customer who came back', () => {
  it('of Starter, in June, is 75.0 for Pro, 30.0 for Premium and 7.5 for Platinum', () => {
    // 100 x .50 x 1.5 = 75; 100 x .50 x .40 x 1.5 = 30; 100 x .50 x .40 x .25 x 1.5 = 7.5.
    const found = scores({ kind: 'repeat', orderCount: 2, ltvMinor: 19_800, tierLevel: 1 });
    expect([found.get(2), found.get(3), found.get(4)]).toEqual([75, 30, 7.5]);
  });

  it('is pushed up the ladder by further orders: odds x 1.1 each', () => {
    // Third order: odds of .5 are 1, x 1.1: 1.1 / 2.1 = .5238; x 1.5 = 78.6.
    expect(scores({ kind: 'repeat', orderCount: 3, tierLevel: 1 }).get(2)).toBe(78.6);
    // At most five: 1.1^5 = 1.61051; 1.61051 / 2.61051 = .61693; x 1.5 = 92.5.
    expect(scores({ kind: 'repeat', orderCount: 7, tierLevel: 1 }).get(2)).toBe(92.5);
    expect(scores({ kind: 'repeat', orderCount: 70, tierLevel: 1 }).get(2)).toBe(92.5);
  });

  it('is pushed toward the top by high LTV: odds x 1.5 of each step', () => {
    // Pro to Premium: .4/.6 x 1.5 = 1: .5; x 1.5 = 75. On to Platinum: .25/.75 x 1.5 = .5: 1/3; .5 / 3 x 150 = 25.
    const found = scores({ kind: 'high-ltv', orderCount: 2, tierLevel: 2 });
    expect([found.get(3), found.get(4)]).toEqual([75, 25]);
  });

  it('is small for what was passed: .10 for the level, half of that for each step below', () => {
    const found = scores({ kind: 'repeat', orderCount: 2, tierLevel: 3 });
    expect([found.get(3), found.get(2), found.get(1)]).toEqual([10, 5, 2.5]);
  });
});

describe('complementary products', () => {
  const complements = (tierLevel: number) =>
    scoreItems(customer({ kind: 'repeat', orderCount: 2, tierLevel }), JUNE)
      .filter(({ isComplement }) => isComplement)
      .map(({ tier }) => tier)
      .sort();

  it('are all tiers above the level', () => {
    expect([1, 2, 3, 4].map(complements)).toEqual([[2, 3, 4], [3, 4], [4], []]);
  });

  it('of the highest tier are the items that go with what the customer orders', () => {
    const offered = [...OFFERED, { itemId: 9, tier: null, share: 0.2 }, { itemId: 8, tier: null, share: 0.2 }];
    const standing = customer({ kind: 'repeat', orderCount: 2, tierLevel: 4, itemOrders: new Map([[4, 2]]) });
    const found = scoreItems(standing, { ...JUNE, offered, companions: new Set([9]) });
    // (0 + 4 x .2) / (2 + 4) = .1333; x 1.5 = 20 for the companion, 13.3 for the other.
    expect(found.filter(({ tier }) => tier === null).map(({ itemId, score }) => [itemId, score])).toEqual([
      [9, 20],
      [8, 13.3],
    ]);
  });

  it('are not those that were bought already', () => {
    const offered = [{ itemId: 9, tier: null, share: 0.2 }];
    const standing = customer({ kind: 'repeat', orderCount: 2, itemOrders: new Map([[9, 1]]) });
    const knowledge = { ...UNTAUGHT, ladder: [], transitions: [] };
    expect(scoreItems(standing, { ...JUNE, knowledge, offered, companions: new Set([9]) })[0]?.isComplement).toBe(
      false,
    );
  });
});

describe('the cap', () => {
  it('shows at most 100, and ranks by what is above it', () => {
    // 1.5 x 1.3 x 52.38 = 102.1: above the cap.
    const found = scoreItems(customer({ kind: 'repeat', orderCount: 3, tierLevel: 1 }), { ...JUNE, season: 1.3 });
    expect(found[0]).toMatchObject({ tier: 2, score: 100 });
    expect(found[0]?.affinity).toBeCloseTo((100 * 1.1 * 1.5 * 1.3) / 2.1, 6);
    expect(affinity({ weight: 80, isComplement: true, season: 1.3 })).toBe(156);
    expect(shownScore(156)).toBe(100);
  });

  it('keeps every score within 0 and 100, whatever is put in', () => {
    const anyCustomer = fc.record({
      kind: fc.constantFrom('new' as const, 'repeat' as const, 'high-ltv' as const),
      orderCount: fc.nat(1000),
      ltvMinor: fc.nat(1e9),
      tierLevel: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }),
      itemOrders: fc.constant(new Map<number, number>()),
    });
    const stay = fc.record({
      tier: fc.integer({ min: 1, max: 6 }),
      firstAtMs: fc.nat(),
      orders: fc.integer({ min: 1, max: 9 }),
      spentMinor: fc.nat(1e6),
      rose: fc.option(fc.boolean(), { nil: null }),
    });
    const stays = fc.array(fc.array(stay, { maxLength: 3 }), { maxLength: 60 });
    const factors = fc.double({ min: 0.1, max: 10, noNaN: true });
    fc.assert(
      fc.property(anyCustomer, stays, factors, (standing, customers, season) => {
        const knowledge = { ...UNTAUGHT, transitions: learnTransitions(LADDER, customers) };
        const offered = [...OFFERED, { itemId: 9, tier: null, share: 1 }];
        const found = scoreItems(standing, { offered, knowledge, season, companions: new Set([9]) });
        expect(found).toHaveLength(5);
        for (const { score, probability } of found) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(100);
          expect(probability).toBeGreaterThanOrEqual(0);
          expect(probability).toBeLessThanOrEqual(1);
        }
        expect(scoreItems(standing, { offered, knowledge, season, companions: new Set([9]) })).toEqual(found);
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});

describe('ties', () => {
  it('go to the lower tier, then to the lower id, whatever order the items come in', () => {
    const offered = [3, 1, 2].map((itemId) => ({ itemId, tier: null, share: 0.5 }));
    const knowledge = { ...UNTAUGHT, ladder: [], transitions: [] };
    const found = scoreItems(customer({}), { ...JUNE, knowledge, offered });
    expect(found.map(({ itemId }) => itemId)).toEqual([1, 2, 3]);
  });
});

describe('what is recommended', () => {
  it('lies above the level as long as anything does', () => {
    const scored = scoreItems(customer({ orderCount: 1, tierLevel: 1 }), JUNE);
    // By score Starter (40) would be first: somebody who has it is shown the way up.
    expect(chooseRecommendations(scored, 3).map(({ tier }) => tier)).toEqual([2, 3, 4]);
    expect(chooseRecommendations(scored, 4).map(({ tier }) => tier)).toEqual([2, 3, 4, 1]);
  });

  it('is what was bought before where the ladder ends', () => {
    const scored = scoreItems(customer({ kind: 'repeat', orderCount: 2, tierLevel: 4 }), JUNE);
    expect(chooseRecommendations(scored, 2).map(({ tier }) => tier)).toEqual([4, 3]);
  });
});

describe('seasonFactor', () => {
  const at = (text: string, zone: string) => seasonFactor(Date.parse(text), createTimeZone(zone));

  it.each([
    // 1 October 00:00 in Kolkata (+5:30) is 18:30 UTC of 30 September.
    ['1 October', 'Asia/Kolkata', '2026-09-30T18:30:00Z', 1, 1.3],
    // 1 January 00:00 in New York (-5) is 05:00 UTC.
    ['1 January', 'America/New_York', '2027-01-01T05:00:00Z', 1.3, 1.2],
    // 1 March 00:00 in Auckland (+13, summer time) is 11:00 UTC of 28 February.
    ['1 March', 'Pacific/Auckland', '2027-02-28T11:00:00Z', 1.2, 1],
  ])('switches at 00:00 of %s in %s', (_day, zone, midnight, before, after) => {
    const instant = Date.parse(midnight);
    expect(seasonFactor(instant - 1, createTimeZone(zone))).toBe(before);
    expect(seasonFactor(instant, createTimeZone(zone))).toBe(after);
  });

  it('is 1 from March to September, and takes the owner’s twelve factors instead', () => {
    expect([3, 4, 5, 6, 7, 8, 9].map((month) => at(`2026-0${month}-15T12:00:00Z`, 'UTC'))).toEqual(Array(7).fill(1));
    const factors = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    expect(seasonFactor(Date.parse('2026-06-15T12:00:00Z'), createTimeZone('UTC'), { factors })).toBe(6);
  });
});

describe('kinds of customers', () => {
  it('are new up to one order, repeat from two on, of high LTV in the top decile or from the owner’s amount on', () => {
    expect([0, 1, 2, 9].map((orderCount) => customerKind({ orderCount, ltvMinor: 5 }, [null, null]))).toEqual([
      'new',
      'new',
      'repeat',
      'repeat',
    ]);
    expect(customerKind({ orderCount: 1, ltvMinor: 500 }, [null, 500])).toBe('high-ltv');
    expect(customerKind({ orderCount: 1, ltvMinor: 499 }, [null, 500])).toBe('new');
    expect(customerKind({ orderCount: 0, ltvMinor: 0 }, [0])).toBe('new');
  });

  it('have a top decile from ten customers on: the first of ten, the first two of twenty, ties in', () => {
    expect(topDecileLtv([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBeNull();
    expect(topDecileLtv([3, 1, 4, 1, 5, 9, 2, 6, 5, 3])).toBe(9);
    expect(topDecileLtv(Array.from({ length: 20 }, (_, index) => index))).toBe(18);
  });
});

describe('conversionValue', () => {
  it('is price x probability, rounded, without season and complement', () => {
    expect(conversionValue(49_900, 0.5)).toBe(24_950);
    expect(conversionValue(9_900, 0.1 + 0.2)).toBe(2_970);
    expect(conversionValue(101, 0.5)).toBe(51);
    expect(conversionValue(100, 1.7)).toBe(100);
    expect(conversionValue(null, 0.5)).toBe(0);
    const [pro] = scoreItems(customer({ kind: 'repeat', orderCount: 2, tierLevel: 1 }), { ...JUNE, season: 1.3 });
    expect(pro?.probability).toBe(0.5);
  });
});

describe('transitions', () => {
  it('are exactly the priors without data, for customers of any spending', () => {
    expect(UNTAUGHT.transitions.map(({ probability }) => probability)).toEqual([0.5, 0.4, 0.25]);
    expect(UNTAUGHT.transitions.map((step) => climbProbability(step, 1e6))).toEqual([0.5, 0.4, 0.25]);
  });

  it('are shrunk first to the prior, then decile by decile to the step', () => {
    const stay = (spentMinor: number, rose: boolean) => [{ tier: 1, firstAtMs: 0, orders: 1, spentMinor, rose }];
    // Ten customers, spending 1 to 10; the five who spent most climbed.
    const [step] = learnTransitions(
      [1, 2],
      Array.from({ length: 10 }, (_, i) => stay(i + 1, i >= 5)),
    );
    // (5 + 20 x .5) / (10 + 20) = .5; then (0 + 20 x .5) / 21 = .476 and (1 + 10) / 21 = .524.
    expect(step).toMatchObject({ customers: 10, upgrades: 5, probability: 0.5 });
    expect(step && climbProbability(step, 1)).toBeCloseTo(10 / 21, 12);
    expect(step && climbProbability(step, 10)).toBeCloseTo(11 / 21, 12);
    expect(step && climbProbability(step, 1e9)).toBeCloseTo(11 / 21, 12);
  });

  it('count everybody who spent the same alike', () => {
    const stays = Array.from({ length: 30 }, (_, i) => [
      { tier: 1, firstAtMs: 0, orders: 1, spentMinor: 9_900, rose: i < 12 },
    ]);
    const [step] = learnTransitions([1, 2], stays);
    // (12 + 20 x .5) / (30 + 20) = .44, and no decile that would count them once more.
    expect(step?.probability).toBeCloseTo(0.44, 12);
    expect(step && [0, 9_900, 1e9].map((spent) => climbProbability(step, spent))).toEqual(
      Array(3).fill(step?.probability),
    );
  });

  it('do not count who came to the tier from above', () => {
    const [step] = learnTransitions([1, 2], [[{ tier: 1, firstAtMs: 0, orders: 1, spentMinor: 1, rose: null }]]);
    expect(step?.customers).toBe(0);
  });
});

describe('reasons', () => {
  const facts = {
    isUpgrade: false,
    isComplement: false,
    tier: null,
    name: 'Tea',
    timesOrdered: 0,
    levelName: null,
    favouriteName: null,
    firstTier: 1,
    share: 0.1,
  };

  it('say what the orders bear out', () => {
    const upgrade = { ...facts, isUpgrade: true, isComplement: true, tier: 2, levelName: 'Starter Pack' };
    expect(tellCustomerReason(upgrade)).toBe('Great upgrade from Starter Pack');
    expect(tellCustomerReason({ ...facts, timesOrdered: 2 })).toBe('You loved the Tea');
    expect(tellCustomerReason({ ...facts, timesOrdered: 1 })).toBe('You had the Tea before');
    expect(tellCustomerReason({ ...facts, isComplement: true, favouriteName: 'Cake' })).toBe('Often ordered with Cake');
    expect(tellCustomerReason({ ...facts, tier: 1 })).toBe('A good place to start');
    expect(tellCustomerReason(facts)).toBe('Popular with other customers');
    expect(tellCustomerReason({ ...facts, share: 0 })).toBe('Something new to try');
  });
});

describe('items on no ladder', () => {
  it('weigh 100 x the shrunk chance of being in the next order', () => {
    // (3 + 4 x .25) / (6 + 4) = .4.
    expect(itemChance({ withItem: 3, orders: 6 }, 0.25)).toBe(0.4);
    expect(itemChance({ withItem: 0, orders: 0 }, 0.25)).toBe(0.25);
  });
});

describe('personal offers', () => {
  it('are never made outside a test, nor unless the owner allows them, nor beyond what the owner allows', () => {
    expect(offerPercent(0, { maxPercent: null, insideTest: true })).toBeNull();
    expect(offerPercent(0, { maxPercent: 20, insideTest: false })).toBeNull();
    expect([0, 0.5, 1].map((p) => offerPercent(p, { maxPercent: 20, insideTest: true }))).toEqual([20, 10, null]);
  });
});
