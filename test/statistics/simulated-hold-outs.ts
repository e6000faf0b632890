import { Relabeller } from '../../src/engine/experiment/compare/relabeller.ts';
import { measureKappa } from '../../src/engine/experiment/incremental/hold-out-kappa.ts';
import { relabelStrata } from '../../src/engine/experiment/incremental/relabel-strata.ts';
import { sumVisitorWeeks } from '../../src/engine/experiment/incremental/week-sums.ts';
import { evaluateClosedWeeks, nameWeeks, type WeekFigures } from '../../src/services/experiments/closed-weeks.ts';
import { createRandom } from '../../src/simulation/random.ts';
import { simulateVisitorWeeks, type VisitorWeek } from '../../src/simulation/traffic/visitor-weeks.ts';
import type { HoldOutResultRow } from '../../src/storage/queries/hold-out.ts';

/** Weeks in a row in which as much is held out. */
interface Phase {
  readonly weeks: number;
  readonly visitorsPerWeek: number;
  readonly holdOutShare: number;
}

/** Shops as the hold-out finds them. */
export const SHOPS = {
  'a tenth held out of 300 visitors a week, 8 weeks': [{ weeks: 8, visitorsPerWeek: 300, holdOutShare: 0.1 }],
  'a tenth held out of 120 visitors a week, 4 weeks': [{ weeks: 4, visitorsPerWeek: 120, holdOutShare: 0.1 }],
  'half held out of 200 visitors a week for 4 weeks, then a tenth of 300': [
    { weeks: 4, visitorsPerWeek: 200, holdOutShare: 0.5 },
    { weeks: 4, visitorsPerWeek: 300, holdOutShare: 0.1 },
  ],
} satisfies Record<string, readonly Phase[]>;

/** What the service says of a shop, and what was true of it. Money in minor units. */
export interface HoldOutRun {
  /** What the shown spent in truth because of suggestions: revenue less what the same visitors would have spent. */
  readonly truth: number;
  /** The planted effect times what the shown would have spent: what is true of shops like this one on average. */
  readonly expected: number;
  /** What the shown would have spent without suggestions. */
  readonly baseline: number;
  readonly attributed: number;
  readonly capped: Figure;
  readonly uncapped: Figure;
  /** Of kappa without the prior. */
  readonly kappaInterval: readonly [number, number] | null;
}

interface Figure {
  readonly estimate: number;
  readonly interval: readonly [number, number];
  readonly standardError: number;
  /** The interval lies above 0, and where the test has to be asked, it agrees. */
  readonly claims: boolean;
}

/** A shop through the function that closed weeks are read with; the claim of few is put to the randomisation test as there. */
export function runHoldOut(
  phases: readonly Phase[],
  { seed, effect, relabel = false }: { seed: number; effect: number; relabel?: boolean },
): HoldOutRun {
  const parts = phases.map((phase, index) => simulateVisitorWeeks({ ...phase, seed: seed + 10_000 * index, effect }));
  const weeks = parts.flatMap(({ rows }, index) =>
    [...Map.groupBy(rows, ({ week }) => week)].map(([week, own]) => ({
      share: phases[index]?.holdOutShare ?? 0,
      week,
      own,
    })),
  );
  const results = weeks.map(({ share, own }, index) => toResult(own, { share, isoWeek: `2026-W${10 + index}` }));
  const total = evaluateClosedWeeks(results);
  const { capped, uncapped, counted } = total;
  if (capped === null || uncapped === null) throw new RangeError(`Seed ${seed}: no week has both arms`);
  const asked =
    relabel && !uncapped.skew.confirmed
      ? askRelabelling(
          weeks.map(({ own }) => own),
          seed,
        )
      : null;
  const confirmed =
    asked === null
      ? uncapped
      : (evaluateClosedWeeks(results, [
          { ...asked, key: nameWeeks(counted).key, kind: 'uncapped', store_id: 1, weeks: '', computed_at: new Date(0) },
        ]).uncapped ?? uncapped);
  const add = (pick: (part: (typeof parts)[number]) => number) => parts.reduce((sum, part) => sum + pick(part), 0);
  const baseline = add(({ shownBaselineMinor }) => shownBaselineMinor);
  return {
    truth: add(({ trueExtraMinor }) => trueExtraMinor),
    expected: effect * baseline,
    baseline,
    attributed: counted.reduce((sum, { figures }) => sum + figures.uncapped.treated.sumA, 0),
    capped: toFigure(capped),
    uncapped: toFigure(confirmed),
    kappaInterval: measureKappa(counted.map(({ figures }) => figures.uncapped))?.measuredInterval ?? null,
  };
}

function toFigure(result: NonNullable<ReturnType<typeof evaluateClosedWeeks>['capped']>): Figure {
  return {
    estimate: result.incremental,
    interval: result.interval,
    standardError: result.standardErrors.safe,
    claims: result.interval[0] > 0 && result.skew.confirmed,
  };
}

/** A closed week as the table keeps it. */
function toResult(
  rows: readonly VisitorWeek[],
  { share, isoWeek }: { share: number; isoWeek: string },
): HoldOutResultRow {
  const weeks = rows.map((row) => ({
    arm: row.arm,
    stratum: 'visitor' as const,
    revenueMinor: row.revenueMinor,
    orders: row.orders,
    itemsMilli: 1000 * row.items,
    attributedMinor: row.attributedMinor,
    pastMinor: 4 * row.pastMinor,
  }));
  const figures: WeekFigures = {
    share,
    spoiled: false,
    capped: sumVisitorWeeks(weeks, { capped: true }),
    uncapped: sumVisitorWeeks(weeks, { capped: false }),
    sessions: sumVisitorWeeks([], { capped: false }),
    attributedMinor: 0,
    orders: 0,
    matchedOrders: 0,
  };
  const computed_at = new Date(0);
  return { store_id: 1, iso_week: isoWeek, revision: 1, method: '', method_version: 1, figures, computed_at };
}

function askRelabelling(
  weeks: readonly (readonly VisitorWeek[])[],
  seed: number,
): { p_value: number; relabellings: number } {
  const units = weeks.map((rows) =>
    rows.map(({ arm, revenueMinor, pastMinor }) => ({ arm, revenue: revenueMinor, past: pastMinor })),
  );
  const relabeller = new Relabeller(relabelStrata(units), createRandom(seed, 'relabel'));
  relabeller.run(10_000);
  const { pValue, relabellings } = relabeller.result();
  return { p_value: pValue, relabellings };
}
