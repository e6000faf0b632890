import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/contract/catalog.ts';
import { recommendationQuerySchema } from '../../src/contract/recommendation.ts';
import { estimateImpact } from '../../src/services/customers/impact.ts';
import { describeEstimates, keepEstimates, makeDueEstimate } from '../../src/services/experiments/revenue-estimates.ts';
import { recommendItems } from '../../src/services/recommend/recommend.ts';
import { insertEstimate } from '../../src/storage/queries/revenue-estimates.ts';
import { closeWeek } from '../support/closed-week.ts';
import { makeStore, openTestServices, sendOrders, type TestServices } from '../support/test-app.ts';

const NOW = new Date('2026-03-12T12:00:00Z');
const DAY_MS = 86_400_000;

let services: TestServices;
let store: Store;
let stores = 0;

beforeAll(async () => {
  services = await openTestServices();
});
afterAll(() => services.close());

/** Four customers: two came back within the last 30 days, one did not, one is new. */
beforeEach(async () => {
  services.setClock(NOW);
  store = await makeStore(services, `estimates-${++stores}`);
  const order = (id: string, customer: string, daysAgo: number) => ({
    ...{ id, customer, status: 'completed' as const },
    ordered_at: new Date(NOW.getTime() - daysAgo * DAY_MS).toISOString(),
    lines: [{ item: 'cake', name: 'cake', unit_price_minor: 500 }],
  });
  await sendOrders(services, store, [
    ...[order('1', 'anna', 60), order('2', 'anna', 5), order('3', 'ben', 90), order('4', 'ben', 20)],
    ...[order('5', 'cleo', 70), order('6', 'dora', 3)],
  ]);
});

const estimates = (months = 24) => describeEstimates(services, store.id, { months });

/** `amount` attributed to an order of a day. */
async function attribute(day: string, amountMinor: number): Promise<void> {
  await services.context.database.forStore(store.id, ({ tx }) =>
    sql`INSERT INTO attribution_entry (store_id, order_id, line_no, item_id, rec_id, position, event_id, kind, quantity,
        amount_minor, order_day, booked_at)
      VALUES (${store.id}, 1, 1, 1, gen_random_uuid(), 1, gen_random_uuid(), 'sale', 1, ${amountMinor}, ${day}, ${NOW})`.execute(
      tx,
    ),
  );
}

describe('the estimate', () => {
  it('stands beside the rule of thumb, with what it rests on', async () => {
    const { current, heuristic_15pct_ltv_minor, months, calibration, sentences } = await estimates();
    // 6 orders of 5.00, 15 %.
    expect(heuristic_15pct_ltv_minor).toBe(450);
    // Three were known 30 days ago, two came back: (2 + 1) / (3 + 2); nobody is known to have been shown anything.
    expect(current).toMatchObject({
      reach: 0.6,
      kappa: 0.25,
      badge: 'not measured',
      calibration: null,
      profit_minor: null,
    });
    expect(current?.estimate_minor).toBe(Math.round(0.25 * (current?.attributable_minor ?? 0)));
    expect(current?.interval_minor[0]).toBeLessThan(current?.estimate_minor ?? 0);
    expect([months, calibration]).toEqual([[], null]);
    expect(sentences.at(-1)).toBe('Rule of thumb, not measured: 15 % of what customers have brought is €5.');
    const impact = await estimateImpact(services, store.id);
    expect(impact).toMatchObject({ method: 'heuristic_15pct_ltv', method_label: 'rule of thumb, not measured' });
    expect(impact.measured).toMatchObject({
      label: 'not measured',
      estimated_revenue_lift: (current?.estimate_minor ?? 0) / 100,
    });
  });

  it('reaches those who come and are shown something, once anybody known was', async () => {
    const query = recommendationQuerySchema.parse({
      placement: 'menu',
      visitor: 'phone',
      customer: 'ben',
      consent: 'granted',
    });
    await recommendItems(services, store.id, { query, options: { mayNameCustomer: true, log: true } });
    await services.served.flush();
    // Of anna, ben and dora, who came, ben was shown something: .6 x 1 / 3.
    expect((await estimates()).current?.reach).toBeCloseTo(0.2, 9);
  });

  it('takes kappa from the store’s own hold-out once that says something', async () => {
    // 200 more of 120 attributed a visitor: kappa is 1.67 by itself.
    await closeWeek(services, store.id, { isoWeek: '2026-W09', mean: 1200, units: 4000 });
    const { current } = await estimates();
    expect(current?.badge).toBe('measured here');
    expect(current?.kappa).toBeGreaterThan(1.4);
  });

  it('is made on the last day of a month, once, and never changes', async () => {
    expect(await makeDueEstimate(services, store.id)).toBeNull();
    services.setClock(new Date('2026-03-31T12:00:00Z'));
    await keepEstimates(services);
    expect(await makeDueEstimate(services, store.id)).toBeNull();
    const { months } = await estimates();
    expect(months).toMatchObject([{ month: '2026-04', method_version: 1, status: 'open', measured_minor: null }]);
    expect(months[0]?.sentence).toContain('the month is not closed');
    // A night that was missed is made up for until the third.
    services.setClock(new Date('2026-05-03T12:00:00Z'));
    expect(await makeDueEstimate(services, store.id)).toBe('2026-05-01');
    services.setClock(new Date('2026-06-04T12:00:00Z'));
    expect(await makeDueEstimate(services, store.id)).toBeNull();
    const change = services.context.database.forStore(store.id, ({ tx }) =>
      tx.updateTable('revenue_estimate').set({ method: 'another' }).execute(),
    );
    await expect(change).rejects.toThrow('permission denied');
  });

  it('a store without customers has none', async () => {
    const empty = await makeStore(services, `empty-${stores}`);
    services.setClock(new Date('2026-03-31T12:00:00Z'));
    expect(await makeDueEstimate(services, empty.id)).toBeNull();
    expect((await describeEstimates(services, empty.id, { months: 24 })).current).toBeNull();
  });
});

