import { findKey, insertKey, type KeyRow, listKeys, revokeKey } from '../../storage/queries/keys.ts';
import type { ServiceContext } from '../service-context.ts';
import { noteDeed } from './audit.ts';
import { type Actor, COMMAND_LINE, type KeyCaller, type KeyKind } from './caller.ts';
import { changesBetween } from './changes-between.ts';
import { createToken, hashToken } from './tokens.ts';

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

/** What a key is made with. Without an actor it is made on the command line. */
export interface NewKey {
  readonly kind: KeyKind;
  readonly label: string;
  readonly origins: readonly string[];
  readonly actor?: Actor;
}

const PREFIX = { secret: 'sk', publishable: 'pk' } as const;
const KEY_FORMAT = /^(sk|pk)_(\d{1,15})_([A-Za-z0-9_-]{43})$/;

/** Makes a key. The text is shown this once; only its SHA-256 is kept. */
export async function createKey(
  context: ServiceContext,
  storeId: number,
  { kind, label, origins, actor = COMMAND_LINE }: NewKey,
): Promise<{ key: string; summary: KeySummary }> {
  const secret = createToken();
  const key = `${PREFIX[kind]}_${storeId}_${secret}`;
  const row = await context.database.forStore(storeId, async (scope) => {
    const inserted = await insertKey(scope, {
      store_id: storeId,
      kind,
      key_hash: hashToken(key),
      hint: `${PREFIX[kind]}_${storeId}_${secret.slice(0, 4)}…`,
      label,
      origins: [...origins],
      created_at: context.clock(),
      revoked_at: null,
    });
    const changes = changesBetween({ before: null, after: { kind, origins } }, ['kind', 'origins']);
    const deed = { action: 'key.created', subject: `key ${inserted.id}`, changes };
    await noteDeed(context, scope, { actor, ...deed });
    return inserted;
  });
  return { key, summary: summarise(row) };
}

export async function listStoreKeys(context: ServiceContext, storeId: number): Promise<KeySummary[]> {
  const rows = await context.database.forStore(storeId, (scope) => listKeys(scope));
  return rows.map(summarise);
}

/** False when there is no such key, or it was revoked before. */
export async function revokeStoreKey(
  context: ServiceContext,
  storeId: number,
  id: number,
  actor: Actor = COMMAND_LINE,
): Promise<boolean> {
  return context.database.forStore(storeId, async (scope) => {
    const revoked = await revokeKey(scope, { id, revokedAt: context.clock() });
    if (revoked) {
      const changes = { revoked: { before: false, after: true } };
      await noteDeed(context, scope, { actor, action: 'key.revoked', subject: `key ${id}`, changes });
    }
    return revoked;
  });
}

/** The caller behind a key, or null when the key is malformed, unknown or revoked. */
export async function authenticateKey(context: ServiceContext, key: string): Promise<KeyCaller | null> {
  const match = KEY_FORMAT.exec(key);
  if (!match) return null;
  const storeId = Number(match[2]);
  if (!Number.isSafeInteger(storeId) || storeId < 1) return null;
  const row = await context.database.forStore(storeId, (scope) => findKey(scope, hashToken(key)));
  if (!row) return null;
  const { id, kind, origins } = row;
  return { storeId, keyId: id, kind, origins, actor: { kind: 'key', id } };
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
