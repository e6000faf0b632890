import { createHash, randomBytes } from 'node:crypto';
import { findKey, insertKey, type KeyRow, listKeys, revokeKey } from '../../storage/queries/keys.ts';
import type { ServiceContext } from '../service-context.ts';

/** `secret` keys (sk_) may do everything in their store, `publishable` keys (pk_) only what a page needs. */
export type KeyKind = 'secret' | 'publishable';

/** Who a request comes from: a key of one store. */
export interface Caller {
  readonly storeId: number;
  readonly keyId: number;
  readonly kind: KeyKind;
  /** Pages that may use a publishable key; empty = any. */
  readonly origins: readonly string[];
}

/** A key as it is listed: never the secret itself. */
export interface KeySummary {
  readonly id: number;
  readonly kind: KeyKind;
  readonly hint: string;
  readonly label: string;
  readonly origins: readonly string[];
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

const PREFIX = { secret: 'sk', publishable: 'pk' } as const;
const KEY_FORMAT = /^(sk|pk)_(\d{1,15})_([A-Za-z0-9_-]{43})$/;
const SECRET_BYTES = 32;

/** Makes a key. The text is shown this once; only its SHA-256 is kept. */
export async function createKey(
  context: ServiceContext,
  storeId: number,
  { kind, label, origins }: { kind: KeyKind; label: string; origins: readonly string[] },
): Promise<{ key: string; summary: KeySummary }> {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const key = `${PREFIX[kind]}_${storeId}_${secret}`;
  const row = await context.database.forStore(storeId, (scope) =>
    insertKey(scope, {
      store_id: storeId,
      kind,
      key_hash: hashKey(key),
      hint: `${PREFIX[kind]}_${storeId}_${secret.slice(0, 4)}…`,
      label,
      origins: [...origins],
      created_at: context.clock(),
      revoked_at: null,
    }),
  );
  return { key, summary: summarise(row) };
}

export async function listStoreKeys(context: ServiceContext, storeId: number): Promise<KeySummary[]> {
  const rows = await context.database.forStore(storeId, (scope) => listKeys(scope));
  return rows.map(summarise);
}

/** False when there is no such key, or it was revoked before. */
export async function revokeStoreKey(context: ServiceContext, storeId: number, id: number): Promise<boolean> {
  return context.database.forStore(storeId, (scope) => revokeKey(scope, { id, revokedAt: context.clock() }));
}

/** The caller behind a key, or null when the key is malformed, unknown or revoked. */
export async function authenticateKey(context: ServiceContext, key: string): Promise<Caller | null> {
  const match = KEY_FORMAT.exec(key);
  if (!match) return null;
  const storeId = Number(match[2]);
  if (!Number.isSafeInteger(storeId) || storeId < 1) return null;
  const row = await context.database.forStore(storeId, (scope) => findKey(scope, hashKey(key)));
  return row ? { storeId, keyId: row.id, kind: row.kind, origins: row.origins } : null;
}

/** The key carries 256 random bits, so one round of SHA-256 is enough: there is nothing to guess. */
function hashKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function summarise(row: KeyRow): KeySummary {
  return {
    id: row.id,
    kind: row.kind,
    hint: row.hint,
    label: row.label,
    origins: row.origins,
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
  };
}
