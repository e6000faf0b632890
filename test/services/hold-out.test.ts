import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/contract/catalog.ts';
import { recommendationQuerySchema } from '../../src/contract/recommendation.ts';
import { checkSampleRatio } from '../../src/engine/experiment/validity/sample-ratio.ts';
import { changeHoldOut } from '../../src/services/experiments/change-hold-out.ts';
import { listRevisions, readHoldOut } from '../../src/services/experiments/read-hold-out.ts';
import { rebuildVisitorWeeks, settleVisitorWeeks } from '../../src/services/experiments/rebuild-weeks.ts';
import { exportVisitorWeeks } from '../../src/services/experiments/visitor-week-csv.ts';
import { readHome } from '../../src/services/home/read-home.ts';
import { patchOrder, refundOrder } from '../../src/services/orders/change-order.ts';
import { recommendItems } from '../../src/services/recommend/recommend.ts';
import type { Services } from '../../src/services/services.ts';
import { createRandom } from '../../src/simulation/random.ts';
import { connectClient } from '../../src/storage/database.ts';
import { makeStore, openTestServices, sendOrders, TEST_NOW, type TestServices } from '../support/test-app.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Monday of the week after the store was made: the first one with a hold-out. */
const FIRST_MONDAY = new Date('2026-03-09T12:00:00Z');

let services: TestServices;
let store: Store;
let stores = 0;

beforeAll(async () => {
  services = await openTestServices();
});
afterAll(() => services.close());

beforeEach(async () => {
  services.setClock(TEST_NOW);
  store = await makeStore(services, `hold-out-${++stores}`);
  await sendOrders(services, store, [
    {
      id: 'menu',
      test: true,
      lines: ['burger', 'cola', 'cake'].map((item) => ({ item, name: item, unit_price_minor: 500 })),
    },
  ]);
});

const later = (ms: number, from = FIRST_MONDAY) => new Date(from.getTime() + ms);

async function ask(guest: Record<string, string>, by: Services = services) {
  const query = recommendationQuerySchema.parse({ consent: 'granted', placement: 'menu', ...guest });
  return recommendItems(by, store.id, { query, options: { mayNameCustomer: true, log: true } });
}

const isHeldOut = async (guest: Record<string, string>, by?: Services) => (await ask(guest, by)).slots.length === 0;

/** Looks at a table behind the application's back. */
async function look(text: string): Promise<Record<string, unknown>[]> {
  await services.served.flush();
  const client = await connectClient(services.test.admin, 'pairwell test');
  return client.query(text).then(
    ({ rows }) => client.end().then(() => rows),
    (error) => client.end().then(() => Promise.reject(error)),
  );
}

