import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/contract/catalog.ts';
import type { HoldOut } from '../../src/contract/hold-out.ts';
import type { OrderRequest } from '../../src/contract/order.ts';
import { recommendationQuerySchema } from '../../src/contract/recommendation.ts';
import { assignUnit, holdOutSalt } from '../../src/engine/experiment/assignment/assign-unit.ts';
import { COMMAND_LINE } from '../../src/services/accounts/caller.ts';
import { eraseCustomer } from '../../src/services/customers/erase-customer.ts';
import { changeHoldOut } from '../../src/services/experiments/change-hold-out.ts';
import type { WeekFigures } from '../../src/services/experiments/closed-weeks.ts';
import { listRevisions, readHoldOut } from '../../src/services/experiments/read-hold-out.ts';
import { rebuildVisitorWeeks, settleVisitorWeeks } from '../../src/services/experiments/rebuild-weeks.ts';
import { storeWeekAt } from '../../src/services/experiments/store-week.ts';
import { hashUnit } from '../../src/services/experiments/unit-hash.ts';
import { exportVisitorWeeks } from '../../src/services/experiments/visitor-week-csv.ts';
import { refundOrder } from '../../src/services/orders/change-order.ts';
import { recommendItems } from '../../src/services/recommend/recommend.ts';
import { makeStore, openTestServices, sendOrders, TEST_NOW, type TestServices } from '../support/test-app.ts';

/** The week of TEST_NOW, Monday 2 March 2026 noon, is closed on Tuesday 10 March at 04:00; the next one a week later. */
const CLOSED = new Date('2026-03-10T04:00:00Z');
const NEXT_CLOSED = new Date('2026-03-17T04:00:00Z');

let services: TestServices;
let store: Store;
let stores = 0;

beforeAll(async () => {
  services = await openTestServices();
});
afterAll(() => services.close());
beforeEach(() => openStore());

/** A store of which half is held out from this Monday on. */
async function openStore(timeZone = 'UTC', now = TEST_NOW): Promise<void> {
  services.setClock(now);
  store = await makeStore(services, `golden-${++stores}`, { time_zone: timeZone });
  await sendOrders(services, store, [{ id: 'menu', test: true, lines: [{ item: 'cake', name: 'cake' }] }]);
  await changeHoldOut(services, store.id, { share: 0.5, at_once: false });
}

async function isHeldOut(guest: Record<string, string>): Promise<boolean> {
  const query = recommendationQuerySchema.parse({ consent: 'granted', placement: 'menu', ...guest });
  const answer = await recommendItems(services, store.id, { query, options: { mayNameCustomer: true, log: true } });
  return answer.slots.length === 0;
}

/** Lets visitors look at the menu, a few at a time; gives who is held out. */
async function visitAll(visitors: readonly string[]): Promise<boolean[]> {
  const drawn: boolean[] = [];
  for (let start = 0; start < visitors.length; start += 4) {
    const few = visitors.slice(start, start + 4);
    drawn.push(...(await Promise.all(few.map((visitor) => isHeldOut({ visitor })))));
  }
  return drawn;
}

/** Lets so many visitors of each arm look at the menu; who is one too many of an arm never comes. */
async function drawArms(perArm: { shown: number; held: number }, prefix = 'v') {
  const [shown, held]: [string[], string[]] = [[], []];
  const names = findArms(prefix);
  for (const [name, heldOut] of names) {
    const [group, wanted] = heldOut ? [held, perArm.held] : [shown, perArm.shown];
    if (group.length < wanted) group.push(name);
  }
  expect(await visitAll([...shown, ...held])).toEqual([...shown.map(() => false), ...held.map(() => true)]);
  await services.served.flush();
  return { shown, held };
}

/** Which arm a name would be drawn in, asked without a trace. */
function findArms(prefix: string): [string, boolean][] {
  const clock = { time_zone: store.time_zone, business_day_cutoff_minutes: 240 };
  const { isoWeek } = storeWeekAt(clock, services.context.clock().getTime());
  const plan = { holdOut: { salt: holdOutSalt(String(store.id), isoWeek), share: 0.5 }, tests: [] };
  return Array.from({ length: 600 }, (_, n) => {
    const name = `${prefix}${n}`;
    return [name, assignUnit(`v:${name}`, { plan, hash: hashUnit }).heldOut];
  });
}

