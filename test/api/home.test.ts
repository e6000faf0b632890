import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Home, HomeCard } from '../../src/contract/home.ts';
import { addDays } from '../../src/engine/calendar/business-day.ts';
import { sumVisitorWeeks } from '../../src/engine/experiment/incremental/week-sums.ts';
import { settleAttribution } from '../../src/services/attribution/process-due.ts';
import { changeStore } from '../../src/services/catalog/stores.ts';
import { HOLD_OUT_METHOD } from '../../src/services/experiments/closed-weeks.ts';
import { refundOrder } from '../../src/services/orders/change-order.ts';
import { keepStoreRollups, settleRollups } from '../../src/services/rollups/settle-rollups.ts';
import { verifyRollups } from '../../src/services/rollups/verify-rollups.ts';
import { appendHoldOutResult } from '../../src/storage/queries/hold-out.ts';
import { type GivenAnswer, giveAnswer, sendPlaceEvent } from '../support/given-answers.ts';
import { recIdOf } from '../support/guest-events.ts';
import { expectProblem, type KeyedStore, openTestApp, sendOrders, type TestApp } from '../support/test-app.ts';

/** Wednesday; the clocks of New York went forward on Sunday the 8th. */
const NOW = new Date('2026-03-11T18:00:00Z');
const HOUR_MS = 3_600_000;
const MENU = ['burger', 'fries', 'cola', 'cake', '=1+1'] as const;

let test: TestApp;
let shop: KeyedStore;

beforeAll(async () => {
  test = await openTestApp();
  test.setClock(NOW);
  shop = await test.addStore('home', { time_zone: 'America/New_York' });
  const lines = MENU.map((name, n) => ({ item: name, name, unit_price_minor: 100 * (n + 1) }));
  await sendOrders(test, shop.store, [{ id: 'menu', test: true, lines }]);
  for (let n = 0; n < 60; n++) await visit(n);
  await refundOrder(test.context, shop.store, {
    externalId: 'order-2',
    refund: { id: 'r', line: 2, quantity: 1, amount_minor: 200 },
  });
  await settleAttribution(test, shop.store.id);
  await settleRollups(test.context, shop.store.id);
});
afterAll(() => test.close());

/** A guest sees two suggestions; some click, some add, most order. The last weeks go back to January. */
async function visit(n: number): Promise<void> {
  const at = new Date(NOW.getTime() - (n < 30 ? n * 5 : 150 + (n - 30) * 40) * HOUR_MS);
  const session = `s${n}`;
  const answer: GivenAnswer = {
    recId: recIdOf(n + 1),
    at,
    session,
    placement: n % 2 === 0 ? 'cart' : 'item',
    slots: [
      { item: 'fries', type: 'frequently-together', source: 'burger' },
      { item: MENU[2 + (n % 3)] ?? 'cola', type: n % 3 === 0 ? 'complement' : 'trending' },
    ],
  };
  test.setClock(new Date(at.getTime() + 10 * 60_000));
  await giveAnswer(test, shop.store, answer);
  const see = (type: 'impression' | 'click' | 'add', slot: number) =>
    sendPlaceEvent(test, shop.store, {
      answer,
      type,
      item: answer.slots[slot]?.item ?? '',
      at: new Date(at.getTime() + 1000 * (slot + 1)),
      n: n * 10 + slot * 3 + ['impression', 'click', 'add'].indexOf(type),
      session,
    });
  await see('impression', 0);
  if (n % 4 !== 3) await see('impression', 1);
  if (n % 2 === 0) await see('click', 0);
  if (n % 5 === 0) await see('add', 1);
  if (n % 7 !== 6) {
    const items = [
      'burger',
      'fries',
      ...(n % 5 === 0 ? [answer.slots[1]?.item ?? 'cola'] : []),
      ...(n % 3 ? ['cake'] : []),
    ];
    await sendOrders(test, shop.store, [
      {
        id: `order-${n}`,
        session,
        discount_minor: n % 6 === 0 ? 33 : 0,
        ordered_at: new Date(at.getTime() + 5 * 60_000).toISOString(),
        lines: [...new Set(items)].map((item) => ({ item, name: item, quantity: 1 + (n % 2), unit_price_minor: 200 })),
      },
    ]);
  }
  test.setClock(NOW);
}

