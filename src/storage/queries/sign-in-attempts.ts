import { sql } from 'kysely';
import type { GlobalHandle } from '../database.ts';

/** What is known of a bucket after an attempt was counted in it. */
export interface CountedAttempt {
  readonly attempts: number;
  readonly windowStartedAt: Date;
}

/** More are not counted: the limit is far below. */
const MOST_COUNTED = 1_000_000;

/**
 * Counts one attempt. The first one, and the first one after the window, begins a window. One statement, so that attempts
 * at the same moment in many processes are all counted.
 */
export async function countAttempt(
  handle: GlobalHandle,
  { bucket, now, windowSince }: { bucket: Buffer; now: Date; windowSince: Date },
): Promise<CountedAttempt> {
  const result = await sql<CountedAttempt>`
    INSERT INTO sign_in_attempt AS a (bucket, attempts, window_started_at) VALUES (${bucket}, 1, ${now})
    ON CONFLICT (bucket) DO UPDATE SET
      attempts = CASE WHEN a.window_started_at <= ${windowSince} THEN 1 ELSE least(a.attempts + 1, ${MOST_COUNTED}) END,
      window_started_at = CASE WHEN a.window_started_at <= ${windowSince} THEN ${now} ELSE a.window_started_at END
    RETURNING attempts, window_started_at AS "windowStartedAt"`.execute(handle);
  const [row] = result.rows;
  return row ?? { attempts: 1, windowStartedAt: now };
}

/** Forgets what was counted in a bucket. */
export async function clearAttempts(handle: GlobalHandle, bucket: Buffer): Promise<void> {
  await handle.deleteFrom('sign_in_attempt').where('bucket', '=', bucket).execute();
}

/** Takes one attempt back. */
export async function uncountAttempt(handle: GlobalHandle, bucket: Buffer): Promise<void> {
  await handle
    .updateTable('sign_in_attempt')
    .set((is) => ({ attempts: is('attempts', '-', 1) }))
    .where('bucket', '=', bucket)
    .where('attempts', '>', 0)
    .execute();
}

export async function deleteAttemptsBefore(handle: GlobalHandle, before: Date): Promise<void> {
  await handle.deleteFrom('sign_in_attempt').where('window_started_at', '<', before).execute();
}