describe('who is held out', () => {
  it('nobody in the week in which the store was made, a tenth from the next Monday', async () => {
    const visitors = Array.from({ length: 300 }, (_, n) => `v${n}`);
    for (const visitor of visitors.slice(0, 40)) expect(await isHeldOut({ visitor })).toBe(false);
    services.setClock(FIRST_MONDAY);
    let heldOut = 0;
    for (const visitor of visitors) if (await isHeldOut({ visitor })) heldOut++;
    expect(checkSampleRatio([300 - heldOut, heldOut], { weights: [0.9, 0.1] }).pValue).toBeGreaterThan(0.001);
    expect(heldOut).toBeGreaterThan(10);
  });

  it('the same for every process, drawn anew each week, and written down as a ghost', async () => {
    await changeHoldOut(services, store.id, { share: 0.5, at_once: false });
    const other = services.secondProcess();
    const visitors = Array.from({ length: 60 }, (_, n) => `v${n}`);
    const askAll = async (by?: Services) => {
      const drawn: boolean[] = [];
      for (const visitor of visitors) drawn.push(await isHeldOut({ visitor }, by));
      return drawn;
    };
    const first = await askAll();
    expect(await askAll(other)).toEqual(first);
    services.setClock(FIRST_MONDAY);
    const second = await askAll();
    const both = visitors.filter((_, n) => first[n] && second[n]).length;
    // Independent draws of a half: 15 of 60 expected, standard deviation 3.4.
    expect(both).toBeGreaterThan(4);
    expect(both).toBeLessThan(26);
    const held = visitors[first.indexOf(true)];
    const rows = await look(
      `SELECT holdout, ghost, jsonb_array_length(slots) AS slots, unit, draw_week, arms FROM served
       WHERE store_id = ${store.id} AND visitor = '${held}' AND draw_week = '2026-W10' LIMIT 1`,
    );
    const arms = { holdout: 'held_out' };
    expect(rows).toEqual([{ holdout: true, ghost: true, slots: 3, unit: `v:${held}`, draw_week: '2026-W10', arms }]);
  });

  it('never who names nobody, e-mail, or what is not written down', async () => {
    await changeHoldOut(services, store.id, { share: 0.5, at_once: false });
    const query = recommendationQuerySchema.parse({ consent: 'granted', visitor: 'v1' });
    for (let n = 0; n < 30; n++) {
      expect(await isHeldOut({})).toBe(false);
      expect(await isHeldOut({ customer: `c${n}` })).toBe(false);
      expect(await isHeldOut({ visitor: `v${n}`, placement: 'email' })).toBe(false);
      const quiet = { query: { ...query, visitor: `v${n}` }, options: { mayNameCustomer: true, log: false } };
      expect((await recommendItems(services, store.id, quiet)).slots).not.toEqual([]);
    }
  });

  it('nobody for good who works here: the staff are drawn as guests are, and in no week', async () => {
    await changeHoldOut(services, store.id, { share: 0.5, at_once: false });
    const staff = Array.from({ length: 10 }, (_, n) => ({ visitor: `w${n}`, session: `sw${n}`, staff: 'true' }));
    const drawn = await Promise.all(staff.map((guest) => isHeldOut(guest)));
    expect(new Set(drawn)).toEqual(new Set([true, false]));
    await ask({ visitor: 'v1', session: 's1' });
    await services.served.flush();
    services.setClock(later(10 * DAY_MS, TEST_NOW));
    await settleVisitorWeeks(services.context, store.id);
    const drawnNames = await look(`SELECT name FROM assignment WHERE store_id = ${store.id}`);
    expect(drawnNames).toEqual([{ name: 'v:v1' }]);
    const units = await look(`SELECT unit FROM visitor_week WHERE store_id = ${store.id}`);
    expect(units).toEqual([{ unit: 'v:v1' }]);
  });

  it('an answer that is held out has a rec_id and a token, and no slots', async () => {
    await changeHoldOut(services, store.id, { share: 0.5, at_once: false });
    for (let n = 0; ; n++) {
      const answer = await ask({ visitor: `v${n}` });
      if (answer.slots.length > 0) continue;
      expect(answer).toMatchObject({ slots: [], level: null, variation: 'control', experiment: null });
      expect(answer.token).toMatch(/^[\w-]{40,}$/);
      break;
    }
  });

  it('signing in during the week changes neither unit nor arm; the next week starts with the customer', async () => {
    await changeHoldOut(services, store.id, { share: 0.5, at_once: false });
    await sendOrders(services, store, [
      { id: 'known', customer: 'anna', test: true, lines: [{ item: 'cola', name: 'cola' }] },
    ]);
    const before = await isHeldOut({ visitor: 'phone' });
    expect(await isHeldOut({ visitor: 'phone', customer: 'anna' })).toBe(before);
    // The other device of the same customer follows.
    expect(await isHeldOut({ visitor: 'laptop', customer: 'anna' })).toBe(before);
    expect(await isHeldOut({ visitor: 'laptop' }, services.secondProcess())).toBe(before);
    services.setClock(FIRST_MONDAY);
    await ask({ visitor: 'phone', customer: 'anna' });
    const units = await look(
      `SELECT DISTINCT draw_week, left(unit, 2) AS kind FROM served WHERE store_id = ${store.id} ORDER BY 1, 2`,
    );
    expect(units).toEqual([
      { draw_week: '2026-W10', kind: 'v:' },
      { draw_week: '2026-W11', kind: 'c:' },
    ]);
  });

  it('a visit over the turn of the week keeps its arm, also in another process', async () => {
    await changeHoldOut(services, store.id, { share: 0.5, at_once: false });
    // The business week turns at 04:00 on Monday.
    const sessions = Array.from({ length: 30 }, (_, n) => ({ visitor: `v${n}`, session: `s${n}` }));
    services.setClock(new Date('2026-03-09T03:50:00Z'));
    const before = await Promise.all(sessions.map((guest) => isHeldOut(guest)));
    await services.served.flush();
    services.setClock(new Date('2026-03-09T04:10:00Z'));
    expect(await Promise.all(sessions.map((guest) => isHeldOut(guest, services.secondProcess())))).toEqual(before);
    const fresh = await Promise.all(sessions.map(({ visitor }) => isHeldOut({ visitor, session: `new ${visitor}` })));
    expect(fresh).not.toEqual(before);
  });

  it('less from now spoils the week, and nobody is held out any more', async () => {
    await changeHoldOut(services, store.id, { share: 0.5, at_once: false });
    const visitors = Array.from({ length: 20 }, (_, n) => `v${n}`);
    const held = (await Promise.all(visitors.map((visitor) => isHeldOut({ visitor })))).filter(Boolean);
    expect(held.length).toBeGreaterThan(0);
    await changeHoldOut(services, store.id, { share: 0.1, at_once: false });
    expect((await readHoldOut(services, store.id)).setting).toMatchObject({ share: 0.5, next_week_share: 0.1 });
    const home = async () => (await readHome(services, store.id, { days: 7 })).sentence.hold_out;
    expect(await home()).toMatchObject({ share: 0.5, next_share: 0.1, begins: null });
    await changeHoldOut(services, store.id, { share: 0, at_once: true });
    for (const visitor of visitors) expect(await isHeldOut({ visitor })).toBe(false);
    expect((await readHoldOut(services, store.id)).weeks[0]).toMatchObject({ week: '2026-W10', spoiled: true });
    expect(await home()).toMatchObject({ on: false, share: 0, next_share: 0 });
    // The usual tenth again, but not in the week that was ended.
    await changeHoldOut(services, store.id, { share: 0.1, at_once: false });
    expect((await readHoldOut(services, store.id)).setting).toMatchObject({ share: 0, next_week_share: 0.1 });
    expect(await home()).toMatchObject({ on: true, share: 0, next_share: 0.1, begins: '2026-03-09' });
  });

  it('"Prove it" holds out by the orders a day, from now', async () => {
    await changeHoldOut(services, store.id, { prove_it: true, at_once: false });
    const { setting } = await readHoldOut(services, store.id);
    expect(setting).toMatchObject({
      share: 0.5,
      next_week_share: 0.5,
      // Half for 8 weeks: W10 to W17.
      prove_it: { from: '2026-W10', tier: 'under-50', share: 0.5, until: '2026-W17', then_share: 0.2 },
    });
  });
});

