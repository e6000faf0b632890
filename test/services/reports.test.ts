import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/contract/catalog.ts';
import { changeStore } from '../../src/services/catalog/stores.ts';
import { listReports } from '../../src/services/reports/list-reports.ts';
import { makeReport } from '../../src/services/reports/make-report.ts';
import { rebuildRollups } from '../../src/services/rollups/settle-rollups.ts';
import { closeWeek } from '../support/closed-week.ts';
import { type GuestEvent, recordEvents } from '../support/guest-events.ts';
import { makeStore, openTestServices, sendOrders, type TestServices } from '../support/test-app.ts';

/** Clocks in Berlin go from 2:00 to 3:00 on Sunday, 29 March 2026; business days turn at 4:00. */
const AFTER = new Date('2026-03-31T10:00:00Z');

let services: TestServices;
let store: Store;

beforeAll(async () => {
  services = await openTestServices();
  services.setClock(AFTER);
  const made = await makeStore(services, 'berlin', { time_zone: 'Europe/Berlin' });
  store = await changeStore(services.context, made.id, { name: 'Zur Uhr', locale: 'de-DE' });
  const burger = { item: 'burger', name: 'Burger', quantity: 1, unit_price_minor: 1000 };
  const fries = { item: 'fries', name: 'Pommes', quantity: 2, unit_price_minor: 350 };
  await sendOrders(services, store, [
    { id: 'before', ordered_at: '2026-03-18T12:00:00Z', lines: [burger] },
    { id: 'monday', session: 's1', ordered_at: '2026-03-23T12:00:00Z', lines: [burger, fries] },
    { id: 'night', ordered_at: '2026-03-30T01:30:00Z', lines: [burger, fries] },
    { id: 'morning', ordered_at: '2026-03-30T02:30:00Z', lines: [burger] },
    { id: 'called-off', status: 'cancelled', ordered_at: '2026-03-24T12:00:00Z', lines: [burger] },
  ]);
  const at = new Date('2026-03-23T11:50:00Z');
  const event = (n: number, type: GuestEvent['type'], item: string): GuestEvent => ({ n, type, item, at });
  await recordEvents(services.context, store, [
    event(1, 'impression', 'fries'),
    event(2, 'click', 'fries'),
    event(3, 'impression', 'burger'),
  ]);
  await rebuildRollups(services.context, store.id);
});
afterAll(() => services.close());

const weekOf = (day: string) => makeReport(services, store, { kind: 'weekly', day });

describe('the report of a week of 167 hours', () => {
  it('holds what was sold until four in the morning after it, and nothing later', async () => {
    const report = await weekOf('2026-03-29');
    expect(report).toMatchObject({
      ...{
        kind: 'weekly',
        name: '2026-W13',
        first_day: '2026-03-23',
        last_day: '2026-03-29',
        closed_at: '2026-03-31T02:00:00.000Z',
      },
      // Two orders of 10.00 + 2 x 3.50.
      figures: { orders: 2, revenue_minor: 3400, items: 6, average_order_minor: 1700, items_per_order: 3 },
      before: { orders: 1, revenue_minor: 1000 },
    });
    expect(report.days.filter(({ revenue_minor }) => revenue_minor > 0)).toEqual([
      { day: '2026-03-23', revenue_minor: 1700, attributed_minor: report.figures.attributed_minor },
      { day: '2026-03-29', revenue_minor: 1700, attributed_minor: 0 },
    ]);
    expect(report.days).toHaveLength(7);
    expect(report.top_combinations).toEqual([
      { name_a: 'Burger', name_b: 'Pommes', times_together: 2, revenue_minor: expect.any(Number) },
    ]);
    expect((await weekOf('2026-03-23')).figures).toEqual(report.figures);
  });

  it('tells what was seen, clicked and bought from it', async () => {
    const { figures, top_items } = await weekOf('2026-03-23');
    // Both units of the fries, 2 x 3.50, after one of two places that were seen was clicked.
    expect(figures).toMatchObject({ impressions: 2, clicks: 1, conversions: 1, attributed_minor: 700 });
    expect([figures.click_rate, figures.conversion_rate]).toEqual([0.5, 1]);
    expect(figures.attributed_share).toBeCloseTo(700 / 3400, 12);
    expect(top_items).toEqual([{ name: 'Pommes', conversions: 1, revenue_minor: 700 }]);
  });

  it('says what is extra by the hold-out of that week alone', async () => {
    expect((await weekOf('2026-03-23')).extra).toMatchObject({ state: 'not_measured', estimate_minor: null });
    // 200 visitors in each arm, 11.00 against 10.00 with a deviation of 4.00: 200 x 1.00 extra, SE 200 x 4 x sqrt(2/200) = 80.
    await closeWeek(services, store.id, { isoWeek: '2026-W13', mean: 1100, units: 200 });
    await closeWeek(services, store.id, { isoWeek: '2026-W12', mean: 2000, units: 200 });
    const { extra } = await weekOf('2026-03-23');
    expect(extra).toMatchObject({ state: 'more', estimate_minor: 20_000, visitor_weeks: 400 });
    expect(extra.interval_minor?.[0]).toBeGreaterThan(20_000 - 1.97 * 8040);
    expect(extra.interval_minor?.[0]).toBeLessThan(20_000 - 1.95 * 7960);
    services.setClock(new Date('2026-04-02T10:00:00Z'));
    const month = await makeReport(services, store, { kind: 'monthly', day: '2026-03-05' });
    services.setClock(AFTER);
    expect(month).toMatchObject({ first_day: '2026-03-01', last_day: '2026-03-31', figures: { orders: 4 } });
    expect(month.extra.state).toBe('estimated');
    // Of 7.00 attributed that month no more than all of it, and a bit for the width of the interval.
    expect(Math.abs(month.extra.estimate_minor ?? 0)).toBeLessThan(7000);
  });
});

describe('what is not closed', () => {
  it.each(['2026-03-30', '2026-03-31', '2027-01-01'])('has no report: the week of %s', async (day) => {
    await expect(weekOf(day)).rejects.toMatchObject({ code: 'unknown_report' });
  });

  it('stands in no list, and what is closed does, the newest first, a page at a time', async () => {
    const list = (query: { cursor?: string; limit?: number; period?: 'weekly' | 'monthly' }) =>
      listReports(services, store, { period: 'weekly', limit: 12, ...query });
    const all = await list({});
    expect(
      all.data.map(({ first_day, orders, revenue_minor, attributed_minor }) => [
        first_day,
        orders,
        revenue_minor,
        attributed_minor,
      ]),
    ).toEqual([
      ['2026-03-23', 2, 3400, 700],
      ['2026-03-16', 1, 1000, 0],
    ]);
    expect(all).toMatchObject({ next_cursor: null, has_more: false });
    const first = await list({ limit: 1 });
    expect([first.data.length, first.next_cursor, first.has_more]).toEqual([1, '2026-03-23', true]);
    const second = await list({ limit: 1, cursor: '2026-03-23' });
    expect([second.data[0]?.first_day, second.has_more]).toEqual(['2026-03-16', false]);
    expect((await list({ period: 'monthly' })).data).toEqual([]);
  });

  it('a store without a sale has an empty list, and a report of zeros', async () => {
    const empty = await makeStore(services, 'empty');
    expect((await listReports(services, empty, { period: 'weekly', limit: 12 })).data).toEqual([]);
    const report = await makeReport(services, empty, { kind: 'weekly', day: '2026-03-16' });
    expect(report.figures).toMatchObject({ orders: 0, revenue_minor: 0, average_order_minor: null, click_rate: null });
    expect(report.days).toHaveLength(7);
  });
});
