import type { DoctorReport } from '../../contract/doctor.ts';
import { listDeliveriesSince } from '../../storage/queries/digests.ts';
import type { Services } from '../services.ts';

const CHECK = 'Do the weekly mails leave?';
const DAYS = 14;
const DAY_MS = 86_400_000;

/** What became of the weekly mails of the last two weeks. */
export async function checkDigests(
  { context, mailer }: Pick<Services, 'context' | 'mailer'>,
  storeId: number,
): Promise<DoctorReport['checks'][number]> {
  const since = new Date(context.clock().getTime() - DAYS * DAY_MS);
  const rows = await context.database.forStore(storeId, (scope) => listDeliveriesSince(scope, since));
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  const faults = rows.filter((row) => row.error !== null && row.state !== 'sent');
  const words = `${count('sent')} sent, ${count('waiting')} waiting and ${count('failed')} given up in the last ${DAYS} days`;
  if (!mailer.isOn) {
    return { check: CHECK, state: 'ok', found: 'no mail server is set: none are sent', fix: null };
  }
  const [fault] = faults;
  if (fault === undefined) return { check: CHECK, state: 'ok', found: words, fix: null };
  return {
    check: CHECK,
    state: count('failed') > 0 ? 'problem' : 'warning',
    found: `${words}; the last fault: ${fault.error}`,
    fix: 'Check PAIRWELL_SMTP_URL and PAIRWELL_MAIL_FROM, then try: pairwell digest --send --to you@example.org',
  };
}
