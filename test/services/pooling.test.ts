import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/contract/catalog.ts';
import { poolUplifts } from '../../src/engine/experiment/pooling/pool-uplifts.ts';
import { changeStore } from '../../src/services/catalog/stores.ts';
import { describeHoldOut } from '../../src/services/experiments/describe-hold-out.ts';
import { readKappa } from '../../src/services/experiments/kappa.ts';
import { gatherMeasurements } from '../../src/services/network/gather-measurements.ts';
import { listOtherMeasurements } from '../../src/storage/queries/network-measurements.ts';
import { closeWeek } from '../support/closed-week.ts';
import { makeStore, openTestServices, type TestServices } from '../support/test-app.ts';

let services: TestServices;
let number = 0;
let shops: Store[] = [];

beforeAll(async () => {
  services = await openTestServices();
});
afterAll(() => services.close());

/** Who gave in one test gives nothing in the next. */
beforeEach(async () => {
  for (const shop of shops) await changeStore(services.context, shop.id, { share_statistics: false });
  await gatherMeasurements(services);
  shops = [];
});

/** A store with one closed week: treated at `mean` against 1,000, a tenth of it attributed. */
async function openShop({ mean, units = 400, gives = true }: { mean: number; units?: number; gives?: boolean }) {
  const shop = await makeStore(services, `pool-${++number}`);
  shops.push(shop);
  await changeStore(services.context, shop.id, { share_statistics: gives });
  await closeWeek(services, shop.id, { isoWeek: '2026-W09', mean, units });
  return shop;
}

const kappaOf = (shop: Store) => services.context.database.forStore(shop.id, readKappa);
const othersOf = (shop: Store) => services.context.database.forStore(shop.id, listOtherMeasurements);

describe('what stores measured, pooled', () => {
  it('is told from five others on, as shares and without a name', async () => {
    const taker = await makeStore(services, 'taker');
    for (const mean of [1010, 1030, 1050, 1070]) await openShop({ mean });
    await gatherMeasurements(services);
    expect(await othersOf(taker)).toEqual([]);
    expect(await kappaOf(taker)).toMatchObject({ mean: 0.25, badge: 'not measured', stores: 0 });
    const giver = await openShop({ mean: 1090 });
    await gatherMeasurements(services);
    expect(await othersOf(giver)).toEqual([]);
    const others = await othersOf(taker);
    expect(others.map(({ uplift }) => uplift).sort()).toEqual(
      [0.01, 0.03, 0.05, 0.07, 0.09].map((x) => expect.closeTo(x, 9)),
    );
    expect(Object.keys(others[0] ?? {})).toEqual(['vertical', 'uplift', 'uplift_error', 'kappa', 'kappa_error']);
    // kappa of the first: 10 more of 101 attributed; the mean of all is in the engine's hands.
    const pool = poolUplifts(
      others.map((row) => ({ value: row.kappa ?? 0, standardError: row.kappa_error ?? 1 })),
      { smallestTau: 0.05 },
    );
    const told = await kappaOf(taker);
    expect(told).toMatchObject({ badge: 'pooled estimate', stores: 5, weeks: 0 });
    expect(told.mean).toBeCloseTo(pool.newMerchant.mean, 9);
    const { badge, pooled, sentences } = await describeHoldOut(services, taker.id);
    expect(sentences.at(-1)).toMatch(
      /^Read beside 5 stores: about \+4\.9 % \(.* to \+.* %\), a best estimate and no proof\.$/,
    );
    expect(badge).toBe('pooled estimate');
    // The errors grow a little with the mean, which is drawn below the plain .05 by that.
    const mean = poolUplifts(others.map((row) => ({ value: row.uplift, standardError: row.uplift_error }))).mean;
    expect(mean).toBeCloseTo(0.0495, 4);
    expect(pooled).toMatchObject({ stores: 5, uplift: expect.closeTo(mean, 12), extra_minor: null });
  });

  it('draws a noisy store to the others, and calls it measured only when its own figure is proven', async () => {
    for (const mean of [1020, 1030, 1040, 1050, 1060]) await openShop({ mean });
    const noisy = await openShop({ mean: 1150, units: 60, gives: false });
    const sure = await openShop({ mean: 1200, units: 4000, gives: false });
    await gatherMeasurements(services);
    const own = await describeHoldOut(services, noisy.id);
    expect(own.incremental?.uplift).toBeCloseTo(0.15, 9);
    expect(own.badge).toBe('pooled estimate');
    expect(own.pooled?.stores).toBe(6);
    expect(own.pooled?.uplift).toBeGreaterThan(0.03);
    expect(own.pooled?.uplift).toBeLessThan(0.1);
    const proven = await describeHoldOut(services, sure.id);
    expect(proven.badge).toBe('measured here');
    expect(proven.incremental?.any_time_interval_minor[0]).toBeGreaterThan(0);
  });

  it('is drawn to nothing while there are too few others', async () => {
    const shop = await openShop({ mean: 1150, units: 60 });
    const { badge, pooled, incremental } = await describeHoldOut(services, shop.id);
    expect(badge).toBe('pooled estimate');
    const [low = 0, high = 0] = incremental?.uplift_interval ?? [];
    const error = (high - low) / (2 * 1.959964);
    expect(pooled).toMatchObject({ stores: 0, uplift: expect.closeTo(0.15 / (1 + (error / 0.1) ** 2), 6) });
  });

  it('keeps the last figures of a store that measures no more, and none of one that no longer consents', async () => {
    const five: Store[] = [];
    for (const mean of [1010, 1030, 1050, 1070, 1090]) five.push(await openShop({ mean }));
    const taker = await makeStore(services, 'later-taker');
    await gatherMeasurements(services);
    // The first one turns its suggestions off; weeks later nothing new comes from it.
    await changeStore(services.context, five[0]?.id ?? 0, { suggestions_enabled: false });
    await gatherMeasurements(services);
    expect(await othersOf(taker)).toHaveLength(5);
    await changeStore(services.context, five[1]?.id ?? 0, { share_statistics: false });
    await gatherMeasurements(services);
    expect(await othersOf(taker)).toEqual([]);
  });

  it('cannot be read or written by another store but through the view', async () => {
    for (const mean of [1010, 1030, 1050, 1070, 1090]) await openShop({ mean });
    const taker = await makeStore(services, 'prying');
    await gatherMeasurements(services);
    const direct = await services.context.database.forStore(taker.id, ({ tx }) =>
      tx.selectFrom('network_measurement').selectAll().execute(),
    );
    expect(direct).toEqual([]);
    const lie = services.context.database.forStore(taker.id, ({ tx }) =>
      sql`UPDATE network_measurement_of_others SET uplift = 1`.execute(tx),
    );
    await expect(lie).rejects.toThrow(/cannot update view/);
  });
});
