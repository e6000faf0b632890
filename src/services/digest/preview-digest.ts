import type { Store } from '../../contract/catalog.ts';
import type { DigestPreview } from '../../contract/digest.ts';
import { AppError } from '../../contract/error-registry.ts';
import { isoWeekOf } from '../../engine/calendar/iso-week.ts';
import { listDigestReaders } from '../../storage/queries/digests.ts';
import { makeReport } from '../reports/make-report.ts';
import { lastClosedPeriod } from '../reports/report-period.ts';
import type { Services } from '../services.ts';
import { composeDigest } from './compose-digest.ts';
import { MailFault } from './mailer.ts';
import { digestStopUrl } from './send-digests.ts';

/** The mail of the last closed week, as it would leave now; without the link that ends it, which is a person's own. */
export async function previewDigest(services: Services, store: Store): Promise<DigestPreview> {
  const { firstDay } = lastClosedPeriod(store, { kind: 'weekly', nowMs: services.context.clock().getTime() });
  const report = await makeReport(services, store, { kind: 'weekly', day: firstDay });
  const links = { siteUrl: services.mailer.siteUrl, stopUrl: null };
  return { ...composeDigest(report, links), week: isoWeekOf(firstDay) };
}

/**
 * Sends the mail of the last closed week to one address, at once: to see that mail works. It does not count as the week's
 * mail to anybody.
 *
 * @throws AppError `mail_off`, `mail_failed`.
 */
export async function sendDigestTo(services: Services, store: Store, address: string): Promise<DigestPreview> {
  const { context, mailer } = services;
  const preview = await previewDigest(services, store);
  const readers = await context.database.forStore(store.id, listDigestReaders);
  const reader = readers.find(({ email }) => email === address);
  const stopUrl = reader ? digestStopUrl(services, { storeId: store.id, userId: reader.user_id }) : null;
  const messageId = `digest.${store.id}.${preview.week}.trial.${context.clock().getTime()}`;
  try {
    await mailer.send({ ...preview, to: { name: reader?.name ?? '', address }, messageId, stopUrl });
  } catch (error) {
    if (!(error instanceof MailFault)) throw error;
    throw new AppError('mail_failed', { detail: `The mail server said: ${error.message}` }, { cause: error });
  }
  return preview;
}
