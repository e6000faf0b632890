import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Store } from '../../src/contract/catalog.ts';
import { recommendationQuerySchema } from '../../src/contract/recommendation.ts';
import { compareModels } from '../../src/engine/model/compare-models.ts';
import { SNAPSHOT_FORMAT } from '../../src/engine/model/snapshot.ts';
import { patchItem } from '../../src/services/catalog/items.ts';
import { addRule } from '../../src/services/catalog/rules.ts';
import { changeStore } from '../../src/services/catalog/stores.ts';
import { ChangeFollower } from '../../src/services/learning/change-follower.ts';
import { ModelStore } from '../../src/services/learning/model-store.ts';
import { deleteOrder } from '../../src/services/orders/change-order.ts';
import { recommendItems } from '../../src/services/recommend/recommend.ts';
import type { Services } from '../../src/services/services.ts';
import { connectClient } from '../../src/storage/database.ts';
import { makeStore, openTestServices, sendOrders, TEST_NOW, type TestServices } from '../support/test-app.ts';

let services: TestServices;
let store: Store;
let stores = 0;

const line = (item: string) => ({ item, name: item });

beforeAll(async () => {
  services = await openTestServices();
});

afterAll(() => services.close());

beforeEach(async () => {
  services.setClock(TEST_NOW);
  store = await makeStore(services, `followed-${++stores}`);
  await sendOrders(services, store, [
    { id: 'o1', ordered_at: '2026-03-02T09:30:00Z', lines: [line('soup'), line('bread')] },
    { id: 'o2', ordered_at: '2026-03-02T11:30:00Z', customer: 'anna', lines: [line('soup'), line('tea')] },
    { id: 'o3', status: 'pending', lines: [line('tea')] },
  ]);
});

async function runAsAdmin(text: string): Promise<Record<string, unknown>[]> {
  const admin = await connectClient(services.test.admin, 'pairwell test');
  return admin
    .query(text)
    .then((result) => result.rows)
    .finally(() => admin.end());
}

async function askFor(process: Services, query: Record<string, string> = {}): Promise<string[]> {
  const answer = await recommendItems(process, store.id, {
    query: recommendationQuerySchema.parse({ limit: '20', ...query }),
    options: { mayNameCustomer: true, log: false },
  });
  return answer.slots.map((slot) => slot.item.id);
}

/** Waits until `look` is true. */
const until = (look: () => Promise<boolean>) => expect.poll(look).toBe(true);

describe('a model that is loaded', () => {
  it('from a snapshot and the changes since equals one that is rebuilt', async () => {
    const writer = new ModelStore(services.context);
    await writer.get(store.id);
    expect(await writer.snapshot(store.id, { force: true })).toBe(true);
    await sendOrders(services, store, [
      { id: 'o1', lines: [line('cake')] },
      { id: 'o4', lines: [line('soup')] },
    ]);
    await deleteOrder(services.context, store, 'o2');
    const loaded = await new ModelStore(services.context).get(store.id);
    const rebuilt = await new ModelStore(services.context).rebuild(store.id);
    expect(compareModels(loaded.model, rebuilt.model)).toEqual([]);
    expect(loaded.changeNo).toBe(rebuilt.changeNo);
    // In force: o1 with cake, o3 pending with tea, o4 with soup.
    expect([loaded.model.log.size, loaded.model.pairs.orders]).toEqual([3, 2]);
  });

  it('does not read a snapshot of another format', async () => {
    await services.models.get(store.id);
    await services.models.snapshot(store.id, { force: true });
    await runAsAdmin(`UPDATE model_snapshot SET format = 'baskets-0', payload = '\\x00' WHERE store_id = ${store.id}`);
    const loaded = await new ModelStore(services.context).get(store.id);
    expect(loaded.model.log.size).toBe(3);
  });

  it('is dropped and loaded anew after a failure', async () => {
    const { context } = services;
    let broken = true;
    const database = Object.create(context.database) as typeof context.database;
    database.forStore = (...parameters) =>
      broken ? Promise.reject(new RangeError('the line is cut')) : context.database.forStore(...parameters);
    const models = new ModelStore({ ...context, database });
    await expect(models.get(store.id)).rejects.toThrow('the line is cut');
    expect(models.loadedStores).toEqual([]);
    broken = false;
    await models.get(store.id);
    broken = true;
    await expect(models.refresh(store.id)).rejects.toThrow('the line is cut');
    broken = false;
    expect((await models.get(store.id)).model.log.size).toBe(3);
  });

  it('is loaded once for many who ask at the same time', async () => {
    const models = new ModelStore(services.context);
    const loaded = await Promise.all(Array.from({ length: 5 }, () => models.get(store.id)));
    expect(new Set(loaded).size).toBe(1);
  });

  it('applies a change once, however many refreshes run at the same time', async () => {
    const models = new ModelStore(services.context);
    await models.get(store.id);
    await sendOrders(services, store, [{ id: 'o5', lines: [line('soup')] }]);
    await Promise.all(Array.from({ length: 5 }, () => models.refresh(store.id)));
    expect((await models.get(store.id)).model.log.size).toBe(4);
  });
});

