import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/contract/catalog.ts';
import { FEATURES } from '../../src/engine/scoring/features.ts';
import { changeStore } from '../../src/services/catalog/stores.ts';
import { describeRanking } from '../../src/services/learning/describe-ranking.ts';
import { chooseDueRankings, chooseGrownRankings } from '../../src/services/learning/due-rankings.ts';
import { ModelStore } from '../../src/services/learning/model-store.ts';
import { RankingQueue } from '../../src/services/learning/ranking-queue.ts';
import { useRanking } from '../../src/services/learning/use-ranking.ts';
import { verifyStore } from '../../src/services/learning/verify.ts';
import type { Services } from '../../src/services/services.ts';
import { connectClient } from '../../src/storage/database.ts';
import { listRankingVersions } from '../../src/storage/queries/rankings.ts';
import { taughtOrders } from '../support/taught-orders.ts';
import { makeStore, openTestServices, sendOrders, type TestServices } from '../support/test-app.ts';

let services: TestServices;
let stores = 0;

beforeAll(async () => {
  services = await openTestServices();
});

afterAll(() => services.close());

async function makeTaughtStore(orders: number, options: { timed?: boolean } = {}): Promise<Store> {
  const store = await makeStore(services, `taught-${++stores}`);
  await sendOrders(services, store, taughtOrders(orders, options));
  return store;
}

const choose = (store: Store, process: Services = services) => process.rankings.choose(store.id, { chosenBy: 'owner' });
const parametersOf = async (store: Store, models: ModelStore) => (await models.get(store.id)).model.parameters;
const versionsOf = async (store: Store) => (await describeRanking(services, store.id)).versions;

async function runAsAdmin(text: string): Promise<void> {
  const admin = await connectClient(services.test.admin, 'pairwell test');
  await admin.query(text).finally(() => admin.end());
}