const minutesLater = (minutes: number, from = services.context.clock()) =>
  new Date(from.getTime() + minutes * 60_000).toISOString();

function orderOf(visitor: string, priceMinor: number, more: Partial<OrderRequest> = {}): OrderRequest {
  return {
    id: `order of ${visitor}`,
    visitor,
    status: 'completed',
    ordered_at: minutesLater(-30),
    lines: [{ item: 'cake', quantity: 1, unit_price_minor: priceMinor }],
    ...more,
  };
}

/** Orders half an hour after everybody looked. */
async function sell(orders: readonly (readonly [string, number])[]): Promise<void> {
  services.setClock(new Date(services.context.clock().getTime() + 3_600_000));
  await sendOrders(
    services,
    store,
    orders.map(([visitor, price]) => orderOf(visitor, price)),
  );
}

async function readWeek(isoWeek: string): Promise<HoldOut['weeks'][number] | undefined> {
  return (await readHoldOut(services, store.id)).weeks.find(({ week }) => week === isoWeek);
}

async function readRows(): Promise<Record<string, string>[]> {
  let text = '';
  for await (const part of exportVisitorWeeks(services.context, store.id, { isoWeek: null })) text += part;
  const [head = '', ...lines] = text.trim().split('\r\n');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, n) => [head.split(',')[n], cell])));
}

describe('a closed week', () => {
  it('is re-issued after a late order and a refund; both values are kept', async () => {
    const { shown, held } = await drawArms({ shown: 2, held: 2 });
    const [a = '', b = '', c = '', d = ''] = [...shown, ...held];
    await sell([
      [a, 500],
      [b, 300],
      [c, 340],
      [d, 300],
    ]);
    services.setClock(CLOSED);
    // Shown (500 + 300) / 2 = 400, held out (340 + 300) / 2 = 320: 2 x 80 = 160.
    expect((await readHoldOut(services, store.id)).incremental_uncapped?.estimate_minor).toBeCloseTo(160, 9);
    // A late order of 100 of a shown visitor, and 300 back to a held-out one: 2 x (450 - 170) = 560.
    const late = orderOf(a, 100, { id: 'late', ordered_at: '2026-03-08T20:00:00Z' });
    await sendOrders(services, store, [late]);
    const refund = { id: 'back', line: 1, quantity: 1, amount_minor: 300 };
    await refundOrder(services.context, store, { externalId: `order of ${d}`, refund });
    expect((await readHoldOut(services, store.id)).incremental_uncapped?.estimate_minor).toBeCloseTo(560, 9);
    const { data } = await listRevisions(services, store.id, { limit: 1000 });
    const sums = data.map(({ revision, figures }) => {
      const { treated, control } = (figures as WeekFigures).uncapped;
      return [revision, treated.sumR, treated.sumO, control.sumR, control.sumO];
    });
    // The refunded order still counts as an order: it is worth nothing.
    expect(sums).toEqual([
      [1, 800, 2, 640, 2],
      [2, 900, 3, 340, 2],
    ]);
  });

  it('takes an order at 03:59:59 on Monday, and leaves the one at 04:00 to the next', async () => {
    const { shown } = await drawArms({ shown: 1, held: 1 });
    services.setClock(CLOSED);
    const at = (id: string, time: string) => orderOf(String(shown[0]), 700, { id, ordered_at: time });
    await sendOrders(services, store, [at('last', '2026-03-09T03:59:59Z'), at('next', '2026-03-09T04:00:00Z')]);
    expect((await readWeek('2026-W10'))?.shown).toMatchObject({ orders: 1, revenue_minor: 700 });
  });

  it('lasts 169 hours where clocks go back: Monday 04:00 CEST to Monday 04:00 CET', async () => {
    // Clocks go back on Sunday 25 October. 04:00 is 02:00 UTC on the 19th and 03:00 UTC on the 26th.
    await openStore('Europe/Berlin', new Date('2026-10-19T02:00:00Z'));
    const { shown } = await drawArms({ shown: 1, held: 1 });
    services.setClock(new Date('2026-10-27T12:00:00Z'));
    const at = (id: string, time: string) => orderOf(String(shown[0]), 700, { id, ordered_at: time });
    await sendOrders(services, store, [
      at('first', '2026-10-19T02:00:00Z'),
      at('repeated hour', '2026-10-25T01:30:00Z'),
      at('last', '2026-10-26T02:59:59Z'),
      at('next', '2026-10-26T03:00:00Z'),
    ]);
    expect((await readWeek('2026-W43'))?.shown).toMatchObject({ orders: 3, revenue_minor: 2100 });
  });
});

