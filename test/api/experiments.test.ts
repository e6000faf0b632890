import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderRequest } from '../../src/contract/order.ts';
import { recommendationQuerySchema } from '../../src/contract/recommendation.ts';
import { checkSampleRatio } from '../../src/engine/experiment/validity/sample-ratio.ts';
import { listStoreAudit } from '../../src/services/accounts/audit.ts';
import { listFleetWins } from '../../src/services/experiments/fleet-wins.ts';
import { lookAtExperiments, startDueExperiments } from '../../src/services/experiments/look-at-experiments.ts';
import { recommendItems } from '../../src/services/recommend/recommend.ts';
import { appendHoldOutResult } from '../../src/storage/queries/hold-out.ts';
import {
  expectProblem,
  type KeyedStore,
  openTestApp,
  sendOrders,
  TEST_NOW,
  type TestApp,
} from '../support/test-app.ts';

const DAY_MS = 86_400_000;
const MENU = ['burger', 'cola', 'cake', 'soup', 'salad', 'fries'];

let test: TestApp;
let shop: KeyedStore;
let stores = 0;
let tests = 0;

beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

/** A store with a menu and no hold-out, at the tests' Monday. */
async function openShop(): Promise<void> {
  test.setClock(TEST_NOW);
  shop = await test.addStore(`tests-${++stores}`);
  await sendOrders(test, shop.store, [
    { id: 'menu', test: true, lines: MENU.map((item, n) => ({ item, name: item, unit_price_minor: 100 * (n + 1) })) },
  ]);
  await shop.call('PUT', '/api/experiments/holdout', { json: { share: 0 } });
}

const create = (more: object = {}) =>
  shop.call('POST', '/api/experiments', {
    json: { name: `test ${++tests}`, variant_settings: { limit: 2 }, ...more },
  });
const act = (id: number, action: string) => shop.call('POST', `/api/experiments/${id}/${action}`);
const ask = async (visitor: string, placement = 'menu') =>
  (await shop.call('GET', `/api/recommendations?placement=${placement}&visitor=${visitor}&consent=granted`)).body;
const visitors = (count: number) => Array.from({ length: count }, (_, n) => `v${n}`);
/** A few at a time: a guest who waits too long for the database is drawn by nobody. */
async function inTurns<T>(names: readonly string[], work: (name: string) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  for (let from = 0; from < names.length; from += 8) {
    done.push(...(await Promise.all(names.slice(from, from + 8).map((name) => work(name)))));
  }
  return done;
}
const askAll = (names: readonly string[]) => inTurns(names, (name) => ask(name));
const deeds = async () =>
  (await listStoreAudit(test.context, shop.store.id, { limit: 10 })).data.filter(
    ({ actor }) => actor.kind === 'pairwell',
  );
const atDay = (days: number) => test.setClock(new Date(TEST_NOW.getTime() + days * DAY_MS));

