import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemInputSchema } from '../../src/contract/catalog.ts';
import type { HoldOut } from '../../src/contract/hold-out.ts';
import { daysFromCivil } from '../../src/engine/calendar/civil-date.ts';
import { createTimeZone } from '../../src/engine/calendar/time-zone.ts';
import { settleAttribution } from '../../src/services/attribution/process-due.ts';
import { putItem } from '../../src/services/catalog/items.ts';
import { createHttpClient } from '../../src/simulation/traffic/http-client.ts';
import { createReturners, planDay } from '../../src/simulation/traffic/plan-day.ts';
import type { ShopClient } from '../../src/simulation/traffic/shop-client.ts';
import { createAnyWorld } from '../../src/simulation/traffic/shop-world.ts';
import { priceOf } from '../../src/simulation/traffic/shopper-cart.ts';
import { simulateTraffic } from '../../src/simulation/traffic/simulate-traffic.ts';
import { type KeyedStore, openTestApp, type TestApp } from '../support/test-app.ts';

const DAY_MS = 86_400_000;
/** Monday 2 March 2026; the weeks begin at 04:00. */
const FIRST_DAY = Date.parse('2026-03-02T00:00:00Z');
const WEEKS = ['2026-W10', '2026-W11'];
const DAYS = 7 * WEEKS.length;
const SESSIONS_PER_DAY = 14;
const SEED = 3;
const PRICES = [450, 1250, 690, 990, 1800, 350, 520, 760, 1100, 300, 2400, 640];
const ITEMS = PRICES.map((priceMinor, index) => ({ id: `dish-${index + 1}`, priceMinor }));
const WORLD = createAnyWorld(7, ITEMS);

/** What the shoppers themselves know of a week: who was shown nothing, since when they looked, what they ordered. */
class Notebook {
  readonly arms = new Map<string, 'shown' | 'held_out'>();
  readonly entered = new Map<string, number>();
  readonly orders: { week: string; visitor: string; id: string; atMs: number; revenueMinor: number }[] = [];

  /** Writes down what goes through a client. */
  watch(client: ShopClient): ShopClient {
    return {
      ...client,
      recommend: async (query, atMs) => {
        const answer = await client.recommend(query, atMs);
        const key = `${weekOf(atMs)} ${query.visitor}`;
        if (query.visitor !== undefined) this.arms.set(key, answer.slots.length === 0 ? 'held_out' : 'shown');
        return answer;
      },
      sendEvents: async (batch, atMs) => {
        for (const { type, occurred_at: at } of batch.events) {
          const seenMs = Date.parse(String(at));
          const key = `${weekOf(seenMs)} ${batch.visitor}`;
          if (type !== 'exposure' || batch.visitor === undefined) continue;
          this.entered.set(key, Math.min(seenMs, this.entered.get(key) ?? Number.POSITIVE_INFINITY));
        }
        return client.sendEvents(batch, atMs);
      },
      sendOrders: async (orders, atMs) => {
        for (const { id, visitor, status, ordered_at: at, lines } of orders) {
          if (visitor == null || status !== 'completed') continue;
          const revenueMinor = lines.reduce(
            (sum, line) => sum + (line.unit_price_minor ?? 0) * (line.quantity ?? 1),
            0,
          );
          const orderedMs = Date.parse(String(at));
          this.orders.push({ week: weekOf(orderedMs), visitor, id, atMs: orderedMs, revenueMinor });
        }
        return client.sendOrders(orders, atMs);
      },
    };
  }

  /** Units, orders and revenue of one arm of a week, and what its visitors would have spent without suggestions. */
  sum(week: string, { arm, baseline }: { arm: 'shown' | 'held_out'; baseline: ReadonlyMap<string, number> }) {
    const units = [...this.entered.keys()].filter((key) => key.startsWith(week) && this.arms.get(key) === arm);
    const orders = this.orders.filter((order) => {
      const key = `${week} ${order.visitor}`;
      return order.week === week && units.includes(key) && order.atMs >= (this.entered.get(key) ?? 0);
    });
    const total = (value: (order: (typeof orders)[number]) => number) =>
      orders.reduce((sum, order) => sum + value(order), 0);
    return {
      units: units.length,
      orders: orders.length,
      revenueMinor: total(({ revenueMinor }) => revenueMinor),
      baselineMinor: total(({ id }) => baseline.get(id) ?? Number.NaN),
    };
  }
}

function weekOf(atMs: number): string {
  return WEEKS[Math.floor((atMs - FIRST_DAY - 4 * 3_600_000) / (7 * DAY_MS))] ?? 'another week';
}

