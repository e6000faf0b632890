import type { ColumnType, Generated } from 'kysely';

type Timestamp = ColumnType<Date, Date, Date>;

/** How far the weekly mail to a person is. */
export type DigestState = 'waiting' | 'sending' | 'sent' | 'failed' | 'dropped';

/** The columns of the tables of the weekly mail; part of the store's tables. */
export interface DigestTables {
  digest_subscription: { store_id: number; user_id: number; subscribed: boolean; changed_at: Timestamp };
  digest_delivery: {
    store_id: number;
    iso_week: string;
    user_id: number;
    state: DigestState;
    attempts: Generated<number>;
    next_attempt_at: Timestamp;
    changed_at: Timestamp;
    error: string | null;
  };
}
