import { createHash, createHmac } from 'node:crypto';
import type { Store } from '../../contract/catalog.ts';
import { ensureKey } from '../../storage/queries/shop.ts';
import { OWN_PAGES } from '../accounts/caller.ts';
import type { ServiceContext } from '../service-context.ts';

/** The keys of a store's own pages: they show up in the list of keys and can be revoked there like any other. */
const KEYS = {
  publishable: { prefix: 'pk', label: 'shop pages', origins: [OWN_PAGES] },
  secret: { prefix: 'sk', label: 'shop server', origins: [] },
} as const;

const TOKEN_SECONDS = 12 * 3600;

/** The key that a store's pages carry. It follows from the installation's secret, so every process knows it. */
export function publishableKeyOf(context: ServiceContext, store: Store): string {
  return keyOf(context, store, 'publishable');
}

/** Makes the keys of a store's pages known, the publishable one for our own pages alone; those that an owner has revoked stay so. */
export async function ensureShopKeys(context: ServiceContext, store: Store): Promise<void> {
  await context.database.forStore(store.id, async (scope) => {
    for (const kind of ['publishable', 'secret'] as const) {
      const key = keyOf(context, store, kind);
      const hint = `${key.slice(0, KEYS[kind].prefix.length + String(store.id).length + 6)}…`;
      await ensureKey(scope, {
        kind,
        hash: hashOf(key),
        hint,
        label: KEYS[kind].label,
        origins: [...KEYS[kind].origins],
        createdAt: context.clock(),
      });
    }
  });
}

/** What a shop's server gives to a page so that the page may name a signed-in customer; for twelve hours. */
export function signShopCustomer(context: ServiceContext, store: Store, customer: string): string {
  const expiry = Math.floor(context.clock().getTime() / 1000) + TOKEN_SECONDS;
  const signature = createHmac('sha256', hashOf(keyOf(context, store, 'secret'))).update(`${customer}.${expiry}`);
  return `${expiry}.${signature.digest('hex')}`;
}

function keyOf(context: ServiceContext, { id }: Store, kind: keyof typeof KEYS): string {
  const random = createHmac('sha256', context.secret(`shop pages ${kind} key 1`)).update(String(id));
  return `${KEYS[kind].prefix}_${id}_${random.digest('base64url')}`;
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
