import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildVisitorWeeks, type Exposure, type MeasuredOrder, type WeekFacts } from './visitor-weeks.ts';
import { sumVisitorWeeks } from './week-sums.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const FACTS: WeekFacts = {
  startMs: 0,
  endMs: WEEK_MS,
  pastStartMs: -4 * WEEK_MS,
  exposures: [],
  links: [],
  sessions: new Map(),
  orders: [],
};

function order(change: Partial<MeasuredOrder>): MeasuredOrder {
  const nobody = { visitor: null, customer: null, session: null };
  return { ...nobody, atMs: HOUR_MS, revenueMinor: 1000, itemsMilli: 2000, attributedMinor: 0, ...change };
}

const shown = (unit: string, atMs = 0): Exposure => ({ unit, arm: 'shown', atMs });

describe('buildVisitorWeeks', () => {
  it('counts from the first exposure to the end of the week, and the four weeks before as the past', () => {
    // Before the exposure (hour 5): nothing. 700 + 300 within the week. -1 h and -4 weeks exactly: 40 + 60 of the past;
    // one millisecond earlier is the fifth week before.
    const orders = [
      order({ visitor: 'a', atMs: 4 * HOUR_MS, revenueMinor: 5 }),
      order({ visitor: 'a', atMs: 5 * HOUR_MS, revenueMinor: 700, attributedMinor: 200 }),
      order({ visitor: 'a', atMs: WEEK_MS - 1, revenueMinor: 300 }),
      order({ visitor: 'a', atMs: WEEK_MS, revenueMinor: 9000 }),
      order({ visitor: 'a', atMs: -HOUR_MS, revenueMinor: 40 }),
      order({ visitor: 'a', atMs: -4 * WEEK_MS, revenueMinor: 60 }),
      order({ visitor: 'a', atMs: -4 * WEEK_MS - 1, revenueMinor: 8000 }),
    ];
    const [week] = buildVisitorWeeks({ ...FACTS, exposures: [shown('v:a', 5 * HOUR_MS)], orders });
    expect(week).toEqual({
      unit: 'v:a',
      arm: 'shown',
      stratum: 'visitor',
      enteredMs: 5 * HOUR_MS,
      revenueMinor: 1000,
      orders: 2,
      itemsMilli: 4000,
      attributedMinor: 200,
      pastMinor: 100,
      unitBefore: null,
    });
  });

  it('who signs in stays one unit: what the customer orders is the visitor’s', () => {
    const facts = {
      ...FACTS,
      exposures: [shown('v:a', HOUR_MS), shown('c:7', 3 * HOUR_MS)],
      links: [['v:a', 'c:7']] as const,
      orders: [order({ customer: 7, atMs: 4 * HOUR_MS }), order({ visitor: 'a', atMs: 2 * HOUR_MS })],
    };
    const weeks = buildVisitorWeeks(facts);
    expect(weeks).toHaveLength(1);
    expect(weeks[0]).toMatchObject({ unit: 'v:a', enteredMs: HOUR_MS, orders: 2, revenueMinor: 2000 });
  });

  it('a person seen in both arms is marked and left out of both', () => {
    const facts = {
      ...FACTS,
      exposures: [shown('v:a'), { unit: 'c:7', arm: 'held_out' as const, atMs: 5 }, shown('v:b')],
      links: [['v:a', 'c:7']] as const,
      orders: [order({ customer: 7 })],
    };
    const weeks = buildVisitorWeeks(facts);
    expect(weeks.map(({ unit, arm }) => [unit, arm])).toEqual([
      ['v:a', 'both'],
      ['v:b', 'shown'],
    ]);
    const sums = sumVisitorWeeks(weeks, { capped: false });
    expect([sums.treated.n, sums.control.n, sums.bothArms]).toEqual([1, 0, 1]);
    expect(sums.treated.sumY).toBe(0);
  });

  it('an order that names only its session belongs to who was seen in it; without consent that is the session', () => {
    const weeks = buildVisitorWeeks({
      ...FACTS,
      exposures: [shown('v:a'), shown('s:two')],
      sessions: new Map([
        ['one', 'v:a'],
        ['two', 's:two'],
      ]),
      orders: [order({ session: 'one' }), order({ session: 'two', revenueMinor: 70 }), order({ session: 'three' })],
    });
    expect(weeks.map(({ unit, stratum, revenueMinor }) => [unit, stratum, revenueMinor])).toEqual([
      ['s:two', 'session', 70],
      ['v:a', 'visitor', 1000],
    ]);
    expect(sumVisitorWeeks(weeks, { capped: false }).treated.n).toBe(1);
    expect(sumVisitorWeeks(weeks, { capped: false, stratum: 'session' }).treated.sumY).toBe(70);
  });

  it('knows whose visitor-week of last week it is, also after they signed in', () => {
    const facts = { ...FACTS, links: [['v:a', 'c:7']] as const, before: ['v:a', 'v:gone', 'v:b'] };
    const weeks = buildVisitorWeeks({ ...facts, exposures: [shown('c:7'), shown('v:b'), shown('v:new')] });
    expect(weeks.map(({ unit, unitBefore }) => [unit, unitBefore])).toEqual([
      ['c:7', 'v:a'],
      ['v:b', 'v:b'],
      ['v:new', null],
    ]);
  });

  it('does not depend on the order in which anything came in', () => {
    const name = fc.constantFrom('v:a', 'v:b', 'v:c', 'c:1', 'c:2', 's:x');
    const exposures = fc.array(
      fc.record({ unit: name, arm: fc.constantFrom('shown' as const, 'held_out' as const), atMs: fc.nat(100) }),
    );
    const orders = fc.array(
      fc.record({
        visitor: fc.constantFrom('a', 'b', 'c', null),
        customer: fc.constantFrom(1, 2, null),
        session: fc.constantFrom('x', null),
        atMs: fc.integer({ min: -200, max: 200 }),
        revenueMinor: fc.nat(5000),
        itemsMilli: fc.nat(5000),
        attributedMinor: fc.nat(500),
      }),
    );
    const links = fc.array(fc.tuple(fc.constantFrom('v:a', 'v:b', 'v:c'), fc.constantFrom('c:1', 'c:2')));
    fc.assert(
      fc.property(
        fc.record({ exposures, orders, links }),
        fc.infiniteStream(fc.double({ noNaN: true })),
        (facts, keys) => {
          const shuffle = <T>(list: readonly T[]) =>
            [...list]
              .map((value) => ({ value, key: Number(keys.next().value) }))
              .sort((a, b) => a.key - b.key)
              .map(({ value }) => value);
          const base = { ...FACTS, endMs: 150 };
          const sorted = buildVisitorWeeks({ ...base, ...facts });
          const shuffled = {
            exposures: shuffle(facts.exposures),
            orders: shuffle(facts.orders),
            links: shuffle(facts.links),
          };
          expect(buildVisitorWeeks({ ...base, ...shuffled })).toEqual(sorted);
        },
      ),
      { seed: 20261121, numRuns: 200 },
    );
  });
});
