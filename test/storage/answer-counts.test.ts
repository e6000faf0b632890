import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Store } from '../../src/contract/catalog.ts';
import type { StoreScope } from '../../src/storage/database.ts';
import { readEventFacts, readStoreFacts } from '../../src/storage/queries/doctor.ts';
import { countPairPerformance } from '../../src/storage/queries/pair-performance.ts';
import { countShownCustomers } from '../../src/storage/queries/revenue-estimates.ts';
import type { ServedRow } from '../../src/storage/queries/served.ts';
import { countServedDays } from '../../src/storage/queries/served-pairs.ts';
import {
  countDailyGuests,
  findCartVisits,
  findExposures,
  findSessionUnits,
  findSlowestUsual,
  findTestAnswers,
  findTestTouches,
} from '../../src/storage/queries/visitor-weeks.ts';
import { giveAnswer } from '../support/given-answers.ts';
import { recIdOf, recordEvents } from '../support/guest-events.ts';
import { makeStore, openTestServices, sendOrders, TEST_NOW, type TestServices } from '../support/test-app.ts';

const DAY_MS = 86_400_000;
/** Whole days (UTC), the last one begun: what is of closed days is counted once and kept, the rest when somebody asks. */
const MIDNIGHT = new Date('2026-03-02T00:00:00Z');
const range = { from: new Date(MIDNIGHT.getTime() - 3 * DAY_MS), to: new Date(MIDNIGHT.getTime() + DAY_MS) };
const closed = { from: range.from, to: MIDNIGHT };
const AT = { yesterday: new Date(MIDNIGHT.getTime() - 6 * 3_600_000), today: new Date(MIDNIGHT.getTime() + 3_600_000) };

let services: TestServices;
let store: Store;
let answers = 0;

beforeAll(async () => {
  services = await openTestServices();
  store = await makeStore(services, 'counts');
  const lines = ['burger', 'cola'].map((item) => ({ item, name: item, unit_price_minor: 500 }));
  const ordered = { ordered_at: AT.today.toISOString(), status: 'completed' as const };
  await sendOrders(services, store, [
    { id: 'anna', customer: 'anna', ...ordered, lines },
    { id: 'bruno', customer: 'bruno', ...ordered, lines },
  ]);
});
afterAll(() => services.close());

/** Everything that is read of answers: one figure for each query. */
async function readFigures(scope: StoreScope): Promise<Record<string, unknown>> {
  await countServedDays(scope, closed);
  const { servedLastWeek, servedLast } = await readStoreFacts(scope, TEST_NOW);
  const { impressions, clicks, adds, verified } = await readEventFacts(scope, TEST_NOW);
  const slots = { since: range.from, until: null, sourceId: null };
  return {
    weeks: await findExposures(scope, { range, draw: { drawWeek: '2026-W10' } }),
    test: await findExposures(scope, { range, draw: { test: 'exp-1' } }),
    sessions: await findSessionUnits(scope, range),
    touches: await findTestTouches(scope, { range, test: 'exp-1' }),
    answers: await findTestAnswers(scope, { range, test: 'exp-1', slowMs: 100 }),
    slowest: await findSlowestUsual(scope, { range, test: 'exp-1', arm: 'variant' }),
    carts: await findCartVisits(scope, range),
    guests: await countDailyGuests(scope, range),
    pairs: await countPairPerformance(scope, { ...slots, closed }),
    pairsOfOpenDays: await countPairPerformance(scope, { ...slots, closed: { from: range.to, to: range.to } }),
    customers: await countShownCustomers(scope, range.from),
    served: { servedLastWeek, servedLast },
    events: { impressions, clicks, adds, verified },
  };
}

/** Somebody is answered on two days, and touches what is suggested; the answers of one person go to a customer. */
async function visit(
  name: string,
  { row = {}, isGuest = true }: { row?: Partial<ServedRow>; isGuest?: boolean },
): Promise<void> {
  const customerId = name === 'anna' ? 1 : 2;
  for (const at of [AT.yesterday, AT.today]) {
    const recId = recIdOf(++answers);
    await giveAnswer(services, store, {
      ...{ recId, at, session: `s-${name}`, slots: [{ item: 'cola', source: 'burger' }] },
      row: {
        ...{ visitor: name, customerId, unit: `v:${name}`, drawWeek: '2026-W10', cart: [{ item: 1, quantity: 1 }] },
        ...{ experiment: 'exp-1', variation: 'variant', arms: { 'exp-1': 'variant' }, tookMs: isGuest ? 20 : 900 },
        ...row,
      },
    });
    const event = { item: 'cola', recId, at, session: `s-${name}`, bot: row.bot != null, staff: row.staff === true };
    await recordEvents(services.context, store, [
      { ...event, type: 'impression', n: 2 * answers },
      { ...event, type: 'click', n: 2 * answers + 1 },
    ]);
  }
}

it('answers and events of the staff and of programs are in no figure, those of guests in every one', async () => {
  const figures = () => services.context.database.forStore(store.id, readFigures);
  await visit('anna', {});
  const ofAnna = await figures();
  await visit('waiter', { row: { staff: true }, isGuest: false });
  await visit('crawler', { row: { bot: 'user-agent' }, isGuest: false });
  expect(await figures()).toEqual(ofAnna);
  await visit('bruno', { isGuest: false });
  const ofBoth = await figures();
  for (const [name, figure] of Object.entries(ofBoth)) expect(figure, name).not.toEqual(ofAnna[name]);
});
