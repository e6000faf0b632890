import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RandomisedStratum } from '../../engine/experiment/compare/randomised-stratum.ts';
import { Relabeller } from '../../engine/experiment/compare/relabeller.ts';
import { needsRelabelling } from '../../engine/experiment/incremental/confirm-claim.ts';
import { evaluateHoldOut } from '../../engine/experiment/incremental/evaluate-hold-out.ts';
import { relabelStrata } from '../../engine/experiment/incremental/relabel-strata.ts';
import { createRandom } from '../../engine/statistics/random.ts';
import type { StoreScope } from '../../storage/database.ts';
import {
  findRelabelledUnits,
  insertRelabelling,
  type RelabellingRow,
} from '../../storage/queries/hold-out-relabellings.ts';
import type { ServiceContext } from '../service-context.ts';
import { type ClosedWeek, evaluateWeeks, type FigureKind, nameWeeks, toHoldOutWeek } from './closed-weeks.ts';
import { readClosedWeeks } from './read-closed-weeks.ts';

const RELABELLINGS = 10_000;
/** Rounds between two looks at what else waits: some milliseconds. */
const ROUNDS_AT_ONCE = 200;
const SEED = 1;

/** A figure that claims something and rests on few, uneven units. */
interface Claim {
  readonly weeks: readonly ClosedWeek[];
  readonly kind: FigureKind;
}

/**
 * Asks the randomisation test of every claim that needs it and was not asked yet: the closed weeks together, with and without
 * the cap, and each week by itself. Weeks, revisions and kind are the seed, so the answer is the same for whoever asks again.
 */
export async function settleClaims(context: ServiceContext, storeId: number): Promise<void> {
  const open = await context.database.forStore(storeId, findOpenClaims);
  for (const claim of open) {
    const strata = await context.database.forStore(storeId, (scope) => readStrata(scope, claim));
    const { names, key } = nameWeeks(claim.weeks);
    const relabeller = new Relabeller(strata, createRandom(SEED, `${claim.kind} ${names}`));
    for (let done = 0; done < RELABELLINGS; done += ROUNDS_AT_ONCE) {
      relabeller.run(ROUNDS_AT_ONCE);
      await nextTurn();
    }
    const { pValue, relabellings } = relabeller.result();
    const row = { key, kind: claim.kind, weeks: names, p_value: pValue, relabellings, computed_at: context.clock() };
    await context.database.forStore(storeId, (scope) => insertRelabelling(scope, row));
  }
}

async function findOpenClaims(scope: StoreScope): Promise<Claim[]> {
  const { counted, relabellings } = await readClosedWeeks(scope);
  const claims: Claim[] = [
    { weeks: counted, kind: 'capped' },
    { weeks: counted, kind: 'uncapped' },
    ...(counted.length === 1 ? [] : counted.map((week): Claim => ({ weeks: [week], kind: 'capped' }))),
  ];
  return claims.filter((claim) => isOpen(claim, relabellings));
}

function isOpen({ weeks, kind }: Claim, relabellings: readonly RelabellingRow[]): boolean {
  const checked = evaluateWeeks(weeks, { kind, relabellings });
  const plain = evaluateHoldOut(weeks.map((week) => toHoldOutWeek(week.isoWeek, week.figures[kind])));
  if (checked === null || plain === null) return false;
  return needsRelabelling(plain, checked.skew.skewness) && checked.skew.pValue === null;
}

async function readStrata(scope: StoreScope, { weeks, kind }: Claim): Promise<RandomisedStratum[]> {
  const rows = await findRelabelledUnits(
    scope,
    weeks.map(({ isoWeek }) => isoWeek),
  );
  const rowsOf = Map.groupBy(rows, (row) => row.iso_week);
  return relabelStrata(
    weeks.map(({ isoWeek, figures }) => {
      const cap = figures[kind].capMinor ?? Number.POSITIVE_INFINITY;
      return (rowsOf.get(isoWeek) ?? []).map((row) => ({
        arm: row.arm,
        revenue: Math.min(row.revenue_minor, cap),
        past: row.past_minor / 4,
      }));
    }),
  );
}
