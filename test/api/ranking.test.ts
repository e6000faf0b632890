import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { taughtOrders } from '../support/taught-orders.ts';
import { expectProblem, type KeyedStore, openTestApp, sendOrders, type TestApp } from '../support/test-app.ts';

let app: TestApp;
let store: KeyedStore;

beforeAll(async () => {
  app = await openTestApp();
  store = await app.addStore('chooser');
  await sendOrders(app, store.store, taughtOrders(250));
});

afterAll(() => app.close());

const get = (keyed: KeyedStore) => keyed.call('GET', '/api/ranking');
const act = (keyed: KeyedStore, json: object) => keyed.call('POST', '/api/ranking', { json });

/** Asks until no choice is under way. */
async function untilChosen(keyed: KeyedStore) {
  for (;;) {
    const answer = await get(keyed);
    if (answer.body.choosing === null) return answer;
    await sleep(20);
  }
}

test('a choice runs on behind a 202, and is in the answer when it is made', async () => {
  const before = await get(store);
  expect(before.status).toBe(200);
  expect(before.headers['cache-control']).toBe('no-store');
  expect(before.body).toMatchObject({
    store: 'chooser',
    version: 0,
    model: 'fleet',
    label: 'weights that generated stores taught',
    orders: 250,
    own_choice_orders: 200,
    held: false,
    choosing: null,
    versions: [],
  });
  const started = await act(store, { action: 'choose' });
  expect(started.status).toBe(202);
  expect(started.body).toMatchObject({ version: 0, choosing: expect.any(Number), versions: [] });
  // Asked again while it runs, it is the same choice.
  expect((await act(store, { action: 'choose' })).status).toBe(202);

  const { body } = await untilChosen(store);
  expect(body).toMatchObject({ version: 1, held: false, orders: 250 });
  expect(body.versions).toHaveLength(1);
  expect(body.versions[0]).toMatchObject({
    version: 1,
    active: true,
    chosen_by: 'owner',
    orders_learned: 250,
    weights: body.weights,
    sentence: expect.stringMatching(
      /^Found the hidden item in \d+ of 100 orders; popularity at this hour alone \d+\.$/,
    ),
  });
  for (const model of body.versions[0].models) {
    expect(model.hr5.mean).toBeLessThanOrEqual(model.hr10.mean);
    expect(model.ndcg10.standard_error).toBeGreaterThan(0);
  }
});

test('a rollback is in force with the answer, and a version can be named', async () => {
  await act(store, { action: 'choose' });
  expect((await untilChosen(store)).body.version).toBe(2);
  const back = await act(store, { action: 'rollback' });
  expect(back.status).toBe(200);
  expect(back.body).toMatchObject({ version: 1, held: true });
  expect(back.body.versions.map((version: { active: boolean }) => version.active)).toEqual([false, true]);
  expect((await act(store, { action: 'use', version: 0 })).body).toMatchObject({
    version: 0,
    model: 'fleet',
    held: true,
  });
  expect((await act(store, { action: 'use', version: 2 })).body).toMatchObject({ version: 2, held: false });
  expectProblem(await act(store, { action: 'use', version: 9 }), 'not_found');
});

test('another store sees its own ranking only', async () => {
  const other = await app.addStore('newcomer');
  expect((await get(other)).body).toMatchObject({ store: 'newcomer', version: 0, orders: 0, versions: [] });
  expectProblem(await act(other, { action: 'use', version: 1 }), 'not_found');
  expectProblem(await act(other, { action: 'rollback' }), 'not_found');
  expectProblem(await act(other, { action: 'choose' }), 'nothing_to_evaluate');
  expect((await get(store)).body.versions).toHaveLength(2);
});

test.each([
  {},
  { action: 'guess' },
  { action: 'use' },
  { action: 'use', version: -1 },
  { action: 'rollback', version: 1 },
])('%j is refused', async (json) => {
  expectProblem(await act(store, json), 'invalid_request');
});

test('only a secret key may look or act', async () => {
  for (const method of ['GET', 'POST'] as const) {
    const call = (key: string | null) =>
      store.call(method, '/api/ranking', { key, ...(method === 'POST' ? { json: { action: 'rollback' } } : {}) });
    expectProblem(await call(null), 'missing_key');
    expectProblem(await call('sk_1_wrong'), 'wrong_key');
    expectProblem(await call(store.publishable), 'forbidden');
  }
  expect((await get(store)).body.version).toBe(2);
});
