import { createHash } from 'node:crypto';
import { AppError } from '../../contract/error-registry.ts';
import {
  releaseIdempotencyKey,
  storeIdempotentResponse,
  takeIdempotencyKey,
} from '../../storage/queries/idempotency.ts';
import type { ServiceContext } from '../service-context.ts';

/** Keys are remembered this long. */
export const IDEMPOTENCY_HOURS = 24;

/** A request that was begun this long ago and has no answer died with its process: it may be tried again. */
const ABANDONED_AFTER_MS = 60_000;

/** An answer as it was, or will be, sent. */
export interface StoredResponse {
  readonly status: number;
  readonly body: string;
}

/**
 * Runs a request once for each Idempotency-Key of a store: a repetition gets the stored answer.
 *
 * @throws AppError `idempotency_key_reused` when the key came with another body, `idempotency_key_running` while the
 * first request is at work.
 */
export async function runOnce(
  context: ServiceContext,
  storeId: number,
  { key, request, work }: { key: string; request: string; work: () => Promise<StoredResponse> },
): Promise<StoredResponse> {
  const requestHash = createHash('sha256').update(request).digest();
  const { database } = context;
  const now = context.clock();
  const first = await database.forStore(storeId, (scope) => takeIdempotencyKey(scope, { key, requestHash, now }));
  if (first !== null) {
    if (!first.request_hash.equals(requestHash)) {
      throw new AppError('idempotency_key_reused', {
        detail: `The Idempotency-Key ${key} came with another body before.`,
      });
    }
    if (first.response_status !== null) return { status: first.response_status, body: first.response_body ?? '' };
    if (now.getTime() - first.created_at.getTime() < ABANDONED_AFTER_MS) {
      throw new AppError('idempotency_key_running', { detail: `The request with Idempotency-Key ${key} is at work.` });
    }
  }
  try {
    const response = await work();
    await database.forStore(storeId, (scope) => storeIdempotentResponse(scope, { key, ...response }));
    return response;
  } catch (error) {
    await database.forStore(storeId, (scope) => releaseIdempotencyKey(scope, key)).catch(() => undefined);
    throw error;
  }
}