describe('a person seen in both arms', () => {
  it('is left out of both; one in a hundred is an alarm', async () => {
    const { shown, held } = await drawArms({ shown: 60, held: 60 });
    await sendOrders(services, store, [
      { id: 'known', customer: 'anna', test: true, lines: [{ item: 'cake', name: 'cake' }] },
    ]);
    // One on the phone with suggestions, one on the laptop without; then both sign in as the same customer.
    await isHeldOut({ visitor: String(shown[0]), customer: 'anna' });
    await isHeldOut({ visitor: String(held[0]), customer: 'anna' });
    await services.served.flush();
    services.setClock(CLOSED);
    const { both_arms: both, sentences, weeks } = await readHoldOut(services, store.id);
    // 120 visitors are 119 persons, one of them in both arms: 1 / 119 = .84 %, not yet one in a hundred.
    expect(both).toEqual({ units: 1, share: 1 / 119, alarm: false });
    expect(weeks[0]?.week === '2026-W10' ? weeks[0] : weeks.at(-1)).toMatchObject({
      shown: { units: 59 },
      held_out: { units: 59 },
    });
    expect(sentences.join(' ')).not.toContain('left out');
    // Another two who were one all along: 2 / 118 = 1.7 %.
    services.setClock(TEST_NOW);
    await sendOrders(services, store, [
      { id: 'known too', customer: 'bert', test: true, lines: [{ item: 'cake', name: 'cake' }] },
    ]);
    await isHeldOut({ visitor: String(shown[1]), customer: 'bert' });
    await isHeldOut({ visitor: String(held[1]), customer: 'bert' });
    await services.served.flush();
    services.setClock(CLOSED);
    const alarmed = await readHoldOut(services, store.id);
    expect(alarmed.both_arms).toEqual({ units: 2, share: 2 / 118, alarm: true });
    expect(alarmed.sentences.join(' ')).toContain('2 visitors were seen with and without suggestions and are left out');
  });
});

describe('a customer who is erased', () => {
  it('leaves the closed week with their visitor-week and its revenue; what it said before is kept', async () => {
    const { shown, held } = await drawArms({ shown: 2, held: 2 });
    await sendOrders(services, store, [
      { id: 'known', customer: 'anna', test: true, lines: [{ item: 'cake', name: 'cake' }] },
    ]);
    await isHeldOut({ visitor: 'of anna', customer: 'anna' });
    await services.served.flush();
    const [a = '', b = '', c = '', d = ''] = [...shown, ...held];
    await sell([
      [a, 500],
      [b, 300],
      [c, 340],
      [d, 300],
    ]);
    await sendOrders(services, store, [
      orderOf('of anna', 900, { customer: 'anna' }),
      { ...orderOf('nobody', 100, { id: 'in the shop', customer: 'anna' }), visitor: null },
    ]);
    services.setClock(CLOSED);
    await settleVisitorWeeks(services.context, store.id);
    const annas = (await readRows()).filter(({ unit }) => unit?.startsWith('c:'));
    expect(annas).toMatchObject([{ revenue_minor: '1000', orders: '2' }]);
    await eraseCustomer(services, store.id, { receipt: 'anna', actor: COMMAND_LINE });
    const after = await readHoldOut(services, store.id);
    // As if she had never come: 2 x (400 - 320). Her orders stay the store's, and belong to nobody.
    expect(after.incremental_uncapped).toMatchObject({ treated_units: 2, held_out_units: 2 });
    expect(after.incremental_uncapped?.estimate_minor).toBeCloseTo(160, 9);
    expect(after.coverage).toMatchObject({ orders: 6, matched: 4 });
    expect((await readRows()).map(({ unit }) => unit)).toEqual([a, b, c, d].map((name) => `v:${name}`).sort());
    const { data } = await listRevisions(services, store.id, { limit: 1000 });
    const units = data.map(({ figures }) => {
      const { treated, control } = (figures as WeekFigures).uncapped;
      return treated.n + control.n;
    });
    expect(units).toEqual([5, 4]);
    expect(await rebuildVisitorWeeks(services.context, store.id)).toMatchObject({ revisions: 0 });
  });
});