describe('a choice', () => {
  it('is made of 300 orders, with the figures of every model and the reason', async () => {
    const store = await makeTaughtStore(300);
    const before = await describeRanking(services, store.id);
    expect(before).toMatchObject({
      version: 0,
      model: 'fleet',
      orders: 300,
      held: false,
      choosing: null,
      due: true,
      versions: [],
    });
    const shares: number[] = [];
    const onProgress = (share: number) => shares.push(share);
    expect(await services.rankings.choose(store.id, { chosenBy: 'owner', onProgress })).toBe(1);
    expect(shares.at(-1)).toBe(1);
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares);

    const { versions, ...now } = await describeRanking(services, store.id);
    const [version] = versions;
    expect(now).toMatchObject({ version: 1, orders: 300, held: false, choosing: null, due: false });
    expect(version).toMatchObject({
      version: 1,
      active: true,
      chosen_by: 'owner',
      orders_learned: 300,
      model: now.model,
    });
    expect(version?.models.map(({ name }) => name)).toEqual(['popularity', 'log_pool', 'ease', 'knn', 'stack']);
    expect(version?.questions).toBeGreaterThan(200);
    expect(Object.keys(version?.weights ?? {}).sort()).toEqual([...FEATURES].sort());
    // Of a pair nine tenths are whole, so whoever knows the pairs finds more than popularity does.
    const figures = new Map(version?.models.map((model) => [model.name, model]));
    expect(now.model).not.toBe('popularity');
    expect(figures.get(now.model)?.ndcg10.mean).toBeGreaterThan((figures.get('popularity')?.ndcg10.mean ?? 1) + 0.1);
    expect(figures.get(now.model)?.ndcg10.standard_error).toBeGreaterThan(0);
    const inHundred = (name: string) => Math.round((figures.get(name)?.hr10.mean ?? 0) * 100);
    expect(version?.sentence).toBe(
      `Found the hidden item in ${inHundred(now.model)} of 100 orders; popularity at this hour alone ${inHundred('popularity')}.`,
    );
    expect(version?.why).toContain('one standard error');
  });

  it('of the same orders, store and version is the same', async () => {
    const store = await makeTaughtStore(220);
    await choose(store);
    const [first] = await versionsOf(store);
    await runAsAdmin(`DELETE FROM ranking_version WHERE store_id = ${store.id}`);
    const other = services.secondProcess();
    expect(await choose(store, other)).toBe(1);
    const [second] = await versionsOf(store);
    expect({ ...second, change_no: 0, created_at: '' }).toEqual({ ...first, change_no: 0, created_at: '' });
  });

  it('needs 200 orders', async () => {
    const store = await makeTaughtStore(199);
    await expect(choose(store)).rejects.toMatchObject({ code: 'nothing_to_evaluate' });
    expect(await versionsOf(store)).toEqual([]);
    await sendOrders(services, store, taughtOrders(1, { from: 199 }));
    expect(await choose(store)).toBe(1);
  });

  it('that finds nothing to ask leaves the fleet’s weights in force, and says so', async () => {
    const store = await makeStore(services, `single-${++stores}`);
    const singles = taughtOrders(200).map((order) => ({ ...order, lines: order.lines.slice(0, 1) }));
    await sendOrders(services, store, singles);
    await choose(store);
    const ranking = await describeRanking(services, store.id);
    expect(ranking).toMatchObject({ version: 1, model: 'fleet', versions: [{ questions: 0, model: 'fleet' }] });
    expect(ranking.versions[0]?.sentence).toContain('nothing to ask');
    expect((await services.models.get(store.id)).ranking.parameters).toBeNull();
  });

  it('is made once when two processes choose at the same time', async () => {
    const store = await makeTaughtStore(200);
    const other = services.secondProcess();
    expect(await Promise.all([choose(store), choose(store, other), choose(store)])).toEqual([1, 1, 1]);
    expect((await versionsOf(store)).map(({ version }) => version)).toEqual([1]);
  });

  it('belongs to its store: another one sees nothing of it', async () => {
    const [own, other] = [await makeTaughtStore(200), await makeTaughtStore(200)];
    await choose(own);
    expect((await describeRanking(services, other.id)).versions).toEqual([]);
    expect(await parametersOf(other, services.models)).toMatchObject({ model: 'fleet' });
    const { database } = services.context;
    expect(await database.forStore(other.id, (scope) => listRankingVersions(scope))).toEqual([]);
    await expect(useRanking(services, other.id, { version: 1 })).rejects.toMatchObject({ code: 'not_found' });
    expect(await database.forStore(own.id, (scope) => listRankingVersions(scope))).toHaveLength(1);
  });
});

