import type { Item, Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import { createKey, revokeStoreKey } from '../../services/accounts/keys.ts';
import { listStoreItems } from '../../services/catalog/items.ts';
import type { Services } from '../../services/services.ts';
import { RESTAURANT } from '../restaurant-menu-table.ts';
import { createHttpClient } from './http-client.ts';
import { createRestaurantWorld } from './restaurant-world.ts';
import { createServiceClient } from './service-client.ts';
import type { ShopClient } from './shop-client.ts';
import { createAnyWorld, type ShopWorld, type WorldItem } from './shop-world.ts';
import { simulateTraffic, type TrafficOptions } from './simulate-traffic.ts';
import type { TrafficReport } from './traffic-report.ts';

/** What {@link simulateStoreTraffic} is told. */
export type StoreTrafficOptions = Omit<TrafficOptions, 'client' | 'world' | 'store'> & {
  /** A server on the same data, to go through over HTTP; null = in this process, with a clock of its own. */
  readonly url: string | null;
};

/** The least and the most that each number may be. */
export const TRAFFIC_LIMITS = {
  days: [1, 366],
  /** A server refuses events that are older than 7 days, and today comes on top. */
  daysOverHttp: [1, 5],
  effect: [-0.5, 1],
  sessionsPerDay: [1, 5000],
} as const;

const FEWEST_ITEMS = 2;
const ITEMS_PER_PAGE = 1000;
const KEY_LABEL = 'simulate';

/**
 * Simulates traffic in a store of this installation; see {@link simulateTraffic}. The demo restaurant gets the guests
 * that made its orders, any other store guests whose tastes are drawn from the seed.
 *
 * @throws AppError `invalid_request` for a number out of its range, `too_few_items` below 2 available items with a price.
 */
export async function simulateStoreTraffic(
  services: Services,
  store: Store,
  { url, ...options }: StoreTrafficOptions,
): Promise<TrafficReport> {
  requireRanges(options, url !== null);
  const items = await listWorldItems(services, store);
  const world = createWorld(store, { items, seed: options.seed });
  const run = (client: ShopClient) => simulateTraffic({ ...options, client, world, store });
  if (url !== null) return overHttp(services, store, { url, run });
  const report = await run(createServiceClient(services, store));
  services.attribution.wake(store.id);
  return report;
}

/** A server takes keys only: two are made for the run, and revoked after it. */
async function overHttp(
  { context }: Services,
  store: Store,
  { url, run }: { url: string; run: (client: ShopClient) => Promise<TrafficReport> },
): Promise<TrafficReport> {
  const make = (kind: 'publishable' | 'secret') =>
    createKey(context, store.id, { kind, label: KEY_LABEL, origins: [] });
  const [page, server] = [await make('publishable'), await make('secret')];
  try {
    return await run(createHttpClient({ url, publishableKey: page.key, secretKey: server.key, clock: context.clock }));
  } finally {
    for (const { summary } of [page, server]) await revokeStoreKey(context, store.id, summary.id);
  }
}

function createWorld(store: Store, { items, seed }: { items: readonly WorldItem[]; seed: number }): ShopWorld {
  return store.slug === RESTAURANT.store.slug ? createRestaurantWorld(items) : createAnyWorld(seed, items);
}

async function listWorldItems({ context }: Services, store: Store): Promise<readonly WorldItem[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await listStoreItems(context, store.id, { limit: ITEMS_PER_PAGE, cursor });
    items.push(...page.data);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  const sold = items.flatMap(({ id, available, price_minor: priceMinor }) =>
    available && priceMinor !== null && priceMinor > 0 ? [{ id, priceMinor }] : [],
  );
  if (sold.length >= FEWEST_ITEMS) return sold;
  throw new AppError('too_few_items', {
    detail: `Store "${store.slug}" has ${sold.length} available items with a price; shoppers need at least ${FEWEST_ITEMS}.`,
  });
}

function requireRanges(
  { days, effect, sessionsPerDay }: Pick<TrafficOptions, 'days' | 'effect' | 'sessionsPerDay'>,
  overHttp: boolean,
): void {
  requireRange('days', { value: days, range: overHttp ? TRAFFIC_LIMITS.daysOverHttp : TRAFFIC_LIMITS.days });
  requireRange('effect', { value: effect, range: TRAFFIC_LIMITS.effect });
  if (sessionsPerDay === undefined) return;
  requireRange('sessions', { value: sessionsPerDay, range: TRAFFIC_LIMITS.sessionsPerDay });
}

function requireRange(
  name: 'days' | 'effect' | 'sessions',
  { value, range: [least, most] }: { value: number; range: readonly [number, number] },
): void {
  if (value >= least && value <= most) return;
  const hint =
    most === TRAFFIC_LIMITS.daysOverHttp[1]
      ? 'Over HTTP (--url) a server takes the events of the last days only.'
      : `Choose a number in that range: --${name} ${Math.min(most, Math.max(least, value))} is the nearest.`;
  throw new AppError('invalid_request', { detail: `--${name} is ${value}: expected ${least} to ${most}.`, hint });
}
