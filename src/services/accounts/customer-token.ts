import { createHmac, timingSafeEqual } from 'node:crypto';
import { listKeys } from '../../storage/queries/keys.ts';
import type { ServiceContext } from '../service-context.ts';

const FORMAT = /^(\d{1,12})\.([0-9a-f]{64})$/;

/**
 * Whether a shop's server vouches for this customer: `token` is "<unix expiry>.<hex HMAC-SHA256>" over
 * "<customer>.<expiry>" under the SHA-256 of one of the store's secret keys, and its time has not come.
 */
export async function isCustomerProven(
  context: ServiceContext,
  storeId: number,
  { customer, token }: { customer: string; token: string },
): Promise<boolean> {
  const [, expiry, signature] = FORMAT.exec(token) ?? [];
  if (expiry === undefined || signature === undefined) return false;
  if (Number(expiry) * 1000 <= context.clock().getTime()) return false;
  const keys = await context.database.forStore(storeId, (scope) => listKeys(scope));
  const given = Buffer.from(signature, 'hex');
  return keys
    .filter((key) => key.kind === 'secret' && key.revoked_at === null)
    .some((key) => timingSafeEqual(given, signCustomer(key.key_hash, `${customer}.${expiry}`)));
}

function signCustomer(keyHash: Buffer, text: string): Buffer {
  return createHmac('sha256', keyHash).update(text, 'utf8').digest();
}