describe('the version in force', () => {
  let store: Store;
  let other: Services;
  beforeAll(async () => {
    store = await makeTaughtStore(240, { timed: false });
    other = services.secondProcess();
    await other.models.get(store.id);
    await choose(store);
  });

  it('is followed by another process, loaded with and without a snapshot, and kept in another time zone', async () => {
    const chosen = await parametersOf(store, services.models);
    expect(chosen.model).not.toBe('fleet');
    // Without times nothing can age, and no number of JSON says so.
    expect(chosen.halfLifeDays).toBe(Number.POSITIVE_INFINITY);
    await other.models.refresh(store.id);
    expect(await parametersOf(store, other.models)).toEqual(chosen);

    await services.models.snapshot(store.id, { force: true });
    expect(await parametersOf(store, new ModelStore(services.context))).toEqual(chosen);
    await services.models.rebuild(store.id);
    expect(await parametersOf(store, services.models)).toEqual(chosen);

    await changeStore(services.context, store.id, { time_zone: 'Asia/Kolkata' });
    await other.models.refresh(store.id);
    expect(await parametersOf(store, other.models)).toEqual(chosen);
  });

  it('is part of what verify compares', async () => {
    expect(await verifyStore(services.context, services.models, store.id)).toMatchObject({ clean: true });
    await runAsAdmin(`UPDATE ranking_version SET parameters = jsonb_set(parameters, '{easeRidge}', '77')
      WHERE store_id = ${store.id}`);
    const parameters = await verifyStore(services.context, services.models, store.id);
    expect(parameters.differences[0]).toMatch(/^parameters of the ranking: .*"easeRidge":77/);
    await runAsAdmin(`UPDATE ranking_version SET active = false WHERE store_id = ${store.id}`);
    const version = await verifyStore(services.context, services.models, store.id);
    expect(version.differences[0]).toBe('version of the ranking: 1, rebuilt 0');
    await runAsAdmin(`UPDATE ranking_version SET active = true WHERE store_id = ${store.id}`);
    await services.models.rebuild(store.id);
    expect(await verifyStore(services.context, services.models, store.id)).toMatchObject({ clean: true });
  });

  it('goes back and forth by the owner’s word, and every process follows', async () => {
    const first = await parametersOf(store, services.models);
    await sendOrders(services, store, taughtOrders(60, { from: 240 }));
    expect(await choose(store)).toBe(2);
    const second = await parametersOf(store, services.models);
    expect(second).not.toEqual(first);

    expect(await useRanking(services, store.id, { version: 'previous' })).toBe(1);
    expect(await parametersOf(store, services.models)).toEqual(first);
    await other.models.refresh(store.id);
    expect(await parametersOf(store, other.models)).toEqual(first);
    expect(await describeRanking(services, store.id)).toMatchObject({ version: 1, held: true });
    expect(await verifyStore(services.context, services.models, store.id)).toMatchObject({ clean: true });

    expect(await useRanking(services, store.id, { version: 'previous' })).toBe(0);
    expect(await parametersOf(store, services.models)).toMatchObject({ model: 'fleet' });
    await expect(useRanking(services, store.id, { version: 'previous' })).rejects.toMatchObject({
      code: 'not_found',
      hint: 'Kept: 2, 1; 0 = the weights that generated stores taught.',
    });
    expect(await useRanking(services, store.id, { version: 2 })).toBe(2);
    await other.models.refresh(store.id);
    expect(await parametersOf(store, other.models)).toEqual(second);
    expect(await describeRanking(services, store.id)).toMatchObject({ version: 2, held: false });
    await expect(useRanking(services, store.id, { version: 3 })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('keeps the five versions before it', async () => {
    const long = await makeTaughtStore(200);
    for (let version = 1; version <= 7; version++) expect(await choose(long)).toBe(version);
    expect((await versionsOf(long)).map(({ version }) => version)).toEqual([7, 6, 5, 4, 3, 2]);
    expect(await useRanking(services, long.id, { version: 2 })).toBe(2);
    expect(await choose(long)).toBe(8);
    expect((await versionsOf(long)).map(({ version }) => version)).toEqual([8, 7, 6, 5, 4, 3]);
  });
});

describe('choices that come by themselves', () => {
  it('at night: for stores with 200 orders and any new one since their last choice', async () => {
    const [store, small] = [await makeTaughtStore(210), await makeTaughtStore(50)];
    await chooseDueRankings(services);
    expect(await versionsOf(store)).toMatchObject([{ version: 1, chosen_by: 'nightly' }]);
    expect(await versionsOf(small)).toEqual([]);
    await chooseDueRankings(services);
    expect(await versionsOf(store)).toHaveLength(1);
    await sendOrders(services, store, taughtOrders(1, { from: 210 }));
    await chooseDueRankings(services);
    expect(await versionsOf(store)).toMatchObject([{ version: 2, orders_learned: 211 }, { version: 1 }]);
    // Whoever went back keeps what they went back to.
    await useRanking(services, store.id, { version: 'previous' });
    await sendOrders(services, store, taughtOrders(1, { from: 211 }));
    await chooseDueRankings(services);
    expect(await versionsOf(store)).toHaveLength(2);
    expect(services.warnings.filter((line) => line.startsWith('warn'))).toEqual([]);
  });

  /** A process of its own that notes which of its choices are of a store. */
  function watchChoices(store: Store): { process: Services; grown: number[] } {
    const grown: number[] = [];
    const models = new ModelStore(services.context);
    const rankings = new RankingQueue(services.context, models);
    rankings.tryToChoose = async (storeId) => void (storeId === store.id && grown.push(storeId));
    return { process: { ...services, models, rankings }, grown };
  }

  it('by day: for stores that have grown by a fifth', async () => {
    const store = await makeTaughtStore(199);
    const { process, grown } = watchChoices(store);
    const { models } = process;
    await models.get(store.id);
    await chooseGrownRankings(process);
    expect(grown).toEqual([]);
    await sendOrders(services, store, taughtOrders(1, { from: 199 }));
    await models.refresh(store.id);
    await chooseGrownRankings(process);
    expect(grown).toEqual([store.id]);

    await choose(store);
    // 200 x 1.2 = 240.
    await sendOrders(services, store, taughtOrders(39, { from: 200 }));
    await models.refresh(store.id);
    await chooseGrownRankings(process);
    expect(grown).toEqual([store.id]);
    await sendOrders(services, store, taughtOrders(1, { from: 239 }));
    await models.refresh(store.id);
    await chooseGrownRankings(process);
    expect(grown).toEqual([store.id, store.id]);
    // While it waits or is under way it is not asked for again: it would be told once for each time.
    process.rankings.progressOf = (storeId) => (storeId === store.id ? 0 : null);
    await chooseGrownRankings(process);
    expect(grown).toEqual([store.id, store.id]);
  });

  it('by day: also for stores that nobody has asked this process about, whose model is loaded only then', async () => {
    const store = await makeTaughtStore(199);
    const first = watchChoices(store);
    await chooseGrownRankings(first.process);
    expect(first.process.models.loadedStores).not.toContain(store.id);
    // The 200th order is cancelled: only the model knows that it does not count.
    const cancelled = taughtOrders(1, { from: 199 }).map((order) => ({ ...order, status: 'cancelled' as const }));
    await sendOrders(services, store, cancelled);
    await chooseGrownRankings(first.process);
    expect(first.process.models.loadedStores).toContain(store.id);
    expect(first.grown).toEqual([]);
    await sendOrders(services, store, taughtOrders(1, { from: 200 }));
    await first.process.models.refresh(store.id);
    await chooseGrownRankings(first.process);
    expect(first.grown).toEqual([store.id]);

    await choose(store);
    await sendOrders(services, store, taughtOrders(39, { from: 201 }));
    const second = watchChoices(store);
    await chooseGrownRankings(second.process);
    expect(second.process.models.loadedStores).not.toContain(store.id);
    await sendOrders(services, store, taughtOrders(1, { from: 240 }));
    await chooseGrownRankings(second.process);
    expect(second.grown).toEqual([store.id]);

    // Whoever went back keeps what they went back to.
    await choose(store);
    await useRanking(services, store.id, { version: 'previous' });
    await sendOrders(services, store, taughtOrders(100, { from: 241 }));
    const third = watchChoices(store);
    await chooseGrownRankings(third.process);
    expect(third.process.models.loadedStores).not.toContain(store.id);
  });

  it('tell the log and the report that answers may change', async () => {
    const store = await makeTaughtStore(200);
    expect((await describeRanking(services, store.id)).due).toBe(true);
    await services.rankings.tryToChoose(store.id, { chosenBy: 'growth' });
    const told = services.warnings.filter((line) => line.includes(`"storeId":${store.id},`));
    expect(told).toEqual([
      `info The ranking of a store was chosen anew: its answers may change {"storeId":${store.id},"version":1,"chosenBy":"growth"}`,
    ]);
    expect(await describeRanking(services, store.id)).toMatchObject({
      due: false,
      versions: [{ chosen_by: 'growth' }],
    });
  });

  it('tell the log what went wrong, and are not tried again at once', async () => {
    const store = await makeTaughtStore(50);
    const other = services.secondProcess();
    await other.rankings.tryToChoose(store.id, { chosenBy: 'growth' });
    expect(services.warnings.some((line) => line.includes('could not be chosen'))).toBe(true);
    expect(other.rankings.hasFailed(store.id)).toBe(true);
    expect(services.rankings.hasFailed(store.id)).toBe(false);
  });
});