describe('the scoreboard', () => {
  const MONTHS: readonly [month: string, week: string][] = [
    ['2025-10-01', '2025-W42'],
    ['2025-11-01', '2025-W46'],
    ['2025-12-01', '2025-W50'],
    ['2026-01-01', '2026-W03'],
    ['2026-02-01', '2026-W07'],
  ];

  /** Months of 20.00 attributed, of which 10.00 had been expected to be extra, at a measured kappa of 50 / 105. */
  async function play(months: typeof MONTHS): Promise<void> {
    for (const [month, isoWeek] of months) {
      await closeWeek(services, store.id, { isoWeek, mean: 1050, units: 400 });
      await attribute(`${month.slice(0, 8)}10`, 1500);
      await attribute(`${month.slice(0, 8)}28`, 500);
      const figures = {
        ...(await estimates()).current,
        uncalibrated_minor: 1000,
        estimate_minor: 1000,
        interval_minor: [0, 2000],
      };
      await services.context.database.forStore(store.id, (scope) =>
        insertEstimate(scope, { month, method: 'by hand', methodVersion: 1, figures, madeAt: NOW }),
      );
    }
  }

  it('holds each month against what was measured: its ledger times its own kappa', async () => {
    await play(MONTHS.slice(0, 4));
    await attribute('2025-11-01', 7);
    const { months, calibration } = await estimates();
    // D = 50, a = 105: kappa = .476190; 2,000 x .476190 = 952.
    expect(months.map(({ month, measured_minor }) => [month, measured_minor])).toEqual([
      ['2026-01', 952],
      ['2025-12', 952],
      ['2025-11', 956],
      ['2025-10', 952],
    ]);
    expect(months[0]).toMatchObject({ status: 'measured', attributed_minor: 2000, ratio: expect.closeTo(0.952381, 6) });
    expect(months[0]?.sentence).toMatch(/^2026-01: €10 extra expected \(€0 to €20\); €10 measured/);
    expect(calibration).toBeNull();
    expect((await estimates(2)).months).toHaveLength(2);
  });

  it('corrects by them from the fifth closed month on', async () => {
    await play(MONTHS);
    const { calibration, current } = await estimates();
    expect(calibration).toEqual({ ratio: expect.closeTo(0.952381, 6), months: 5 });
    expect(current?.estimate_minor).toBe(Math.round((current?.uncalibrated_minor ?? 0) * 0.952381));
  });

  it('a month in which nobody was held out says so, and corrects nothing', async () => {
    await play(MONTHS.slice(0, 1));
    await attribute('2025-12-05', 900);
    await services.context.database.forStore(store.id, (scope) =>
      insertEstimate(scope, {
        ...{ month: '2025-12-01', method: 'by hand', methodVersion: 1, madeAt: NOW },
        figures: { uncalibrated_minor: 100, estimate_minor: 100, interval_minor: [0, 1] },
      }),
    );
    expect((await estimates()).months[0]).toMatchObject({
      ...{ month: '2025-12', status: 'not measured', attributed_minor: 900, measured_minor: null, ratio: null },
    });
  });
});