async function home(days = 30): Promise<Home> {
  const answer = await shop.call('GET', `/api/home?days=${days}`);
  expect(answer.status).toBe(200);
  return answer.body;
}

const card = (page: Home, id: HomeCard['id']) => page.cards.find((one) => one.id === id) as HomeCard;

/** One row of SQL that knows nothing of the sums by day. */
async function ask<Row>(text: string): Promise<Row[]> {
  const { rows } = await test.context.database.forStore(shop.store.id, ({ tx }) => sql.raw<Row>(text).execute(tx));
  return rows;
}

/** The business day of an instant by PostgreSQL's own calendar: New York, cut-off at 04:00. */
const DAY = (column: string) => `((${column} AT TIME ZONE 'America/New_York') - interval '4 hours')::date`;

/** What the days from one to another hold, straight from orders, events and the ledger. */
async function recount(from: string, to: string) {
  const within = (column: string) => `${column} BETWEEN '${from}' AND '${to}'`;
  const places = `SELECT rec_id, item_id, min(${DAY('at')}) AS seen_on,
      min(${DAY('at')}) FILTER (WHERE type <> 'impression') AS clicked_on,
      min(${DAY('at')}) FILTER (WHERE type = 'add') AS added_on
    FROM event WHERE verified GROUP BY rec_id, item_id`;
  const [row] = await ask<Record<string, number>>(`
    SELECT
      (SELECT coalesce(sum(amount_minor), 0)::bigint FROM attribution_entry WHERE ${within('order_day')}) AS attributed,
      (SELECT count(*)::int FROM (SELECT FROM attribution_entry WHERE ${within('order_day')}
        GROUP BY rec_id, item_id HAVING sum(quantity) > 0) AS b) AS purchased,
      (SELECT count(*)::int FROM (${places}) AS p WHERE ${within('seen_on')}) AS seen,
      (SELECT count(*)::int FROM (${places}) AS p WHERE ${within('clicked_on')}) AS clicked,
      (SELECT count(*)::int FROM (${places}) AS p WHERE ${within('added_on')}) AS added,
      (SELECT count(*)::int FROM orders o JOIN order_version v ON v.order_id = o.id AND v.version = o.version
        WHERE NOT v.test AND v.status = 'completed' AND ${within(DAY('v.ordered_at'))}) AS orders,
      (SELECT coalesce(sum(l.quantity - l.refunded_quantity), 0)::float8 FROM orders o
        JOIN order_version v ON v.order_id = o.id AND v.version = o.version
        JOIN order_line l ON l.order_id = o.id AND l.version = o.version
        WHERE NOT v.test AND v.status = 'completed' AND ${within(DAY('v.ordered_at'))}) AS units,
      (SELECT coalesce(sum(net), 0)::bigint FROM (
        SELECT sum(l.quantity * l.unit_price_minor) - v.discount_minor - sum(l.refunded_minor) AS net FROM orders o
        JOIN order_version v ON v.order_id = o.id AND v.version = o.version
        JOIN order_line l ON l.order_id = o.id AND l.version = o.version
        WHERE NOT v.test AND v.status = 'completed' AND ${within(DAY('v.ordered_at'))}
        GROUP BY o.id, v.discount_minor) AS n) AS revenue`);
  return row as Record<
    'attributed' | 'purchased' | 'seen' | 'clicked' | 'added' | 'orders' | 'units' | 'revenue',
    number
  >;
}

const lines = (text: string) =>
  text
    .replace('\ufeff', '')
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));

