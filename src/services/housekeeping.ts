import { expireIdempotencyKeys } from '../storage/queries/idempotency.ts';
import { expireUploads } from '../storage/queries/imports.ts';
import { deleteOldInvitations } from '../storage/queries/members.ts';
import { deleteServedBefore } from '../storage/queries/served.ts';
import { deleteServedDaysBefore } from '../storage/queries/served-pairs.ts';
import { deleteAttemptsBefore } from '../storage/queries/sign-in-attempts.ts';
import { forgetStaleSessions } from './accounts/sessions.ts';
import { listAllStores } from './catalog/stores.ts';
import { verifyStore } from './learning/verify.ts';
import { IDEMPOTENCY_HOURS } from './orders/idempotency.ts';
import { keepServedDays } from './recommend/pair-performance.ts';
import type { Services } from './services.ts';

const HOUR_MS = 3_600_000;
/** An answer is closed when nothing can be credited to it any more: a day of its token and 7 of a shop's window. */
const CLOSED_AFTER_DAYS = 8;
/** An upload that was not started, and the file of one that was, are kept this long. */
const UPLOAD_DAYS = 7;
const SERVED_DAYS = CLOSED_AFTER_DAYS + 90;

/**
 * Forgets what has served its time: sessions and invitations that have ended, counted attempts to sign in after a day;
 * store by store idempotency keys after a day, uploaded files after a week, served rows 90 days after they closed.
 */
export async function expireOldRows({ context, imports }: Services): Promise<void> {
  const now = context.clock();
  const nowMs = now.getTime();
  await forgetStaleSessions(context);
  await deleteAttemptsBefore(context.database.global, new Date(nowMs - 24 * HOUR_MS));
  const keysBefore = new Date(nowMs - IDEMPOTENCY_HOURS * HOUR_MS);
  const servedBefore = new Date(nowMs - SERVED_DAYS * 24 * HOUR_MS);
  const uploadsBefore = new Date(nowMs - UPLOAD_DAYS * 24 * HOUR_MS);
  await imports.deleteOldFiles();
  for (const { id } of await listAllStores(context)) {
    await context.database.forStore(id, async (scope) => {
      await expireIdempotencyKeys(scope, keysBefore);
      await expireUploads(scope, uploadsBefore);
      await deleteServedBefore(scope, servedBefore);
      await deleteServedDaysBefore(scope, servedBefore);
      await deleteOldInvitations(scope, { email: null, now });
    });
    await keepServedDays(context, id);
  }
}

/** Makes the weeks of events ahead, and drops those that have served their time. */
export async function turnEventWeeks({ context, events }: Services): Promise<void> {
  await events.partitions.prepare();
  const dropped = await events.partitions.drop();
  if (dropped > 0) context.log('info', 'Old weeks of events were dropped', { weeks: dropped });
}

/** Holds each store's model that is in memory here against a rebuild; a store that differs is loaded anew. */
export async function verifyLoadedStores({ context, models }: Services): Promise<void> {
  for (const storeId of models.loadedStores) {
    const report = await verifyStore(context, models, storeId);
    if (report.clean) continue;
    context.log('error', 'The model differed from its orders and was rebuilt', {
      storeId,
      differences: report.differences,
    });
    await models.rebuild(storeId);
  }
}