describe('snapshots', () => {
  it('are written after 500 changes, or when forced, and only when something changed', async () => {
    const models = new ModelStore(services.context);
    await models.get(store.id);
    expect(await models.snapshot(store.id)).toBe(false);
    expect(await models.snapshot(store.id, { force: true })).toBe(true);
    expect(await models.snapshot(store.id, { force: true })).toBe(false);
    const orders = Array.from({ length: 500 }, (_, index) => ({ id: `many-${index}`, lines: [{ item: 'soup' }] }));
    await sendOrders(services, store, orders);
    await models.refresh(store.id);
    expect(await models.snapshot(store.id)).toBe(true);
    const rows = await runAsAdmin(`SELECT format, change_no FROM model_snapshot WHERE store_id = ${store.id}`);
    const { changeNo } = await models.get(store.id);
    expect(rows).toEqual([{ format: SNAPSHOT_FORMAT, change_no: changeNo }]);
  });

  it('are written when an idle store is unloaded; asked again, it is there again', async () => {
    const models = new ModelStore(services.context);
    const before = await models.get(store.id);
    expect(await models.unloadIdle(60_000)).toEqual([]);
    services.setClock(new Date(TEST_NOW.getTime() + 60_001));
    expect(await models.unloadIdle(60_000)).toEqual([store.id]);
    expect(models.loadedStores).toEqual([]);
    expect(await models.snapshot(store.id, { force: true })).toBe(false);
    const after = await models.get(store.id);
    expect(after).not.toBe(before);
    before.model.advanceTo(after.model.popularity.nowMs);
    expect(compareModels(after.model, before.model)).toEqual([]);
    expect(await runAsAdmin(`SELECT 1 FROM model_snapshot WHERE store_id = ${store.id}`)).toHaveLength(1);
  });
});

describe('two processes on one database', () => {
  let other: Services;
  let follower: ChangeFollower;

  beforeEach(async () => {
    other = services.secondProcess();
    follower = new ChangeFollower(other.context, other.models);
    await other.models.get(store.id);
    // The look every few seconds never comes: what is followed here is followed by its notice.
    vi.useFakeTimers({ toFake: ['setInterval'] });
    await follower.start().finally(() => vi.useRealTimers());
  });

  afterEach(() => follower.close());

  it('follow each other’s orders', async () => {
    await sendOrders(services, store, [{ id: 'o6', lines: [line('cake'), line('tea')] }]);
    await until(async () => (await other.models.get(store.id)).model.log.size === 4);
    const mine = await services.models.getFresh(store.id);
    const theirs = await other.models.get(store.id);
    expect(compareModels(theirs.model, mine.model)).toEqual([]);
  });

  it('follow each other’s menu: what is sold out here is gone there', async () => {
    expect(await askFor(other)).toContain('tea');
    await patchItem(services.context, store.id, { externalId: 'tea', patch: { available: false } });
    await until(async () => !(await askFor(other)).includes('tea'));
    await patchItem(services.context, store.id, { externalId: 'tea', patch: { available: true } });
    await until(async () => (await askFor(other)).includes('tea'));
  });

  it('follow each other’s rules', async () => {
    const always = { antecedent: null, placement: null, starts_at: null, ends_at: null };
    const rule = { ...always, category: null, factor: null };
    await addRule(services.context, store.id, { kind: 'block', item: 'soup', ...rule });
    await until(async () => !(await askFor(other)).includes('soup'));
  });

  it('follow by LISTEN again after their connection was cut, with what was missed meanwhile', async () => {
    const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'pairwell changes' AND datname = current_database()`;
    expect(await runAsAdmin(cut)).toHaveLength(1);
    await sendOrders(services, store, [{ id: 'o7', lines: [line('soup')] }]);
    // One second until it connects again, then it looks at once.
    await until(async () => (await other.models.get(store.id)).model.log.size === 4);
    await sendOrders(services, store, [{ id: 'o8', lines: [line('soup')] }]);
    await until(async () => (await other.models.get(store.id)).model.log.size === 5);
  });

  it('catch up by a refresh when the notice was lost', async () => {
    await follower.close();
    await sendOrders(services, store, [{ id: 'o9', lines: [line('soup')] }]);
    await sleep(50);
    expect((await other.models.get(store.id)).model.log.size).toBe(3);
    await other.models.refresh(store.id);
    expect((await other.models.get(store.id)).model.log.size).toBe(4);
  });
});

describe('the menu and the settings', () => {
  it('take a sold-out item out of the next answer, and bring it back', async () => {
    expect(await askFor(services)).toContain('soup');
    await patchItem(services.context, store.id, { externalId: 'soup', patch: { available: false } });
    await services.models.refresh(store.id);
    expect(await askFor(services)).not.toContain('soup');
    await patchItem(services.context, store.id, { externalId: 'soup', patch: { available: true } });
    await services.models.refresh(store.id);
    expect(await askFor(services)).toContain('soup');
  });

  it('count the hours again when the store moves to another time zone', async () => {
    const before = await services.models.getFresh(store.id);
    const soup = before.model.items.find(before.catalog.idByExternal.get('soup') ?? -1);
    // Monday 09:30 UTC is hour 9 of the week; in Tokyo (UTC+9) it is Monday 18:30, hour 18. Counts reach one hour around.
    const hours = (model: typeof before.model) =>
      [9, 18].map((hour) => model.popularity.hours.aroundHourOfWeek(soup, hour));
    const [morning = 0, evening = 0] = hours(before.model);
    expect(morning).toBeGreaterThan(0);
    expect(evening).toBe(0);
    await changeStore(services.context, store.id, { time_zone: 'Asia/Tokyo' });
    const after = await services.models.getFresh(store.id);
    const [morningAfter, eveningAfter] = hours(after.model);
    expect(morningAfter).toBe(0);
    expect(eveningAfter).toBeGreaterThan(0);
    const rebuilt = await new ModelStore(services.context).rebuild(store.id);
    expect(compareModels(after.model, rebuilt.model)).toEqual([]);
  });
});