describe('GET /api/home', () => {
  it('is about the last days, beside as many that begin on the same weekday', async () => {
    const { window, series, compared_series: compared } = await home(30);
    // 30 days end today; 35 days back is the fewest whole weeks that do not overlap them.
    expect(window).toEqual({
      days: 30,
      start: '2026-02-10',
      end: '2026-03-11',
      compared: { start: '2026-01-06', end: '2026-02-04' },
    });
    expect([series.length, compared.length]).toEqual([30, 30]);
    expect(series.filter((day) => day.is_today).map(({ day }) => day)).toEqual(['2026-03-11']);
    // The day of the change lasts from 04:00 on Saturday to 04:00 on Sunday, an hour less.
    const changed = series.filter((day) => day.clock_change);
    // At 2 in the morning of Sunday the 8th, which is Saturday's business day.
    expect(changed.map((day) => [day.day, day.clock_change_on])).toEqual([['2026-03-07', '2026-03-08']]);
  });

  it('says what orders, events and the ledger say, figure by figure', async () => {
    for (const days of [1, 7, 30, 90]) {
      const page = await home(days);
      const now = await recount(page.window.start, page.window.end);
      const before = await recount(page.window.compared.start, page.window.compared.end);
      expect(card(page, 'attributed_revenue')).toMatchObject({
        value: now.attributed,
        n: now.purchased,
        denominator: now.revenue,
        share_of_total: now.revenue === 0 ? null : now.attributed / now.revenue,
        previous: before.attributed,
      });
      expect(card(page, 'items_added')).toMatchObject({ value: now.added, n: now.seen, previous: before.added });
      expect(card(page, 'click_through_rate')).toMatchObject({
        value: now.seen === 0 ? null : now.clicked / now.seen,
        numerator: now.clicked,
        denominator: now.seen,
        n: now.seen,
      });
      expect(card(page, 'conversion_rate')).toMatchObject({
        value: now.clicked === 0 ? null : now.purchased / now.clicked,
        n: now.clicked,
        previous: before.clicked === 0 ? null : before.purchased / before.clicked,
      });
      expect(card(page, 'items_per_order')).toMatchObject({
        value: now.orders === 0 ? null : now.units / now.orders,
        n: now.orders,
      });
      // Revenue x 30 / days, "based on current rate".
      expect(card(page, 'monthly_impact').value).toBe(Math.round((now.attributed * 30) / days));
      const sum = (key: 'attributed_minor' | 'revenue_minor' | 'orders') =>
        page.series.reduce((total, day) => total + day[key], 0);
      expect([sum('attributed_minor'), sum('revenue_minor'), sum('orders')]).toEqual([
        now.attributed,
        now.revenue,
        now.orders,
      ]);
      for (const total of [page.types, page.top_items]) {
        expect(total.reduce((all, { revenue_minor: minor }) => all + minor, 0)).toBe(now.attributed);
        expect(total.reduce((all, { seen }) => all + seen, 0)).toBe(now.seen);
      }
    }
  });

  it('tells items, combinations and types apart as they were served', async () => {
    const page = await home(90);
    const credit = await ask<{ name: string; revenue_minor: number; conversions: number }>(`
      SELECT i.name, sum(amount_minor)::bigint AS revenue_minor, count(*) FILTER (WHERE bought)::int AS conversions FROM (
        SELECT rec_id, item_id, sum(amount_minor) AS amount_minor, sum(quantity) > 0 AS bought FROM attribution_entry
        GROUP BY rec_id, item_id) AS slot JOIN item i ON i.id = slot.item_id
      GROUP BY i.name ORDER BY 2 DESC, 1`);
    expect(
      page.top_items
        .filter(({ conversions }) => conversions > 0)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(credit.map(({ name }) => name).sort());
    for (const row of credit) expect(page.top_items).toContainEqual(expect.objectContaining(row));
    const [together] = await ask<{ orders: number }>(`
      SELECT count(DISTINCT l.order_id)::int AS orders FROM orders o JOIN order_version v ON v.order_id = o.id AND v.version = o.version
      JOIN order_line l ON l.order_id = o.id AND l.version = o.version JOIN item i ON i.id = l.item_id AND i.name = 'burger'
      JOIN order_line m ON m.order_id = o.id AND m.version = o.version JOIN item j ON j.id = m.item_id AND j.name = 'fries'
      WHERE NOT v.test AND l.refunded_quantity < l.quantity AND m.refunded_quantity < m.quantity`);
    const fries = page.types.find(({ type }) => type === 'frequently-together');
    expect(page.top_combinations[0]).toEqual({
      item_a: 'burger',
      name_a: 'burger',
      item_b: 'fries',
      name_b: 'fries',
      times_together: together?.orders,
      revenue_minor: fries?.revenue_minor,
    });
    expect(page.types.map(({ label }) => label).sort()).toEqual([
      'Bought Together',
      'Complete Your Meal',
      'Trending Now',
    ]);
  });

  it('reads weeks that are over as one, and a week that changes from its days again', async () => {
    const before = (await home(90)).top_combinations;
    await shop.call('PATCH', '/api/orders/order-1', { json: { rating: 5 } });
    expect((await keepStoreRollups(test.context, shop.store.id)).days).toBeGreaterThan(0);
    const kept = await ask<{ week: string }>('SELECT week FROM pair_week ORDER BY week');
    expect(kept.at(-1)?.week).toBe('2026-03-02');
    expect((await home(90)).top_combinations).toEqual(before);
    const status = (changed: string) => shop.call('PATCH', '/api/orders/order-40', { json: { status: changed } });
    await status('cancelled');
    const without = (await home(90)).top_combinations[0];
    expect(without?.times_together).toBe(Number(before[0]?.times_together) - 1);
    expect(await ask('SELECT week FROM pair_week')).toHaveLength(kept.length - 1);
    await status('completed');
    expect((await home(90)).top_combinations).toEqual(before);
    await keepStoreRollups(test.context, shop.store.id);
    await settleAttribution(test, shop.store.id);
    expect(await verifyRollups(test.context, shop.store.id)).toEqual([]);
  });

  it('gives the rows from which a person adds the figures up', async () => {
    const page = await home(90);
    const rows = async (figure: string) => {
      const answer = await shop.call('GET', `/api/home/rows.csv?figure=${figure}&days=90`);
      expect([answer.status, answer.type]).toEqual([200, 'text/csv; charset=utf-8']);
      return lines(answer.body);
    };
    const add = (table: string[][], column: number) => table.reduce((sum, row) => sum + Number(row[column]), 0);
    expect(add(await rows('attributed'), 7)).toBe(card(page, 'attributed_revenue').value);
    expect(card(page, 'attributed_revenue').how.rows).toBe('/api/home/rows.csv?figure=attributed&days=90');
    const sold = await rows('revenue');
    expect([add(sold, 7), add(sold, 5)]).toEqual([
      card(page, 'attributed_revenue').denominator,
      card(page, 'items_per_order').numerator,
    ]);
    const places = await rows('slots');
    expect([add(places, 5), add(places, 6), add(places, 7)]).toEqual([
      card(page, 'click_through_rate').denominator,
      card(page, 'click_through_rate').numerator,
      card(page, 'items_added').value,
    ]);
    const both = (await rows('combinations')).filter((row) => row[2] === 'burger' && row[4] === 'fries');
    expect(both.length).toBe(page.top_combinations[0]?.times_together);
    // What a spreadsheet would run is disarmed.
    expect(places.some((row) => row[2] === "'=1+1")).toBe(true);
    expect(places.some((row) => row[2] === '=1+1')).toBe(false);
  });

  it('tells no extra until it is measured, when that begins, and which sums are a rule of thumb', async () => {
    const page = await home(30);
    expect(card(page, 'attributed_revenue').value).toBeGreaterThan(0);
    expect(card(page, 'extra_revenue')).toMatchObject({
      value: null,
      interval: null,
      previous: null,
      badge: 'not_measured',
      reason: 'no_closed_week',
      n: 0,
    });
    expect(card(page, 'average_order_uplift')).toMatchObject({
      value: null,
      reason: 'no_closed_week',
      badge: 'not_measured',
    });
    expect(page.sentence.last_closed_week).toBeNull();
    expect(page.sentence.this_week).toMatchObject({ week: '2026-W11', badge: 'not_measured', status: 'estimated' });
    expect(page.sentence.this_week).toMatchObject({ extra_minor: null, interval_minor: null });
    expect(page.sentence.this_week.words).toMatch(/not measured yet\.$/);
    expect(page.first_weeks.targets.at(-1)).toMatchObject({ id: 'extra_per_week', value: null, met: null });
    expect(page.sentence.kappa).toMatchObject({ mean: 0.25, badge: 'not_measured' });
    const factors = page.do_next.flatMap(({ working }) => working);
    expect(factors.map(({ assumed }) => assumed)).toEqual(factors.map((_, place) => place % 4 === 3));
  });

  it('reads the hold-out once a week has closed, as its visitor-weeks say', async () => {
    await closeWeek('2026-W10');
    const page = await home(30);
    const [w] = await ask<Record<string, number>>(`
      SELECT count(*) FILTER (WHERE arm = 'shown')::float8 AS nt, count(*) FILTER (WHERE arm = 'held_out')::float8 AS nc,
        (avg(revenue_minor) FILTER (WHERE arm = 'shown'))::float8 AS mt,
        (avg(revenue_minor) FILTER (WHERE arm = 'held_out'))::float8 AS mc,
        (var_samp(revenue_minor) FILTER (WHERE arm = 'shown'))::float8 AS vt,
        (var_samp(revenue_minor) FILTER (WHERE arm = 'held_out'))::float8 AS vc,
        (avg(attributed_minor) FILTER (WHERE arm = 'shown'))::float8 AS a,
        (var_samp(attributed_minor) FILTER (WHERE arm = 'shown'))::float8 AS va,
        (covar_samp(revenue_minor, attributed_minor) FILTER (WHERE arm = 'shown'))::float8 AS cov,
        (sum(revenue_minor) FILTER (WHERE arm = 'shown') / sum(orders) FILTER (WHERE arm = 'shown'))::float8 AS at,
        (sum(revenue_minor) FILTER (WHERE arm = 'held_out') / sum(orders) FILTER (WHERE arm = 'held_out'))::float8 AS ac
      FROM visitor_week WHERE iso_week = '2026-W10'`);
    const { nt = 0, nc = 0, mt = 0, mc = 0, vt = 0, vc = 0, a = 0, va = 0, cov = 0, at = 0, ac = 1 } = w ?? {};
    const kappa = (mt - mc) / a;
    const variance = (vt / nt + vc / nc + (kappa ** 2 * va) / nt - (2 * kappa * cov) / nt) / a ** 2;
    const weight = 1 / 0.25 ** 2 + 1 / variance;
    const mean = (0.25 / 0.25 ** 2 + kappa / variance) / weight;
    const attributed = card(page, 'attributed_revenue').value ?? 0;
    expect(page.sentence.kappa.mean).toBeCloseTo(mean, 8);
    expect(page.sentence.kappa.standard_deviation).toBeCloseTo(Math.sqrt(1 / weight), 8);
    expect(card(page, 'extra_revenue')).toMatchObject({ badge: 'measured', reason: null, n: nt + nc });
    expect(card(page, 'extra_revenue').value).toBe(Math.round(attributed * mean));
    expect(card(page, 'average_order_uplift').value).toBeCloseTo(at / ac - 1, 8);
    const last = page.sentence.last_closed_week;
    expect(last).toMatchObject({ week: '2026-W10', closed: true, n: nt + nc });
    // What is attributed is of all guests, as a report of that week has it, not of the measured ones alone.
    const [ledger] = await ask<{ minor: number }>(`
      SELECT sum(amount_minor)::float8 AS minor FROM attribution_entry WHERE order_day BETWEEN '2026-03-02' AND '2026-03-08'`);
    expect(last?.attributed_minor).toBe(ledger?.minor);
    expect(ledger?.minor).not.toBe(nt * a);
    // B of one week: nT (mT - mC), with the safe standard error: the larger of Welch's and the pooled one.
    const b = nt * (mt - mc);
    const pooled = ((nt - 1) * vt + (nc - 1) * vc) / (nt + nc - 2);
    const error = nt * Math.sqrt(Math.max(vt / nt + vc / nc, pooled * (1 / nt + 1 / nc)));
    expect(last?.extra_minor).toBe(Math.round(b));
    expect(last?.interval_minor).toEqual([Math.round(b - 1.959963985 * error), Math.round(b + 1.959963985 * error)]);
  });

  it('says what is ready, what lacks, and at most three things to do with the call that does them', async () => {
    const page = await home(30);
    const pairs = page.readiness.find(({ type }) => type === 'frequently-together');
    expect(pairs).toMatchObject({ need: 25, of: 'orders_with_two_items' });
    expect(page.setup.steps.map(({ id, done }) => [id, done])).toEqual([
      ['menu', true],
      ['orders', true],
      ['key', true],
      ['script', true],
      ['first_credit', true],
    ]);
    expect(page.do_next.length).toBeLessThanOrEqual(3);
    for (const { apply, working, monthly_minor: money } of page.do_next) {
      if (money !== null) expect(Math.round(working.reduce((product, { value }) => product * value, 1))).toBe(money);
      if (apply === null) continue;
      const done = await shop.call(apply.method, apply.path, { json: apply.body });
      expect([200, 201]).toContain(done.status);
    }
  });

  it('refuses spans that are too long', async () => {
    for (const query of ['days=0', 'days=367', 'days=x']) {
      expectProblem(await shop.call('GET', `/api/home?${query}`), 'invalid_request');
    }
    expectProblem(await shop.call('GET', '/api/home/rows.csv?figure=gold'), 'invalid_request');
  });

  it('takes two days instead, against as many that begin on the same weekday', async () => {
    const today = (await home(1)).window.end;
    const [from, to] = [addDays(today, -11), addDays(today, -4)];
    const { body } = await shop.call('GET', `/api/home?from=${from}&to=${to}`);
    // 8 days are compared with those 14 days before.
    const compared = { start: addDays(from, -14), end: addDays(to, -14) };
    expect(body.window).toEqual({ days: 8, start: from, end: to, compared });
    const truth = await recount(from, to);
    expect(truth.attributed).toBeGreaterThan(0);
    expect(card(body, 'attributed_revenue')).toMatchObject({ value: truth.attributed, denominator: truth.revenue });
    expect(card(body, 'click_through_rate')).toMatchObject({ numerator: truth.clicked, denominator: truth.seen });
    const before = await recount(compared.start, compared.end);
    expect(card(body, 'attributed_revenue').previous).toBe(before.attributed);
    expect(body.series).toHaveLength(8);
    expect(body.series.some(({ is_today: isToday }: Home['series'][number]) => isToday)).toBe(false);
    const rows = `/api/home/rows.csv?figure=attributed&from=${from}&to=${to}`;
    expect(card(body, 'attributed_revenue').how.rows).toBe(rows);
    const file = String((await shop.call('GET', rows)).body)
      .trim()
      .split('\r\n')
      .slice(1);
    expect(file.every((line) => line.slice(0, 10) >= from && line.slice(0, 10) <= to)).toBe(true);
    // The first days of a store, far behind, are read beside them.
    expect(body.first_weeks).toEqual((await home(30)).first_weeks);
    // Without an end they go up to today.
    expect((await shop.call('GET', `/api/home?from=${addDays(today, -6)}`)).body.cards).toEqual(
      JSON.parse(JSON.stringify((await home(7)).cards).replaceAll('days=7', `from=${addDays(today, -6)}&to=${today}`)),
    );
  });

  it.each([
    ['from=2026-03-04&days=7', /not both/],
    ['to=2026-03-04', /first day beside to/],
    ['from=2026-03-04&to=2026-03-03', /expected 2026-03-04 or a later day/],
    ['from=2026-02-30', /expected a day such as/],
    ['from=2024-01-01&to=2025-06-01', /at most 366 days/],
    ['from=2024-01-01', /at most 366/],
    ['from=2099-01-01', /still to come/],
    ['from=2026-03-01&to=2099-01-01', /at most 366|still to come/],
  ])('says what is wrong with %s', async (query, told) => {
    const answer = await shop.call('GET', `/api/home?${query}`);
    expectProblem(answer, 'invalid_request');
    expect(JSON.stringify(answer.body)).toMatch(told);
  });

  it('an empty store gets an honest page and what to do first', async () => {
    const empty = await test.addStore('empty');
    const { body, status } = await empty.call('GET', '/api/home');
    expect(status).toBe(200);
    expect(body.cards.map((one: HomeCard) => [one.id, one.value, one.reason])).toEqual([
      ['extra_revenue', null, 'no_closed_week'],
      ['attributed_revenue', 0, null],
      ['items_added', 0, null],
      ['click_through_rate', null, 'nothing_seen'],
      ['conversion_rate', null, 'nothing_clicked'],
      ['average_order_uplift', null, 'no_closed_week'],
      ['items_per_order', null, 'no_orders'],
      ['monthly_impact', 0, null],
    ]);
    // The store was made on a Wednesday: nobody is held out before the next Monday.
    expect(body.sentence.hold_out).toEqual({
      on: true,
      share: 0,
      next_share: 0.1,
      begins: '2026-03-16',
      words: 'From Monday, 16 March 2026, 10 % of the visitors see no suggestions.',
    });
    expect(body.first_weeks).toMatchObject({ start: null, over: false });
    expect(body.do_next[0]).toMatchObject({ kind: 'import_orders', monthly_minor: null });
    expect(body.setup.complete).toBe(false);
    expect(body.readiness[0].words).toBe('25 more orders with two items.');
  });

  it('says of the hold-out what is in force, also in a week whose hold-out was ended', async () => {
    const ended = await test.addStore('ended');
    const hold = async (json: object) => (await ended.call('PUT', '/api/experiments/holdout', { json })).body.setting;
    const told = async () => (await ended.call('GET', '/api/home')).body.sentence.hold_out;
    await hold({ share: 0.5 });
    await ended.call('GET', '/api/recommendations?placement=menu&visitor=v1&consent=granted');
    expect(await told()).toMatchObject({ share: 0.5, next_share: 0.5, begins: null });
    // Who was drawn this week stays drawn: another share holds from next Monday.
    expect(await hold({ share: 0.2 })).toMatchObject({ share: 0.5, next_week_share: 0.2 });
    expect(await told()).toMatchObject({ share: 0.5, next_share: 0.2, begins: null });
    await hold({ share: 0, at_once: true });
    expect(await hold({ share: 0.1 })).toMatchObject({ share: 0, next_week_share: 0.1 });
    expect(await told()).toMatchObject({
      share: 0,
      next_share: 0.1,
      begins: '2026-03-16',
      words: 'From Monday, 16 March 2026, 10 % of the visitors see no suggestions.',
    });
  });
});

/** A closed week: 200 shown and 100 held out, none with a past. 1000 is the most that anybody spent, so nothing is capped. */
async function closeWeek(isoWeek: string): Promise<void> {
  const rows = Array.from({ length: 300 }, (_, n) => {
    const arm = n < 200 ? ('shown' as const) : ('held_out' as const);
    const orders = n % 5 < (arm === 'shown' ? 4 : 1) ? 1 : 0;
    const revenueMinor = orders * (n % 2 === 0 ? 1000 : 700);
    const attributedMinor = arm === 'shown' && orders === 1 && n % 3 === 0 ? 300 + (n % 7) * 10 : 0;
    return {
      unit: `v:${n}`,
      arm,
      stratum: 'visitor' as const,
      enteredMs: NOW.getTime(),
      revenueMinor,
      orders,
      itemsMilli: orders * 2000,
      attributedMinor,
      pastMinor: 0,
    };
  });
  await test.context.database.forStore(shop.store.id, async (scope) => {
    for (const row of rows) {
      await sql`INSERT INTO visitor_week (store_id, iso_week, unit, arm, stratum, entered_at, revenue_minor, orders, items,
        attributed_minor, past_minor) VALUES (${shop.store.id}, ${isoWeek}, ${row.unit}, ${row.arm}, 'visitor', ${NOW},
        ${row.revenueMinor}, ${row.orders}, ${row.itemsMilli / 1000}, ${row.attributedMinor}, 0)`.execute(scope.tx);
    }
    const figures = {
      share: 1 / 3,
      spoiled: false,
      capped: sumVisitorWeeks(rows, { capped: true }),
      uncapped: sumVisitorWeeks(rows, { capped: false }),
      sessions: sumVisitorWeeks(rows, { capped: false, stratum: 'session' }),
      attributedMinor: 0,
      orders: 0,
      matchedOrders: 0,
    };
    const { name: method, version: methodVersion } = HOLD_OUT_METHOD;
    await appendHoldOutResult(scope, { isoWeek, method, methodVersion, figures, computedAt: NOW });
  });
}

describe('GET /api/metrics', () => {
  it('has the fields of a period, which add up from days to weeks and to the ledger', async () => {
    const daily = (await shop.call('GET', '/api/metrics?from=2026-01-05&to=2026-03-15')).body.data;
    const weekly = (await shop.call('GET', '/api/metrics?period=weekly&from=2026-01-05&to=2026-03-15')).body.data;
    expect([daily.length, weekly.length]).toEqual([70, 10]);
    const add = (rows: Record<string, number>[], key: string) => rows.reduce((sum, row) => sum + Number(row[key]), 0);
    for (const key of ['total_impressions', 'total_clicks', 'total_conversions', 'total_revenue', 'baseline_revenue']) {
      expect(add(daily, key)).toBe(add(weekly, key));
    }
    const [ledger] = await ask<{ sum: number }>('SELECT sum(amount_minor)::bigint AS sum FROM attribution_entry');
    expect(add(weekly, 'revenue_from_recommendations')).toBe(ledger?.sum);
    expect(weekly.at(-2)).toMatchObject({ date: '2026-03-02', complete: true, visitors: 300 });
    expect(weekly.at(-2).average_order_lift).not.toBeNull();
    expect(daily.every((row: { average_order_lift: number | null }) => row.average_order_lift === null)).toBe(true);
    const monthly = (await shop.call('GET', '/api/metrics?period=monthly&from=2026-02-20&to=2026-02-21')).body.data;
    // A month is its days of the calendar, never made from weeks.
    const february = daily.filter(({ date }: { date: string }) => date.startsWith('2026-02'));
    expect(monthly).toHaveLength(1);
    expect(monthly[0]).toMatchObject({
      date: '2026-02-01',
      total_revenue: add(february, 'total_revenue'),
      total_impressions: add(february, 'total_impressions'),
    });
    expect(monthly[0].top_recommended_item).toMatchObject({ item: 'fries' });
  });

  it('refuses days that do not exist, that are the wrong way round, or too many', async () => {
    for (const query of ['from=2026-02-30', 'from=2026-03-02&to=2026-03-01', 'from=2020-01-01']) {
      expectProblem(await shop.call('GET', `/api/metrics?${query}`), 'invalid_request');
    }
  });

  it('follows a store to another zone', async () => {
    const before = (await shop.call('GET', '/api/metrics?from=2026-03-01')).body.data;
    await changeStore(test.context, shop.store.id, { time_zone: 'Asia/Tokyo' });
    const after = (await shop.call('GET', '/api/metrics?from=2026-03-01&to=2026-03-12')).body;
    expect(after.days_waiting).toBe(0);
    const [seen] = await ask<{ seen: number }>(`
      SELECT count(*)::int AS seen FROM (SELECT min(at) AS at FROM event WHERE verified GROUP BY rec_id, item_id) AS p
      WHERE ((at AT TIME ZONE 'Asia/Tokyo') - interval '4 hours')::date = '2026-03-10'`);
    const of = (rows: { date: string; total_impressions: number }[], day: string) =>
      rows.find(({ date }) => date === day)?.total_impressions;
    expect(of(after.data, '2026-03-10')).toBe(seen?.seen);
    expect(of(after.data, '2026-03-10')).not.toBe(of(before, '2026-03-10'));
  });
});