describe('a claim of a small hold-out', () => {
  it('is held against 10,000 relabellings, which are kept and say the same to everybody', async () => {
    const { shown, held } = await drawArms({ shown: 60, held: 60 });
    // Of the shown 40 spend 20.00, of the held out 40 spend 5.00; the others look.
    await sell([
      ...shown.slice(0, 40).map((visitor) => [visitor, 2000] as const),
      ...held.slice(0, 40).map((visitor) => [visitor, 500] as const),
    ]);
    services.setClock(CLOSED);
    const { incremental, sentences } = await readHoldOut(services, store.id);
    // 60 x (40 x 2000 / 60 - 40 x 500 / 60) = 60,000. Mean 833.33, mean square 1,416,666.7, mean cube 2.708e9:
    // variance 722,222, skewness (2.7083e9 - 3 x 833.33 x 1,416,666.7 + 2 x 833.33^3) / 722,222^1.5 = .531.
    expect(incremental?.estimate_minor).toBeCloseTo(60_000, 6);
    expect(incremental?.skew.skewness).toBeCloseTo(0.531, 2);
    // 355 x .531^2 = 100.1 visitors wanted, 60 are there. No relabelling comes near: p = 1 / 10,001.
    expect(incremental?.skew).toMatchObject({ confirmed: true, randomisation_p_value: 1 / 10_001 });
    expect(incremental?.skew.units_wanted).toBeGreaterThan(60);
    expect(incremental?.status).toBe('proven');
    expect(sentences[0]).toMatch(/extra \(likely/);
    const kept = await services.context.database.forStore(store.id, ({ tx }) =>
      tx.selectFrom('hold_out_relabelling').selectAll().where('store_id', '=', store.id).orderBy('kind').execute(),
    );
    expect(kept.map(({ kind, weeks, relabellings }) => [kind, weeks, relabellings])).toEqual([
      ['capped', '2026-W10:1', 10_000],
      ['uncapped', '2026-W10:1', 10_000],
    ]);
  });
});

describe('carry-over', () => {
  it('is this week’s revenue by last week’s arm, and can be added up from the rows', async () => {
    const first = await drawArms({ shown: 30, held: 60 });
    const everybody = [...first.shown, ...first.held];
    await sell(everybody.map((visitor) => [visitor, 1000] as const));
    // Next Monday noon all but five come back, whatever they are drawn as now; who was shown suggestions spends 6.00, else 10.00.
    services.setClock(new Date('2026-03-09T12:00:00Z'));
    const back = everybody.slice(5);
    await visitAll(back);
    await services.served.flush();
    services.setClock(new Date('2026-03-09T13:00:00Z'));
    await sendOrders(
      services,
      store,
      back.map((visitor) => orderOf(visitor, first.shown.includes(visitor) ? 600 : 1000, { id: `next of ${visitor}` })),
    );
    services.setClock(NEXT_CLOSED);
    const { carry_over: carried, sentences } = await readHoldOut(services, store.id);
    // Of the 30 shown 25 came back: 25 x 600 / 30 = 500; the 60 held out all did: 1000. 30 x (500 - 1000) = -15,000.
    expect(carried).toMatchObject({ treated_units: 30, held_out_units: 60, brings_forward: true });
    expect(carried?.estimate_minor).toBeCloseTo(-15_000, 6);
    expect(sentences.join(' ')).toMatch(/^.*only bought sooner: in the week after, these visitors spent €150 less/);
    const rows = await readRows();
    const next = new Map(rows.filter(({ week }) => week === '2026-W11').map((row) => [row.unit_last_week, row]));
    const meanOf = (arm: string) => {
      const units = rows.filter((row) => row.week === '2026-W10' && row.arm === arm);
      return units.reduce((sum, { unit }) => sum + Number(next.get(unit)?.revenue_minor ?? 0), 0) / units.length;
    };
    expect(30 * (meanOf('shown') - meanOf('held_out'))).toBeCloseTo(carried?.estimate_minor ?? Number.NaN, 6);
  });
});
