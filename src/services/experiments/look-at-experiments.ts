import { businessDayAt } from '../../engine/calendar/business-day.ts';
import { insertLook, listExperiments, lockExperiment, updateExperiment } from '../../storage/queries/experiments.ts';
import { noteStoreDeed } from '../accounts/audit.ts';
import { ITSELF } from '../accounts/caller.ts';
import { listAllStores } from '../catalog/stores.ts';
import type { Services } from '../services.ts';
import { actOnExperiment } from './change-experiment.ts';
import { lastLook, requireExperiment, requireStoreRow } from './describe-experiment.ts';
import { tellMetric } from './experiment-words.ts';
import { type LookFigures, measureExperiment } from './measure-experiment.ts';
import { rebuildVisitorWeeks, settleVisitorWeeks } from './rebuild-weeks.ts';
import { calendarOf } from './store-week.ts';

type Keeper = Pick<Services, 'context' | 'models'>;

/** A test is looked at once a day, and at its planned end. */
const BETWEEN_LOOKS_MS = 20 * 3_600_000;

/** Hourly, in all stores: visitor-weeks up to date, tests started, looked at and ended as they are due. */
export async function keepExperiments(services: Keeper): Promise<void> {
  const { context } = services;
  for (const { id } of await listAllStores(context)) {
    try {
      await settleVisitorWeeks(context, id);
      await startDueExperiments(services, id);
      await lookAtExperiments(services, id);
    } catch (error) {
      context.log('warn', 'Tests of a store could not be kept', { storeId: id, error: String(error) });
    }
  }
}

/** Nightly: every week of every store is made anew, so that nothing depends on marks alone. */
export async function rebuildAllVisitorWeeks({ context }: Keeper): Promise<void> {
  for (const { id } of await listAllStores(context)) await rebuildVisitorWeeks(context, id);
}

/** Starts drafts whose day has come. */
export async function startDueExperiments(services: Keeper, storeId: number): Promise<void> {
  const { context } = services;
  const due = await context.database.forStore(storeId, async (scope) => {
    const store = await requireStoreRow(scope);
    const today = businessDayAt(context.clock().getTime(), calendarOf(store));
    const drafts = await listExperiments(scope, { statuses: ['draft'] });
    return drafts.filter(({ row }) => row.start_date !== null && row.start_date <= today).map(({ row }) => row.id);
  });
  for (const id of due) {
    await keepGoing(services, { storeId, id }, () => actOnExperiment(services, storeId, { id, action: 'start' }));
  }
}

/**
 * Looks at the running tests of a store that are due, keeps the looks, and does what they say: a decided test is over, a
 * broken guardrail pauses, the planned end ends.
 */
export async function lookAtExperiments(services: Keeper, storeId: number): Promise<void> {
  const { context } = services;
  const now = context.clock();
  const running = await context.database.forStore(storeId, (scope) =>
    listExperiments(scope, { statuses: ['running', 'paused'] }),
  );
  for (const record of running) {
    const isOver = record.row.ends_at !== null && now >= record.row.ends_at;
    const lookedMs = record.look?.looked_at.getTime() ?? 0;
    if (isOver || (record.row.status === 'running' && now.getTime() - lookedMs >= BETWEEN_LOOKS_MS)) {
      const { id } = record.row;
      await keepGoing(services, { storeId, id }, () => lookAt(services, storeId, { id, now }));
    }
  }
}

/** One test that cannot be started or looked at does not keep the others waiting. */
async function keepGoing(
  { context }: Keeper,
  { storeId, id }: { storeId: number; id: number },
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    context.log('warn', 'A test could not be kept', { storeId, experiment: id, error: String(error) });
  }
}

async function lookAt(services: Keeper, storeId: number, { id, now }: { id: number; now: Date }): Promise<void> {
  const figures = await services.context.database.forStore(storeId, async (scope) => {
    await lockExperiment(scope, id);
    const record = await requireExperiment(scope, id);
    if (record.row.status !== 'running' && record.row.status !== 'paused') return null;
    const look = await measureExperiment(scope, { store: await requireStoreRow(scope), record, now });
    await insertLook(scope, {
      experimentId: id,
      lookedAt: now,
      method: look.method,
      methodVersion: look.method_version,
      figures: look,
    });
    return { look, status: record.row.status, before: lastLook(record)?.resolution ?? null };
  });
  if (figures === null) return;
  const { look, status, before } = figures;
  if (look.resolution === 'invalid_srm' && before !== 'invalid_srm') {
    services.context.log('warn', 'The arms of a test are not as large as they should be', { storeId, experiment: id });
  }
  if (look.resolution === 'guardrail' && !look.at_end) {
    if (status === 'running') await pauseForHarm(services, storeId, { id, look });
    return;
  }
  if (look.at_end || look.winner !== null) await endWith(services, storeId, { id, look, now });
}

async function pauseForHarm(
  services: Keeper,
  storeId: number,
  { id, look }: { id: number; look: LookFigures },
): Promise<void> {
  const broken = look.comparisons
    .filter(({ guardrail }) => guardrail === 'broken')
    .map(({ metric }) => tellMetric(metric));
  const reason = `the variant harms: ${broken.join(', ')}`;
  await actOnExperiment(services, storeId, { id, action: 'pause', reason });
  const metrics = look.comparisons.filter(({ guardrail }) => guardrail === 'broken').map(({ metric }) => metric);
  const deed = { actor: ITSELF, action: 'experiment.paused', subject: String(id), details: { harmed: metrics } };
  await noteStoreDeed(services.context, storeId, deed);
  services.context.log('warn', 'A test was paused', { storeId, experiment: id, reason });
}

async function endWith(
  services: Keeper,
  storeId: number,
  { id, look, now }: { id: number; look: LookFigures; now: Date },
): Promise<void> {
  await actOnExperiment(services, storeId, { id, action: 'stop' });
  await services.context.database.forStore(storeId, (scope) =>
    updateExperiment(scope, {
      id,
      patch: { completed_at: now, winner: look.winner, resolution: look.resolution },
    }),
  );
}