describe('a test', () => {
  it('goes from draft to running, pauses, resumes, and ends for good', async () => {
    await openShop();
    const { status, body } = await create({ name: 'Fewer', traffic_split: 50 });
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: 'draft', version: 0, winner: null, statistical_significance: null });
    expectProblem(await create({ name: 'Fewer' }), 'already_exists');
    expectProblem(await act(body.id, 'pause'), 'experiment_state');
    expect(
      (await shop.call('PATCH', `/api/experiments/${body.id}`, { json: { planned_days: 14 } })).body,
    ).toMatchObject({
      planned_days: 14,
    });
    const started = (await act(body.id, 'start')).body;
    expect(started).toMatchObject({ status: 'running', version: 1, start_date: '2026-03-02', end_date: '2026-03-16' });
    const frozen = await shop.call('PATCH', `/api/experiments/${body.id}`, { json: { planned_days: 28 } });
    expectProblem(frozen, 'experiment_state');
    expectProblem(await shop.call('DELETE', `/api/experiments/${body.id}`), 'experiment_state');
    expect((await act(body.id, 'pause')).body).toMatchObject({
      status: 'paused',
      paused_reason: 'paused by the owner',
    });
    expect((await act(body.id, 'resume')).body).toMatchObject({ status: 'running', paused_reason: null });
    expect((await act(body.id, 'stop')).body).toMatchObject({
      status: 'completed',
      winner: null,
      resolution: 'stopped',
    });
    expectProblem(await act(body.id, 'start'), 'experiment_state');
    expectProblem(await act(99_999, 'start'), 'unknown_experiment');
  });

  it('gives each visitor one arm, here and wherever it is asked, and the arms their settings', async () => {
    await openShop();
    const { body } = await create({ traffic_split: 30, placements: ['menu'] });
    await act(body.id, 'start');
    const arms = new Map<string, string>();
    for (const [n, answer] of (await askAll(visitors(200))).entries()) {
      expect(answer.slots).toHaveLength(answer.variation === 'variant' ? 2 : 5);
      expect(answer.experiment).toBe(body.name);
      arms.set(`v${n}`, answer.variation);
    }
    const variants = [...arms.values()].filter((arm) => arm === 'variant').length;
    expect(checkSampleRatio([200 - variants, variants], { weights: [70, 30] }).pValue).toBeGreaterThan(1e-6);
    for (const [visitor, arm] of [...arms].slice(0, 20)) expect((await ask(visitor)).variation).toBe(arm);
    expect(await ask('v1', 'cart')).toMatchObject({ experiment: null, variation: 'control' });
    const { data } = (await shop.call('GET', `/api/experiments/${body.id}/assignments`)).body;
    expect(data).toEqual([
      { version: '1', arm: 'control', algorithm: 'v1', units: 200 - variants },
      { version: '1', arm: 'variant', algorithm: 'v1', units: variants },
    ]);
    // Paused: everyone gets the control, and the answer belongs to no test.
    await act(body.id, 'pause');
    const ofVariant = [...arms].flatMap(([visitor, arm]) => (arm === 'variant' ? [visitor] : []));
    for (const answer of await askAll(ofVariant))
      expect(answer).toMatchObject({ experiment: null, variation: 'control' });
    // Another split draws everybody anew.
    await act(body.id, 'resume');
    expect(
      (await shop.call('PATCH', `/api/experiments/${body.id}`, { json: { traffic_split: 60 } })).body.version,
    ).toBe(2);
    const again = await askAll([...arms.keys()]);
    const moved = [...arms.values()].filter((arm, n) => again[n].variation !== arm);
    expect(moved.length).toBeGreaterThan(60);
  });

  it('two tests divide the same visitors independently; those of a layer exclude each other', async () => {
    await openShop();
    const layer = (from: number, to: number) => ({ layer: { name: 'menu', from, to } });
    const ids: number[] = [];
    for (const more of [{}, {}, layer(0, 0.5), layer(0.5, 1)]) ids.push((await create(more)).body.id);
    for (const id of ids) await act(id, 'start');
    await askAll(visitors(200));
    await test.served.flush();
    const rows = await test.context.database.forStore(shop.store.id, ({ tx }) =>
      tx.selectFrom('served').select('arms').where('store_id', '=', shop.store.id).execute(),
    );
    const arms = rows.map((row) => row.arms as Record<string, string>);
    const [a, b, c, d] = ids.map((id) => `exp-${id}`) as [string, string, string, string];
    const both = arms.filter((one) => one[a] === 'variant' && one[b] === 'variant').length;
    // A quarter of 200, standard deviation 6.1.
    expect(Math.abs(both - 50)).toBeLessThan(25);
    for (const one of arms) expect([one[c], one[d]].filter((arm) => arm !== undefined)).toHaveLength(1);
  });

  it('finds a variant that sells more, keeps its looks, and is over then', async () => {
    await openShop();
    const { body } = await create({ planned_days: 14, primary_metric: 'conversion' });
    await act(body.id, 'start');
    for (let day = 0; day < 7; day++) {
      atDay(day);
      const orders: OrderRequest[] = [];
      for (let n = 0; n < 40; n++) {
        const visitor = `d${day}-${n}`;
        const { variation } = await ask(visitor);
        if (n % 10 >= (variation === 'variant' ? 9 : 2)) continue;
        const at = new Date(test.context.clock().getTime() + 60_000).toISOString();
        orders.push({
          id: `of ${visitor}`,
          visitor,
          status: 'completed' as const,
          ordered_at: at,
          lines: [{ item: 'cake', unit_price_minor: 300 }],
        });
      }
      await sendOrders(test, shop.store, orders);
    }
    await test.served.flush();
    atDay(6.5);
    expect((await shop.call('GET', `/api/experiments/${body.id}/results`)).body).toMatchObject({
      resolution: 'collecting',
      waiting: 280,
    });
    atDay(14);
    const { body: results } = await shop.call('GET', `/api/experiments/${body.id}/results`);
    expect(results.units.control + results.units.variant).toBe(280);
    expect(results).toMatchObject({ counted_days: 7, at_end: true, sample_ratio: { ok: true }, winner: 'variant' });
    await lookAtExperiments(test, shop.store.id);
    const { body: done } = await shop.call('GET', `/api/experiments/${body.id}`);
    expect(done).toMatchObject({
      status: 'completed',
      winner: 'variant',
      winner_text: 'Variant',
      resolution: 'significant',
    });
    expect(done.statistical_significance).toBeLessThan(0.001);
    expect(done.variant_conversions).toBeGreaterThan(done.control_conversions);
    expect(done.variant_revenue).toBe(300 * done.variant_conversions);
    // A winner is shown by its shrunk estimate, and what was measured beside it.
    const primary = results.comparisons.find(({ role }: { role: string }) => role === 'primary');
    expect(primary.shrunk_uplift.uplift).toBeGreaterThan(0);
    expect(primary.shrunk_uplift.uplift).toBeLessThan(primary.uplift);
    expect(results.sentence).toMatch(
      /^The variant wins: about \+[\d.]+ % visitors who order .*, measured \+[\d.]+ %\.$/,
    );
    const secondary = results.comparisons.filter(({ role }: { role: string }) => role === 'secondary');
    expect(secondary.length).toBe(2);
    for (const row of secondary) expect(row.adjusted_p_value).toBeGreaterThanOrEqual(row.decision.p_value);
    const { tests: finished, wins } = await listFleetWins(test.context);
    expect(finished).toBeGreaterThanOrEqual(1);
    expect(wins).toMatchObject([{ store: shop.store.slug, test: body.name, winner: 'variant', metric: 'conversion' }]);
    // Every figure of it, added up from the rows.
    const csv = await shop.call('GET', `/api/experiments/${body.id}/units`);
    expect(csv.type).toBe('text/csv; charset=utf-8');
    const [head = '', ...rows] = csv.body.trim().split('\r\n');
    expect(head).toBe(
      'version,unit,arm,entered_at,revenue_minor,orders,items,refunded_orders,rating,clicked,dismissed,checked_out',
    );
    const cells = rows.map((row: string) => row.split(','));
    const variants = cells.filter((row: string[]) => row[2] === 'variant');
    const buyers = variants.filter((row: string[]) => Number(row[5]) > 0);
    expect([cells.length, variants.length, buyers.length]).toEqual([280, done.variant_units, done.variant_conversions]);
    const [conversion] = results.comparisons.filter(({ metric }: { metric: string }) => metric === 'conversion');
    expect(buyers.length / variants.length).toBeCloseTo(conversion.variant.mean, 12);
  });

  it('a fixed test keeps its rows to itself until its end', async () => {
    await openShop();
    const { body } = await create({ method: 'fixed', planned_days: 14 });
    expectProblem(await shop.call('GET', `/api/experiments/${body.id}/units`), 'experiment_state');
    await act(body.id, 'start');
    await ask('v1');
    await test.served.flush();
    expectProblem(await shop.call('GET', `/api/experiments/${body.id}/units`), 'experiment_state');
    atDay(14);
    await lookAtExperiments(test, shop.store.id);
    expect((await shop.call('GET', `/api/experiments/${body.id}/units`)).body).toContain(',v:v1,');
  });

  it('a broken guardrail pauses', async () => {
    await openShop();
    const { body } = await create({ planned_days: 56, primary_metric: 'click_rate' });
    await act(body.id, 'start');
    const orders: OrderRequest[] = [];
    for (const [n, { variation }] of (await askAll(visitors(300))).entries()) {
      if (variation === 'variant') continue;
      const at = new Date(TEST_NOW.getTime() + 60_000).toISOString();
      orders.push({
        id: `of ${n}`,
        visitor: `v${n}`,
        status: 'completed' as const,
        ordered_at: at,
        lines: [{ item: 'cake', unit_price_minor: 300 }],
      });
    }
    await sendOrders(test, shop.store, orders);
    await test.served.flush();
    atDay(8);
    await lookAtExperiments(test, shop.store.id);
    const { body: paused } = await shop.call('GET', `/api/experiments/${body.id}`);
    expect(paused).toMatchObject({ status: 'paused', winner: 'control', resolution: 'guardrail' });
    expect(paused.paused_reason).toContain('revenue per visitor');
    expect(paused.notice).toMatch(/^Paused: the variant harms: .*revenue per visitor.*Everyone sees the control\./);
    const [deed] = await deeds();
    expect(deed).toMatchObject({
      action: 'experiment.paused',
      subject: String(body.id),
      actor: { kind: 'pairwell', id: null },
    });
    expect(deed?.details.harmed).toContain('revenue_per_visitor');
  });

  it('a variant whose answers fail is paused after a day, long before anybody’s seven days are over', async () => {
    await openShop();
    const { body } = await create({ planned_days: 28 });
    await act(body.id, 'start');
    const { model, ...loaded } = await test.models.get(shop.store.id);
    const broken = new Proxy(model, {
      get: (target, key) => {
        if (key === 'advanceTo') throw new RangeError('planted');
        return Reflect.get(target, key);
      },
    });
    const models = new Proxy(test.models, { get: () => async () => ({ ...loaded, model: broken }) });
    for (const [n, { variation }] of (await askAll(visitors(140))).entries()) {
      if (variation !== 'variant') continue;
      const query = recommendationQuerySchema.parse({ placement: 'menu', visitor: `v${n}`, consent: 'granted' });
      const options = { mayNameCustomer: true, log: true };
      await expect(recommendItems({ ...test, models }, shop.store.id, { query, options })).rejects.toThrow('planted');
    }
    await test.served.flush();
    atDay(0.5);
    await lookAtExperiments(test, shop.store.id);
    expect((await shop.call('GET', `/api/experiments/${body.id}`)).body.status).toBe('running');
    atDay(1.5);
    await lookAtExperiments(test, shop.store.id);
    const { body: paused } = await shop.call('GET', `/api/experiments/${body.id}`);
    expect(paused).toMatchObject({
      status: 'paused',
      winner: 'control',
      paused_reason: 'the variant harms: answers that fail',
    });
    const { comparisons } = (await shop.call('GET', `/api/experiments/${body.id}/results`)).body;
    const errors = comparisons.find(({ metric }: { metric: string }) => metric === 'error_rate');
    // One of two answers to each of the variant failed, none of the control.
    expect([errors.control.mean, errors.variant.mean]).toEqual([0, 0.5]);
  });

  it('who had a cart and did not order breaks the checkout', async () => {
    await openShop();
    const { body } = await create({ planned_days: 56, primary_metric: 'click_rate', placements: ['menu'] });
    await act(body.id, 'start');
    const orders: OrderRequest[] = [];
    const cartOf = (visitor: string) =>
      shop.call('GET', `/api/recommendations?placement=cart&cart=cola&visitor=${visitor}&consent=granted`);
    await inTurns(visitors(160), cartOf);
    for (const [n, { variation }] of (await askAll(visitors(160))).entries()) {
      if (variation === 'variant' && n % 8 > 0) continue;
      const at = new Date(TEST_NOW.getTime() + 60_000).toISOString();
      const lines = [{ item: 'cola', unit_price_minor: 200 }];
      orders.push({ id: `of ${n}`, visitor: `v${n}`, status: 'completed' as const, ordered_at: at, lines });
    }
    await sendOrders(test, shop.store, orders);
    await test.served.flush();
    atDay(8);
    await lookAtExperiments(test, shop.store.id);
    const { body: results } = await shop.call('GET', `/api/experiments/${body.id}/results`);
    const rows = new Map(results.comparisons.map((row: { metric: string }) => [row.metric, row]));
    expect(rows.get('checkout_completion')).toMatchObject({
      role: 'guardrail',
      guardrail: 'broken',
      control: { mean: 1 },
    });
    expect(rows.get('slow_answers')).toMatchObject({ role: 'guardrail', better: 'down' });
    expect(rows.get('error_rate')).toMatchObject({ guardrail: 'holds', control: { mean: 0 }, variant: { mean: 0 } });
  });

  it('does not start where everybody is in one arm, nor on a part of a layer that another test has', async () => {
    await openShop();
    for (const traffic_split of [0, 100]) {
      const { body } = await create({ traffic_split });
      const refused = await act(body.id, 'start');
      expectProblem(refused, 'experiment_state');
      expect(refused.body.detail).toContain('compares nothing');
    }
    const running = (await create()).body;
    await act(running.id, 'start');
    for (const split of [0, 100]) {
      const moved = await shop.call('PATCH', `/api/experiments/${running.id}`, { json: { traffic_split: split } });
      expectProblem(moved, 'experiment_state');
    }
    const inLayer = async (from: number, to: number) =>
      act((await create({ layer: { name: 'menu', from, to } })).body.id, 'start');
    expect((await inLayer(0, 0.5)).body.status).toBe('running');
    expect((await inLayer(0.5, 1)).body.status).toBe('running');
    const refused = await inLayer(0.4, 0.6);
    expectProblem(refused, 'experiment_state');
    expect(refused.body.detail).toContain('its part of the layer "menu" meets that of the test');
  });

  it('starts and looks at the others when one cannot be started', async () => {
    await openShop();
    const offers = await create({ start_date: '2026-03-02', variant_settings: { offer_percent: 20 } });
    const other = await create({ start_date: '2026-03-02' });
    await startDueExperiments(test, shop.store.id);
    const statusOf = async (id: number) => (await shop.call('GET', `/api/experiments/${id}`)).body.status;
    expect(await statusOf(offers.body.id)).toBe('draft');
    expect(await statusOf(other.body.id)).toBe('running');
  });

  it('starts by itself on a day from today to a year from now, and on no other', async () => {
    await openShop();
    for (const startDate of ['2026-03-01', '2027-03-04', '9999-12-31']) {
      const refused = await create({ start_date: startDate });
      expectProblem(refused, 'invalid_request');
      expect(refused.body.errors).toEqual([
        { pointer: '/start_date', message: 'expected a day from 2026-03-02 to 2027-03-03' },
      ]);
    }
    const { body } = await create({ start_date: '2027-03-03' });
    const moved = await shop.call('PATCH', `/api/experiments/${body.id}`, { json: { start_date: '2026-03-01' } });
    expectProblem(moved, 'invalid_request');
  });

  it('starts by itself on its day', async () => {
    await openShop();
    const { body } = await create({ start_date: '2026-03-05' });
    await startDueExperiments(test, shop.store.id);
    expect((await shop.call('GET', `/api/experiments/${body.id}`)).body.status).toBe('draft');
    atDay(3);
    await startDueExperiments(test, shop.store.id);
    expect((await shop.call('GET', `/api/experiments/${body.id}`)).body).toMatchObject({
      status: 'running',
      start_date: '2026-03-05',
    });
  });

  it('says how long it has to run, and lists itself', async () => {
    await openShop();
    const plan = (await shop.call('GET', '/api/experiments/plan?wanted_uplift=0.2')).body;
    expect(plan).toMatchObject({ days: 56, enough: false, variation: null });
    const { body } = await create();
    expect((await shop.call('GET', `/api/experiments/${body.id}/plan`)).body.wanted_uplift).toBe(0.1);
    expect((await shop.call('GET', '/api/experiments')).body.data.map(({ id }: { id: number }) => id)).toEqual([
      body.id,
    ]);
    for (let n = 0; n < 2; n++) await create();
    const first = (await shop.call('GET', '/api/experiments?limit=2&status=draft')).body;
    expect(first).toMatchObject({ has_more: true, data: [{ status: 'draft' }, { status: 'draft' }] });
    const rest = (await shop.call('GET', `/api/experiments?limit=2&cursor=${first.next_cursor}`)).body;
    expect(rest).toMatchObject({ has_more: false, next_cursor: null, data: [{ id: body.id }] });
    expectProblem(await create({ traffic_split: 101 }), 'invalid_request');
    expectProblem(await create({ variant_algorithm: 'magic' }), 'invalid_request');
  });
});

