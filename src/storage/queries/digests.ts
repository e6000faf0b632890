import { type Selectable, sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { DigestState } from '../digest-tables.ts';
import type { StoreRoleName, Tables } from '../tables.ts';

export type DigestDeliveryRow = Selectable<Tables['digest_delivery']>;

/** A person of the store, and what the person said of the weekly mail. */
export interface DigestReaderRow {
  readonly user_id: number;
  readonly email: string;
  readonly name: string;
  readonly role: StoreRoleName;
  /** Null = nothing. */
  readonly subscribed: boolean | null;
  /** Since when it is as it is: the person's word, or the membership. */
  readonly since: Date;
}

/** The people of the store with what they said of the weekly mail. */
export async function listDigestReaders({ tx, storeId }: StoreScope): Promise<DigestReaderRow[]> {
  return tx
    .selectFrom('membership as m')
    .innerJoin('user_account as u', 'u.id', 'm.user_id')
    .leftJoin('digest_subscription as s', (join) =>
      join.onRef('s.store_id', '=', 'm.store_id').onRef('s.user_id', '=', 'm.user_id'),
    )
    .select(['m.user_id', 'u.email', 'u.name', 'm.role', 's.subscribed'])
    .select(sql<Date>`coalesce(s.changed_at, m.created_at)`.as('since'))
    .where('m.store_id', '=', storeId)
    .orderBy('m.user_id')
    .execute();
}

/** Writes down what a person said of the weekly mail. False for a person whose account is gone. */
export async function putDigestSubscription(
  { tx, storeId }: StoreScope,
  { userId, subscribed, changedAt }: { userId: number; subscribed: boolean; changedAt: Date },
): Promise<boolean> {
  const result = await sql`
    INSERT INTO digest_subscription (store_id, user_id, subscribed, changed_at)
    SELECT ${storeId}, u.id, ${subscribed}, ${changedAt} FROM user_account u WHERE u.id = ${userId}
    ON CONFLICT (store_id, user_id) DO UPDATE SET subscribed = excluded.subscribed, changed_at = excluded.changed_at
      WHERE digest_subscription.subscribed <> excluded.subscribed
    RETURNING user_id`.execute(tx);
  if (result.rows.length > 0) return true;
  return (await tx.selectFrom('user_account').select('id').where('id', '=', userId).executeTakeFirst()) !== undefined;
}

/** A mail to each of these people, unless there is one for that week already. */
export async function insertDigestDeliveries(
  { tx, storeId }: StoreScope,
  { isoWeek, userIds, now }: { isoWeek: string; userIds: readonly number[]; now: Date },
): Promise<void> {
  if (userIds.length === 0) return;
  const times = { next_attempt_at: now, changed_at: now };
  await tx
    .insertInto('digest_delivery')
    .values(
      userIds.map((userId) => ({ store_id: storeId, iso_week: isoWeek, user_id: userId, state: 'waiting', ...times })),
    )
    .onConflict((conflict) => conflict.columns(['store_id', 'iso_week', 'user_id']).doNothing())
    .execute();
}

/** Mails that wait and may be tried now, the oldest first. */
export async function listDueDeliveries({ tx, storeId }: StoreScope, now: Date): Promise<DigestDeliveryRow[]> {
  return tx
    .selectFrom('digest_delivery')
    .selectAll()
    .where('store_id', '=', storeId)
    .where('state', '=', 'waiting')
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .orderBy('user_id')
    .execute();
}

/** Takes a mail to send it; false when another process has it, or it is done. */
export async function claimDelivery(
  { tx, storeId }: StoreScope,
  { isoWeek, userId, now }: { isoWeek: string; userId: number; now: Date },
): Promise<boolean> {
  const claimed = await tx
    .updateTable('digest_delivery')
    .set((is) => ({ state: 'sending', attempts: is('attempts', '+', 1), changed_at: now }))
    .where('store_id', '=', storeId)
    .where('iso_week', '=', isoWeek)
    .where('user_id', '=', userId)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return claimed.numUpdatedRows > 0n;
}

/** What became of a mail that was taken. */
export async function settleDelivery(
  { tx, storeId }: StoreScope,
  settled: {
    isoWeek: string;
    userId: number;
    state: DigestState;
    error: string | null;
    nextAttemptAt: Date;
    now: Date;
  },
): Promise<void> {
  await tx
    .updateTable('digest_delivery')
    .set({
      state: settled.state,
      error: settled.error,
      next_attempt_at: settled.nextAttemptAt,
      changed_at: settled.now,
    })
    .where('store_id', '=', storeId)
    .where('iso_week', '=', settled.isoWeek)
    .where('user_id', '=', settled.userId)
    .execute();
}

/** Mails that were being sent when the process ended: whether they arrived, nobody knows. Gives how many. */
export async function failInterruptedDeliveries(
  { tx, storeId }: StoreScope,
  { before, now, error }: { before: Date; now: Date; error: string },
): Promise<number> {
  const result = await tx
    .updateTable('digest_delivery')
    .set({ state: 'failed', error, changed_at: now })
    .where('store_id', '=', storeId)
    .where('state', '=', 'sending')
    .where('changed_at', '<', before)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** The mails since a moment, those of the last change first. */
export async function listDeliveriesSince({ tx, storeId }: StoreScope, since: Date): Promise<DigestDeliveryRow[]> {
  return tx
    .selectFrom('digest_delivery')
    .selectAll()
    .where('store_id', '=', storeId)
    .where('changed_at', '>=', since)
    .orderBy('changed_at', 'desc')
    .orderBy('user_id')
    .limit(200)
    .execute();
}

/** Forgets mails of long ago. */
export async function deleteDeliveriesBefore({ tx, storeId }: StoreScope, before: Date): Promise<void> {
  await tx.deleteFrom('digest_delivery').where('store_id', '=', storeId).where('changed_at', '<', before).execute();
}