describe('what the weeks say', () => {
  /** A week of 40 visitors, half held out; the shown of even numbers order for 12.00, the held out for 10.00. */
  async function sellWeek(prefix = 'v'): Promise<{ shown: string[]; held: string[] }> {
    await changeHoldOut(services, store.id, { share: 0.5, at_once: false });
    const [shown, held]: [string[], string[]] = [[], []];
    for (let n = 0; n < 40; n++) {
      const visitor = `${prefix}${n}`;
      const group = (await isHeldOut({ visitor })) ? held : shown;
      group.push(visitor);
    }
    await services.served.flush();
    services.setClock(later(HOUR_MS, TEST_NOW));
    await sendOrders(services, store, [
      ...shown.map((visitor) => orderOf(visitor, 1200)),
      ...held.map((visitor) => orderOf(visitor, 1000)),
    ]);
    return { shown, held };
  }

  const cancel = (externalId: string) =>
    patchOrder(services.context, store, { externalId, patch: { status: 'cancelled' } });

  const orderOf = (visitor: string, price: number) => ({
    id: `order of ${visitor}`,
    visitor,
    status: 'completed' as const,
    ordered_at: later(30 * 60_000, TEST_NOW).toISOString(),
    lines: [{ item: 'burger', quantity: 1, unit_price_minor: price }],
  });

  it('a closed week: attributed, incremental, coverage; late orders and refunds make a revision and keep the old one', async () => {
    const { shown, held } = await sellWeek();
    expect((await readHoldOut(services, store.id)).badge).toBe('not measured');
    // Sunday night ends at 04:00 on Monday; a day later the week is closed.
    services.setClock(new Date('2026-03-10T04:00:00Z'));
    const figures = await readHoldOut(services, store.id);
    // 40 visitors are too few to tell anything.
    expect(figures).toMatchObject({ badge: 'not measured', pooled: null });
    expect(figures.incremental?.estimate_minor).toBeCloseTo(200 * shown.length, 6);
    expect(figures.coverage).toMatchObject({ orders: 40, matched: 40, share: 1 });
    const [week] = figures.weeks.filter((one) => one.week === '2026-W10');
    expect(week).toMatchObject({
      closed: true,
      revision: 1,
      shown: { units: shown.length, orders: shown.length, revenue_minor: 1200 * shown.length },
      held_out: { units: held.length, orders: held.length, revenue_minor: 1000 * held.length },
    });
    expect(await settleVisitorWeeks(services.context, store.id)).toMatchObject({ revisions: 0 });
    // A late order of a shown visitor, and a refund of a held-out one.
    await sendOrders(services, store, [{ ...orderOf(String(shown[0]), 300), id: 'late' }]);
    const refund = { id: 'back', line: 1, quantity: 1, amount_minor: 1000 };
    await refundOrder(services.context, store, { externalId: `order of ${held[0]}`, refund });
    const restated = await readHoldOut(services, store.id);
    expect(restated.weeks.find((one) => one.week === '2026-W10')).toMatchObject({
      revision: 2,
      shown: { orders: shown.length + 1, revenue_minor: 1200 * shown.length + 300 },
      held_out: { revenue_minor: 1000 * (held.length - 1) },
    });
    const { data } = await listRevisions(services, store.id, { limit: 1000 });
    expect(data.map(({ week: name, revision }) => [name, revision])).toEqual([
      ['2026-W10', 1],
      ['2026-W10', 2],
    ]);
    expect(await rebuildVisitorWeeks(services.context, store.id)).toMatchObject({ revisions: 0 });
  });

  it('every figure can be added up from the CSV', async () => {
    const { shown } = await sellWeek();
    services.setClock(new Date('2026-03-10T04:00:00Z'));
    const figures = await readHoldOut(services, store.id);
    let text = '';
    for await (const part of exportVisitorWeeks(services.context, store.id, { isoWeek: '2026-W10' })) text += part;
    const [head = '', ...lines] = text.trim().split('\r\n');
    const rows = lines.map((row) => Object.fromEntries(row.split(',').map((cell, n) => [head.split(',')[n], cell])));
    const meanOf = (arm: string) => {
      const values = rows.filter((row) => row.arm === arm).map((row) => Number(row.revenue_minor));
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    expect(rows).toHaveLength(40);
    expect(shown.length * (meanOf('shown') - meanOf('held_out'))).toBeCloseTo(
      figures.incremental_uncapped?.estimate_minor ?? 0,
      6,
    );
  });

  it('a week in which clocks change has its 167 hours', async () => {
    store = await makeStore(services, `dst-${stores}`, { time_zone: 'Europe/Berlin' });
    await sendOrders(services, store, [{ id: 'menu', test: true, lines: [{ item: 'burger', name: 'burger' }] }]);
    // Clocks go forward on Sunday 29 March: the week from Monday 23 March 04:00 (03:00 UTC) to Monday 30 March 04:00 (02:00 UTC).
    services.setClock(new Date('2026-03-23T03:30:00Z'));
    await changeHoldOut(services, store.id, { share: 0.5, at_once: false });
    await ask({ visitor: 'early' });
    await services.served.flush();
    const at = (id: string, time: string) => ({ ...orderOf('early', 700), id, ordered_at: time });
    services.setClock(new Date('2026-03-31T12:00:00Z'));
    await sendOrders(services, store, [at('last', '2026-03-30T01:59:59Z'), at('next', '2026-03-30T02:00:00Z')]);
    const { weeks } = await readHoldOut(services, store.id);
    const week = weeks.find((one) => one.week === '2026-W13');
    expect(Number(week?.shown.revenue_minor) + Number(week?.held_out.revenue_minor)).toBe(700);
  });

  it('however late and in whatever order things come in, incremental is rebuilt', async () => {
    const random = createRandom(20261121, 'late orders');
    await sellWeek();
    for (let n = 0; n < 12; n++) {
      services.setClock(later(n * 9 * HOUR_MS + Math.floor(random() * HOUR_MS), TEST_NOW));
      const visitor = `v${Math.floor(random() * 40)}`;
      const ordered = later(Math.floor(random() * n) * 9 * HOUR_MS - DAY_MS, TEST_NOW);
      await sendOrders(services, store, [
        { ...orderOf(visitor, 100 + n), id: `shuffled ${Math.floor(random() * 8)}`, ordered_at: ordered.toISOString() },
      ]);
      if (random() < 0.3) await cancel(`order of ${visitor}`);
      if (random() < 0.5) await settleVisitorWeeks(services.context, store.id);
    }
    services.setClock(later(20 * DAY_MS, TEST_NOW));
    await settleVisitorWeeks(services.context, store.id);
    const rows = () => look(`SELECT * FROM visitor_week WHERE store_id = ${store.id} ORDER BY iso_week, unit`);
    const incremental = await rows();
    expect(incremental.length).toBeGreaterThan(30);
    expect(await rebuildVisitorWeeks(services.context, store.id)).toMatchObject({ revisions: 0 });
    expect(await rows()).toEqual(incremental);
  });
});
