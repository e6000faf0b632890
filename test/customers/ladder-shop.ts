import type { Store } from '../../src/contract/catalog.ts';
import { itemInputSchema } from '../../src/contract/catalog.ts';
import type { OrderRequest } from '../../src/contract/order.ts';
import { putItem } from '../../src/services/catalog/items.ts';
import type { Services } from '../../src/services/services.ts';
import { makeStore, sendOrders } from '../support/test-app.ts';

/** The seeds' catalogue: prices in paise. */
export const PACKS = [
  { id: 'starter', name: 'Starter Pack', tier: 1, price: 9_900 },
  { id: 'pro', name: 'Pro Pack', tier: 2, price: 49_900 },
  { id: 'premium', name: 'Premium Pack', tier: 3, price: 99_900 },
  { id: 'platinum', name: 'Platinum Pack', tier: 4, price: 299_900 },
] as const;
export type PackId = (typeof PACKS)[number]['id'];

/** A shop with the four packs and nothing sold. */
export async function makeLadderShop(services: Services, slug: string, zone = 'Asia/Kolkata'): Promise<Store> {
  const store = await makeStore(services, slug, { currency: 'INR', time_zone: zone });
  await addPacks(services, store);
  return store;
}

/** Puts the four packs into a store. */
export async function addPacks(services: Services, store: Store): Promise<void> {
  for (const { id, name, tier, price } of PACKS) {
    const input = itemInputSchema.parse({ name, tier, price_minor: price });
    await putItem(services.context, store.id, { externalId: id, input });
  }
}

/** An order of one pack. */
export function packOrder(id: string, customer: string, pack: PackId, orderedAt: string): OrderRequest {
  const price = PACKS.find((entry) => entry.id === pack)?.price ?? 0;
  return { id, customer, ordered_at: orderedAt, lines: [{ item: pack, quantity: 1, unit_price_minor: price }] };
}

/** Sends a customer's orders of packs, one a day from a day on. */
export async function buy(
  services: Services,
  store: Store,
  { customer, packs, from }: { customer: string; packs: readonly PackId[]; from: string },
): Promise<void> {
  const start = Date.parse(from);
  const orders = packs.map((pack, index) =>
    packOrder(`${customer}-${from}-${index}`, customer, pack, new Date(start + index * 86_400_000).toISOString()),
  );
  await sendOrders(services, store, orders);
}
