import type { StoreScope } from '../../storage/database.ts';
import { type DueUnit, lockLedger, markEveryOrderDue, takeDueUnits } from '../../storage/queries/attribution-due.ts';
import { appendEntries } from '../../storage/queries/attribution-ledger.ts';
import { markDaysDue } from '../../storage/queries/rollup-due.ts';
import { markDayWeeksDue } from '../../storage/queries/visitor-week-due.ts';
import type { ServiceContext } from '../service-context.ts';
import type { FactSeeds } from './gather-facts.ts';
import { findMissingEntries, readMeasuringStore } from './order-targets.ts';

/** Units of one transaction: whoever marks one of them meanwhile waits for its end. */
const UNITS_PER_BATCH = 100;

/** What a run of the ledger did. */
export interface SettledWork {
  readonly units: number;
  readonly entries: number;
}

/**
 * Works one batch of a store's due units off: recounts what the orders of these guests owe, and books the differences.
 * The mark of a unit goes in the same transaction. One process at a time books in a store; without `wait`, null is
 * answered when another is at it.
 */
export async function processDueBatch(
  context: ServiceContext,
  storeId: number,
  { wait }: { wait: boolean },
): Promise<SettledWork | null> {
  return context.database.forStore(storeId, async (scope) => {
    if (!(await lockLedger(scope, { wait }))) return null;
    const units = await takeDueUnits(scope, UNITS_PER_BATCH);
    if (units.length === 0) return { units: 0, entries: 0 };
    return { units: units.length, entries: await bookMissing(context, scope, toSeeds(units)) };
  });
}

async function bookMissing(context: ServiceContext, scope: StoreScope, seeds: FactSeeds): Promise<number> {
  const measuring = await readMeasuringStore(context, scope);
  if (measuring === null) return 0;
  const entries = await findMissingEntries(scope, measuring, { seeds });
  await appendEntries(scope, { entries, bookedAt: context.clock() });
  const days = [...new Set(entries.map(({ orderDay }) => orderDay))];
  await markDayWeeksDue(scope, days);
  await markDaysDue(scope, days);
  return entries.length;
}

/** Works off everything that is due in a store, and waits for whoever is at it. */
export async function settleAttribution(
  { context }: { readonly context: ServiceContext },
  storeId: number,
): Promise<SettledWork> {
  let [units, entries] = [0, 0];
  for (;;) {
    const work = await processDueBatch(context, storeId, { wait: true });
    if (work === null || work.units === 0) return { units, entries };
    units += work.units;
    entries += work.entries;
  }
}

/** Counts every order of a store anew, and books what the ledger lacks; a sound ledger gets no entry. */
export async function rebuildAttribution(
  services: { readonly context: ServiceContext },
  storeId: number,
): Promise<SettledWork> {
  const { context } = services;
  await context.database.forStore(storeId, (scope) => markEveryOrderDue(scope, context.clock()));
  return settleAttribution(services, storeId);
}

function toSeeds(units: readonly DueUnit[]): FactSeeds {
  const namesOf = (kind: string) =>
    units.flatMap(({ unit }) => (unit.startsWith(kind) ? [unit.slice(kind.length)] : []));
  const guests = units.filter(({ unit }) => !unit.startsWith('o:'));
  const sinceMs = guests.reduce(
    (earliest, { due_at }) => Math.min(earliest, due_at.getTime()),
    Number.POSITIVE_INFINITY,
  );
  return {
    orderIds: namesOf('o:').map(Number),
    sessions: namesOf('s:'),
    visitors: namesOf('v:'),
    recIds: namesOf('r:'),
    since: guests.length === 0 ? null : new Date(sinceMs),
  };
}