describe('the revisions of closed weeks', () => {
  it('come in pages, each once, the oldest first', async () => {
    await openShop();
    const told = ['2026-W09', '2026-W10', '2026-W09', '2026-W10', '2026-W10'];
    await test.context.database.forStore(shop.store.id, async (scope) => {
      for (const [n, isoWeek] of told.entries()) {
        const row = { isoWeek, method: 'test', methodVersion: 1, figures: { n }, computedAt: TEST_NOW };
        await appendHoldOutResult(scope, row);
      }
    });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path = `/api/experiments/holdout/revisions?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const { body } = await shop.call('GET', path);
      expect(body.data.length).toBeLessThanOrEqual(2);
      seen.push(...body.data.map(({ week, revision }: { week: string; revision: number }) => `${week} ${revision}`));
      cursor = body.next_cursor;
    }
    expect(seen).toEqual(['2026-W09 1', '2026-W09 2', '2026-W10 1', '2026-W10 2', '2026-W10 3']);
    expectProblem(await shop.call('GET', '/api/experiments/holdout/revisions?cursor=x'), 'invalid_request');
  });
});

describe('the rows of the hold-out', () => {
  it('leave as CSV', async () => {
    await openShop();
    const answer = await shop.call('GET', '/api/experiments/holdout/visitor-weeks');
    expect(answer.type).toBe('text/csv; charset=utf-8');
    expect(answer.body).toBe(
      'week,unit,arm,stratum,entered_at,revenue_minor,orders,items,attributed_minor,past_4_weeks_minor,unit_last_week\r\n',
    );
    for (const json of [{}, { share: 0.2, prove_it: true }]) {
      expectProblem(await shop.call('PUT', '/api/experiments/holdout', { json }), 'invalid_request');
    }
    for (const week of ['2026-W99', '2026-W00', 'now']) {
      const path = `/api/experiments/holdout/visitor-weeks?week=${week}`;
      expectProblem(await shop.call('GET', path), 'invalid_request');
    }
    expectProblem(await shop.call('GET', '/api/experiments/holdout', { key: shop.publishable }), 'forbidden');
  });
});
