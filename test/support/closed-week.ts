import type { WeekFigures } from '../../src/services/experiments/closed-weeks.ts';
import { HOLD_OUT_METHOD } from '../../src/services/experiments/closed-weeks.ts';
import type { Services } from '../../src/services/services.ts';
import { appendHoldOutResult } from '../../src/storage/queries/hold-out.ts';
import { TEST_NOW } from './test-app.ts';

/** What an arm of a closed week is made of. */
interface Arm {
  readonly mean: number;
  readonly deviation: number;
  /** Share of each unit's revenue that is attributed. */
  readonly attributed?: number;
}

/** Sums of `n` visitor-weeks, half of them a deviation above the mean and half below. */
function sumsOf(n: number, { mean, deviation, attributed = 0 }: Arm) {
  const [sum, squares] = [n * mean, n * (mean ** 2 + deviation ** 2)];
  const sumYYY = n * (mean ** 3 + 3 * mean * deviation ** 2);
  const past = { sumX: 0, sumXX: 0, sumXY: 0, sumXA: 0 };
  const credit = { sumA: attributed * sum, sumAA: attributed ** 2 * squares, sumYA: attributed * squares };
  const basket = { sumR: sum, sumRR: squares, sumO: n, sumOO: n, sumRO: sum, sumI: n, sumII: n, sumIO: n };
  return { n, sumY: sum, sumYY: squares, sumYYY, ...past, ...credit, ...basket };
}

/** Keeps a closed week of halves: `units` in each arm, treated at `mean` and held out at 1,000, a tenth attributed. */
export async function closeWeek(
  { context }: Pick<Services, 'context'>,
  storeId: number,
  { isoWeek, mean, units, deviation = 400 }: { isoWeek: string; mean: number; units: number; deviation?: number },
): Promise<void> {
  const sums = {
    capMinor: null,
    treated: sumsOf(units, { mean, deviation, attributed: 0.1 }),
    control: sumsOf(units, { mean: 1000, deviation }),
    bothArms: 0,
  };
  const nobody = sumsOf(0, { mean: 0, deviation: 0 });
  const figures: WeekFigures = {
    ...{ share: 0.5, spoiled: false, capped: sums, uncapped: sums },
    sessions: { ...sums, treated: nobody, control: nobody },
    ...{ attributedMinor: sums.treated.sumA, orders: 2 * units, matchedOrders: 2 * units },
  };
  const method = { method: HOLD_OUT_METHOD.name, methodVersion: HOLD_OUT_METHOD.version };
  await context.database.forStore(storeId, (scope) =>
    appendHoldOutResult(scope, { isoWeek, ...method, figures, computedAt: TEST_NOW }),
  );
}
