import { describe, expect, it } from 'vitest';
import { createRandom } from '../../statistics/random.ts';
import { measureCarryOver, sumCarryOver } from './carry-over.ts';

const lastWeek = (unit: string, arm: 'shown' | 'held_out' | 'both', pastMinor = 0) => ({
  unit,
  arm,
  stratum: unit.startsWith('s:') ? ('session' as const) : ('visitor' as const),
  pastMinor,
});
const thisWeek = (unitBefore: string | null, revenueMinor: number) => ({ unitBefore, revenueMinor, orders: 1 });

describe('sumCarryOver', () => {
  it('by hand: who stayed away counts as 0, who is new, was in both arms or is a session does not', () => {
    const sums = sumCarryOver({
      before: [
        lastWeek('v:a', 'shown', 400),
        lastWeek('v:b', 'shown'),
        lastWeek('v:c', 'held_out'),
        lastWeek('v:d', 'both'),
        lastWeek('s:e', 'shown'),
      ],
      after: [
        thisWeek('v:a', 300),
        thisWeek('v:c', 500),
        thisWeek('v:d', 700),
        thisWeek('s:e', 70),
        thisWeek(null, 900),
      ],
    });
    // Shown: a 300 and b, who stayed away: 0. Held out: c 500. The cap of 0, 300, 500 lies at 1.98 of 2: 300 + .98 x 200 = 496.
    expect(sums.capMinor).toBeCloseTo(496, 9);
    expect(sums.treated).toMatchObject({ n: 2, sumY: 300, sumYY: 90_000, sumX: 100, sumXY: 30_000, orders: 1 });
    expect(sums.control).toMatchObject({ n: 1, sumX: 0, orders: 1 });
    expect(sums.control.sumY).toBeCloseTo(496, 9);
  });
});

describe('measureCarryOver', () => {
  /** Weeks of 2,000 regulars, drawn afresh; the shown spend `direct` more, and `carried` more in the week after. */
  function weeks({ direct, carried }: { direct: number; carried: number }) {
    const random = createRandom(11, 'carry-over');
    let arms: ('shown' | 'held_out')[] = [];
    return Array.from({ length: 6 }, (_, week) => {
      const last = arms;
      arms = Array.from({ length: 2000 }, () => (random() < 0.2 ? 'held_out' : 'shown'));
      const rows = arms.map((arm, n) => {
        const spent = 5000 * random() + (arm === 'shown' ? direct : 0) + (last[n] === 'shown' ? carried : 0);
        return thisWeek(`v:${n}`, spent);
      });
      const sums = sumCarryOver({ before: last.map((arm, n) => lastWeek(`v:${n}`, arm)), after: rows });
      return { week: `2026-W1${week}`, ...sums };
    }).slice(1);
  }

  it('tells what is carried from what happens in the same week', () => {
    // 5 weeks of 2,000 with spread 1443: standard error of a mean 1443 / sqrt(10000 x .2 x .8) = 36.
    const result = measureCarryOver(weeks({ direct: 1000, carried: -400 }));
    expect(Math.abs((result?.incremental ?? 0) / (result?.treatedUnits ?? 1) + 400)).toBeLessThan(110);
    expect(result?.bringsForward).toBe(true);
  });

  it('warns of nothing where nothing is carried, or where it is more', () => {
    const none = measureCarryOver(weeks({ direct: 1000, carried: 0 }));
    expect(Math.abs((none?.incremental ?? 0) / (none?.treatedUnits ?? 1))).toBeLessThan(110);
    expect(none?.bringsForward).toBe(false);
    expect(measureCarryOver(weeks({ direct: 0, carried: 400 }))?.bringsForward).toBe(false);
    expect(measureCarryOver([])).toBeNull();
  });
});