let app: TestApp;
let url: string;
beforeAll(async () => {
  app = await openTestApp();
  url = await app.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

/** What each session would order without suggestions, in minor units. */
function planBaseline(slug: string, effect: number): Map<string, number> {
  const run = `sim-${slug}-${SEED}-${effect}`;
  const zone = createTimeZone('UTC');
  const returners = createReturners(SEED, { run, world: WORLD });
  const plan = { run, seed: SEED, world: WORLD, zone, sessionsPerDay: SESSIONS_PER_DAY, returners };
  const first = daysFromCivil(zone.wallClockAt(FIRST_DAY));
  const sessions = Array.from({ length: DAYS }, (_, day) => planDay(plan, first + day)).flat();
  return new Map(sessions.map(({ id, basket, cancelled }) => [id, cancelled ? 0 : priceOf(basket, WORLD)]));
}

async function openShop(slug: string): Promise<KeyedStore> {
  const shop = await app.addStore(slug);
  for (const { id, priceMinor } of ITEMS) {
    const input = itemInputSchema.parse({ name: id, price_minor: priceMinor });
    await putItem(app.context, shop.store.id, { externalId: id, input });
  }
  const half = await shop.call('PUT', '/api/experiments/holdout', { json: { share: 0.5 } });
  expect(half.status).toBe(200);
  return shop;
}

/** A day of every shop, from the shoppers' side; the server's clock stands at its end. */
async function visitAll(
  shops: readonly { shop: KeyedStore; effect: number; notebook: Notebook }[],
  day: number,
): Promise<void> {
  const endMs = FIRST_DAY + (day + 1) * DAY_MS - 1000;
  app.setClock(new Date(endMs));
  await Promise.all(
    shops.map(({ shop, effect, notebook }) => {
      const keys = { publishableKey: shop.publishable, secretKey: shop.secret };
      const client = notebook.watch(createHttpClient({ url, ...keys, clock: () => new Date(endMs) }));
      const options = { seed: SEED, effect, days: 0, sessionsPerDay: SESSIONS_PER_DAY, endMs };
      return simulateTraffic({ ...options, client, world: WORLD, store: shop.store });
    }),
  );
}

describe('two weeks of a small shop over HTTP, half held out', () => {
  const effects = [0, 0.03, 0.08];
  const shops: { shop: KeyedStore; effect: number; notebook: Notebook; figures?: HoldOut }[] = [];

  beforeAll(async () => {
    app.setClock(new Date(FIRST_DAY + 5 * 3_600_000));
    for (const effect of effects) {
      shops.push({ shop: await openShop(`shop-${effect * 100}`), effect, notebook: new Notebook() });
    }
    for (let day = 0; day < DAYS; day++) await visitAll(shops, day);
    await app.served.flush();
    app.setClock(new Date(FIRST_DAY + (DAYS + 2) * DAY_MS));
    for (const one of shops) {
      await settleAttribution(app, one.shop.store.id);
      one.figures = (await one.shop.call('GET', '/api/experiments/holdout')).body as HoldOut;
    }
  });

  test.each(effects)(
    'effect %d: what is reported is what the shoppers did, and its interval holds what was true',
    (effect) => {
      const { shop, notebook, figures } = shops.find((one) => one.effect === effect) ?? {};
      const baseline = planBaseline(String(shop?.store.slug), effect);
      const weeks = WEEKS.map((week) => ({
        week,
        shown: notebook?.sum(week, { arm: 'shown', baseline }),
        heldOut: notebook?.sum(week, { arm: 'held_out', baseline }),
      }));
      // To the cent: who was in which arm, since when, and what they spent.
      for (const { week, shown, heldOut } of weeks) {
        const reported = figures?.weeks.find((one) => one.week === week);
        expect(reported).toMatchObject({
          closed: true,
          shown: { units: shown?.units, orders: shown?.orders, revenue_minor: shown?.revenueMinor },
          held_out: { units: heldOut?.units, orders: heldOut?.orders, revenue_minor: heldOut?.revenueMinor },
        });
        expect(heldOut?.units).toBeGreaterThan(15);
        // Who is held out buys what they came for.
        expect(heldOut?.revenueMinor).toBe(heldOut?.baselineMinor);
      }
      const truth = weeks.reduce(
        (sum, { shown }) => sum + Number(shown?.revenueMinor) - Number(shown?.baselineMinor),
        0,
      );
      const spent = weeks.reduce((sum, { shown }) => sum + Number(shown?.baselineMinor), 0);
      // The effect that came true is near the planted one: some 70 orders scatter by about .02.
      expect(Math.abs(truth / spent - effect)).toBeLessThan(0.06);
      const [low = Number.NaN, high = Number.NaN] = figures?.incremental_uncapped?.interval_minor ?? [];
      expect(low).toBeLessThanOrEqual(truth);
      expect(high).toBeGreaterThanOrEqual(truth);
      expect(figures?.sample_ratio.ok).toBe(true);
      // What is attributed says something else: most of it would have been bought anyway.
      expect(Number(figures?.attributed_minor)).toBeGreaterThan(Math.max(0.08 * spent, 1.5 * truth));
    },
  );
});
