import { describe, expect, it } from 'vitest';
import { createRandom } from '../../statistics/random.ts';
import { exactRandomisationTest } from '../compare/randomisation-test.ts';
import { Relabeller } from '../compare/relabeller.ts';
import { confirmClaim, needsRelabelling, skewnessOfWeeks } from './confirm-claim.ts';
import { evaluateHoldOut } from './evaluate-hold-out.ts';
import { relabelStrata } from './relabel-strata.ts';
import { sumVisitorWeeks } from './week-sums.ts';

const unit = (arm: 'shown' | 'held_out', revenueMinor: number, pastMinor = 0) => {
  const shown = { stratum: 'visitor' as const, orders: 1, itemsMilli: 1000, attributedMinor: 0 };
  return { ...shown, arm, revenueMinor, pastMinor };
};

/** 60 visitors who are shown suggestions and spend 12 to 14, 60 held out who spend 10 to 12, one of them `largest`. */
function week(largest: number) {
  const rows = Array.from({ length: 60 }, (_, n) => [
    unit('shown', 1200 + (n % 3) * 100),
    unit('held_out', 1000 + (n % 3) * 100),
  ]);
  const sums = sumVisitorWeeks([...rows.flat(), unit('held_out', largest)], { capped: false });
  const arm = (of: typeof sums.treated) => ({ ...of, orders: of.sumO });
  const result = evaluateHoldOut([{ week: '2026-W10', treated: arm(sums.treated), control: arm(sums.control) }]);
  return { sums, result: result as NonNullable<typeof result> };
}

describe('skewnessOfWeeks', () => {
  it('adds both arms of all weeks up: 0, 0 and 0, 4 are four values', () => {
    const one = sumVisitorWeeks([unit('shown', 0), unit('held_out', 0)], { capped: false });
    const two = sumVisitorWeeks([unit('shown', 0), unit('held_out', 4)], { capped: false });
    // (3 x (-1)^3 + 3^3) / 4 over ((3 + 9) / 4)^1.5.
    expect(skewnessOfWeeks([one, two])).toBeCloseTo(6 / 3 ** 1.5, 9);
    expect(skewnessOfWeeks([])).toBeNull();
  });

  it('is not known of weeks that were kept without third powers', () => {
    const { treated, control } = sumVisitorWeeks([unit('shown', 1), unit('held_out', 2)], { capped: false });
    const { sumYYY: _treated, ...old } = treated;
    expect(skewnessOfWeeks([{ treated: old as typeof treated, control }])).toBeNull();
  });
});

describe('confirmClaim', () => {
  it('an even hold-out of enough visitors claims by itself', () => {
    const { sums, result } = week(1100);
    const skewness = skewnessOfWeeks([sums]);
    expect(result.status).toBe('proven');
    expect(needsRelabelling(result, skewness)).toBe(false);
    expect(confirmClaim(result, { skewness, pValue: null })).toMatchObject({
      status: 'proven',
      skew: { pValue: null, confirmed: true },
    });
  });

  it('a small uneven one needs the randomisation test: unasked and denied are both no claim', () => {
    const { result } = week(1100);
    expect(needsRelabelling(result, 3.3)).toBe(true);
    expect(confirmClaim(result, { skewness: 3.3, pValue: null })).toMatchObject({
      status: 'open',
      skew: { unitsWanted: 3866, confirmed: false },
    });
    expect(confirmClaim(result, { skewness: 3.3, pValue: 0.051 }).status).toBe('open');
    expect(confirmClaim(result, { skewness: 3.3, pValue: 0.05 }).status).toBe('proven');
    expect(needsRelabelling(result, null)).toBe(true);
  });

  it('nothing is asked where nothing is claimed', () => {
    const { result } = week(30_000);
    expect(result.interval[0]).toBeLessThan(0);
    expect(needsRelabelling(result, 9)).toBe(false);
    expect(confirmClaim(result, { skewness: 9, pValue: null }).skew.confirmed).toBe(true);
  });
});

describe('relabelling a hold-out', () => {
  it('by hand: 12, 15, 20, 9 against 8, 7, 11 is reached by 4 of 35 labellings, whichever arm is the smaller', () => {
    for (const [first, second] of [
      ['shown', 'held_out'],
      ['held_out', 'shown'],
    ] as const) {
      const units = [
        [12, 15, 20, 9],
        [8, 7, 11],
      ].flatMap((values, n) => values.map((revenue) => ({ arm: n === 0 ? first : second, revenue, past: 0 })));
      const strata = relabelStrata([units]);
      const relabeller = new Relabeller(strata, createRandom(1, 'by hand'));
      relabeller.run(20_000);
      const { pValue, difference } = relabeller.result();
      // The standard error of 20,000 rounds at 4/35 is .0022.
      expect(Math.abs(pValue - 4 / 35)).toBeLessThan(0.009);
      expect(difference).toBeCloseTo((first === 'shown' ? 1 : -1) * (14 - 26 / 3), 9);
      expect(exactRandomisationTest(strata[0] ?? { treated: [], control: [] }).pValue).toBeCloseTo(4 / 35, 12);
    }
  });

  it('in parts gives what it gives at once, and the same again', () => {
    const strata = relabelStrata([
      [3, 9, 4, 1].map((revenue, n) => ({ arm: n < 2 ? ('shown' as const) : ('held_out' as const), revenue, past: n })),
    ]);
    const [once, parts] = [1, 2].map(() => new Relabeller(strata, createRandom(7, 'parts')));
    once?.run(300);
    for (let n = 0; n < 3; n++) parts?.run(100);
    expect(parts?.result()).toEqual(once?.result());
  });

  it('its difference is the incremental revenue by treated unit, past and several weeks in', () => {
    const random = createRandom(3, 'weeks');
    const weeks = [0, 1].map((level) =>
      Array.from({ length: 50 }, (_, n) => {
        const past = 100 * random();
        return unit(n % 5 === 0 ? 'held_out' : 'shown', 1000 * level + past + 20 * random(), past);
      }),
    );
    const sums = weeks.map((rows) => sumVisitorWeeks(rows, { capped: false }));
    const result = evaluateHoldOut(
      sums.map(({ treated, control }, n) => ({
        week: `2026-W1${n}`,
        treated: { ...treated, orders: 1 },
        control: { ...control, orders: 1 },
      })),
    );
    const strata = relabelStrata(
      weeks.map((rows) =>
        rows.map(({ arm, revenueMinor, pastMinor }) => ({ arm, revenue: revenueMinor, past: pastMinor / 4 })),
      ),
    );
    const { difference } = new Relabeller(strata, random).result();
    expect(difference).toBeCloseTo((result?.incremental ?? 0) / (result?.treatedUnits ?? 1), 9);
  });
});
