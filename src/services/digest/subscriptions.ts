import type { DigestSubscription } from '../../contract/digest.ts';
import { AppError } from '../../contract/error-registry.ts';
import { type DigestReaderRow, listDigestReaders, putDigestSubscription } from '../../storage/queries/digests.ts';
import type { Services } from '../services.ts';
import type { DigestReader } from './digest-link.ts';

type Reading = Pick<Services, 'context' | 'mailer'>;

/** Whether a person gets the weekly mail: the person's own word, else owners do. */
export function wantsDigest({ subscribed, role }: Pick<DigestReaderRow, 'subscribed' | 'role'>): boolean {
  return subscribed ?? role === 'owner';
}

/** What a person of the store is subscribed to. Operators who do not belong to the store get no mail of it. */
export async function readSubscription(
  { context, mailer }: Reading,
  reader: DigestReader,
): Promise<DigestSubscription> {
  const readers = await context.database.forStore(reader.storeId, listDigestReaders);
  const own = readers.find((row) => row.user_id === reader.userId);
  return { member: own !== undefined, subscribed: own !== undefined && wantsDigest(own), mail_server: mailer.isOn };
}

/** Begins or ends the weekly mail to a person of the store. @throws AppError `unknown_user` for others. */
export async function changeSubscription(
  services: Reading,
  reader: DigestReader,
  { subscribed }: { subscribed: boolean },
): Promise<DigestSubscription> {
  const before = await readSubscription(services, reader);
  if (!before.member) {
    throw new AppError('unknown_user', {
      detail: 'Only people of the store get its weekly mail.',
      hint: 'Somebody who owns the store can invite you.',
    });
  }
  if (before.subscribed !== subscribed) await writeSubscription(services, reader, { subscribed });
  return { ...before, subscribed };
}

/** Ends the weekly mail by a link: nobody is signed in, and once is as good as twice. */
export async function stopDigest(services: Reading, reader: DigestReader): Promise<void> {
  await writeSubscription(services, reader, { subscribed: false });
}

async function writeSubscription(
  { context }: Reading,
  { storeId, userId }: DigestReader,
  { subscribed }: { subscribed: boolean },
): Promise<void> {
  const change = { userId, subscribed, changedAt: context.clock() };
  await context.database.forStore(storeId, (scope) => putDigestSubscription(scope, change));
}
