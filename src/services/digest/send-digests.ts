import type { Store } from '../../contract/catalog.ts';
import type { Report } from '../../contract/report.ts';
import { isoWeekOf, isoWeekStart } from '../../engine/calendar/iso-week.ts';
import type { StoreScope } from '../../storage/database.ts';
import type { DigestState } from '../../storage/digest-tables.ts';
import {
  claimDelivery,
  type DigestDeliveryRow,
  type DigestReaderRow,
  deleteDeliveriesBefore,
  failInterruptedDeliveries,
  insertDigestDeliveries,
  listDigestReaders,
  listDueDeliveries,
  settleDelivery,
} from '../../storage/queries/digests.ts';
import { listAllStores } from '../catalog/stores.ts';
import { CLOSING_MS } from '../experiments/rebuild-weeks.ts';
import { makeReport } from '../reports/make-report.ts';
import { lastClosedPeriod, type ReportPeriod } from '../reports/report-period.ts';
import type { Services } from '../services.ts';
import { composeDigest } from './compose-digest.ts';
import { type DigestReader, signDigestLink } from './digest-link.ts';
import { MailFault } from './mailer.ts';
import { wantsDigest } from './subscriptions.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
/** So long after the business day has turned: the last guests have gone, and the nightly work is done. */
const AFTER_CLOSING_MS = 90 * MINUTE_MS;
/** A week's mail that could not be sent for so long is old news. */
const LATE_MS = 3 * DAY_MS;
/** Waits between attempts: 5 minutes, then three times as long each time; the last attempt comes after about a day and a half. */
const FIRST_WAIT_MS = 5 * MINUTE_MS;
const WAIT_FACTOR = 3;
const MOST_ATTEMPTS = 7;
/** No mail takes so long to hand over. */
const INTERRUPTED_MS = 60 * MINUTE_MS;
const KEPT_MS = 400 * DAY_MS;
const INTERRUPTED = 'The process ended while the mail was being handed over: it may or may not have arrived.';

/** When the mail of a week leaves: the week is closed a day after its end, and it is the hour after closing time. */
export function digestDueMs({ endMs }: Pick<ReportPeriod, 'endMs'>): number {
  return endMs + CLOSING_MS + AFTER_CLOSING_MS;
}

/** Sends what is due in all stores. Without a mail server nothing is sent, and nothing is saved up. */
export async function sendDueDigests(services: Services): Promise<void> {
  const { context, mailer } = services;
  if (!mailer.isOn) return;
  for (const store of await listAllStores(context)) {
    try {
      await sendDigestsOf(services, store);
    } catch (error) {
      context.log('warn', 'Weekly mails of a store could not be sent', { storeId: store.id, error: String(error) });
    }
  }
}

/** Sends what is due in one store; each week once to each person. */
export async function sendDigestsOf(services: Services, store: Store): Promise<void> {
  const { context } = services;
  const now = context.clock();
  const due = await context.database.forStore(store.id, async (scope) => {
    await forgetInterrupted(scope, now);
    await planDeliveries(scope, { store, now });
    return listDueDeliveries(scope, now);
  });
  const reports = new Map<string, Report>();
  for (const row of due) {
    const report = reports.get(row.iso_week) ?? (await makeReport(services, store, weekNamed(row.iso_week)));
    reports.set(row.iso_week, report);
    await deliver(services, store, { row, report });
  }
}

function weekNamed(isoWeek: string): { kind: 'weekly'; day: string } {
  return { kind: 'weekly', day: isoWeekStart(isoWeek) };
}

async function forgetInterrupted(scope: StoreScope, now: Date): Promise<void> {
  const before = new Date(now.getTime() - INTERRUPTED_MS);
  await failInterruptedDeliveries(scope, { before, now, error: INTERRUPTED });
  await deleteDeliveriesBefore(scope, new Date(now.getTime() - KEPT_MS));
}

/** A mail for everybody who wanted one when the week's mail was due. Who subscribes later begins with the next week. */
async function planDeliveries(scope: StoreScope, { store, now }: { store: Store; now: Date }): Promise<void> {
  const nowMs = now.getTime();
  const week = lastClosedPeriod(store, { kind: 'weekly', nowMs });
  const dueMs = digestDueMs(week);
  if (nowMs < dueMs || nowMs >= dueMs + LATE_MS) return;
  const readers = await listDigestReaders(scope);
  const userIds = readers
    .filter((reader) => wantsDigest(reader) && reader.since.getTime() <= dueMs)
    .map((reader) => reader.user_id);
  await insertDigestDeliveries(scope, { isoWeek: isoWeekOf(week.firstDay), userIds, now });
}

interface DeliveryPlan {
  readonly row: DigestDeliveryRow;
  readonly report: Report;
}

async function deliver(services: Services, store: Store, { row, report }: DeliveryPlan): Promise<void> {
  const { context } = services;
  const reader = await context.database.forStore(store.id, async (scope) => {
    const readers = await listDigestReaders(scope);
    const found = readers.find(({ user_id }) => user_id === row.user_id);
    const isWanted = found !== undefined && wantsDigest(found) && report.figures.orders > 0;
    if (!isWanted) await settle(services, scope, { row, state: 'dropped', error: null });
    const claim = { isoWeek: row.iso_week, userId: row.user_id, now: context.clock() };
    return isWanted && (await claimDelivery(scope, claim)) ? found : null;
  });
  if (reader === null) return;
  const outcome = await trySending(services, store, { row, report, reader });
  await context.database.forStore(store.id, (scope) => settle(services, scope, { row, ...outcome }));
}

interface Outcome {
  readonly state: DigestState;
  readonly error: string | null;
}

async function trySending(
  services: Services,
  store: Store,
  { row, report, reader }: DeliveryPlan & { reader: DigestReaderRow },
): Promise<Outcome> {
  const { context, mailer } = services;
  const stopUrl = digestStopUrl(services, { storeId: store.id, userId: reader.user_id });
  const { subject, text, html } = composeDigest(report, { siteUrl: mailer.siteUrl, stopUrl });
  const messageId = `digest.${store.id}.${row.iso_week}.${reader.user_id}`;
  try {
    await mailer.send({ to: { name: reader.name, address: reader.email }, subject, text, html, messageId, stopUrl });
    return { state: 'sent', error: null };
  } catch (error) {
    if (!(error instanceof MailFault)) throw error;
    const isOver = error.isFinal || row.attempts + 1 >= MOST_ATTEMPTS;
    context.log('warn', 'A weekly mail was not sent', { storeId: store.id, attempts: row.attempts + 1, isOver });
    return { state: isOver ? 'failed' : 'waiting', error: error.message };
  }
}

/** The address that ends a person's weekly mail; null without mail settings. */
export function digestStopUrl(
  { context, mailer }: Pick<Services, 'context' | 'mailer'>,
  reader: DigestReader,
): string | null {
  return mailer.siteUrl === null ? null : `${mailer.siteUrl}/digest/stop/${signDigestLink(context, reader)}`;
}

async function settle(
  { context }: Pick<Services, 'context'>,
  scope: StoreScope,
  { row, state, error }: Outcome & { row: DigestDeliveryRow },
): Promise<void> {
  const now = context.clock();
  const nextAttemptAt = new Date(now.getTime() + FIRST_WAIT_MS * WAIT_FACTOR ** row.attempts);
  await settleDelivery(scope, { isoWeek: row.iso_week, userId: row.user_id, state, error, nextAttemptAt, now });
}
