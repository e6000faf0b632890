import type { DoctorReport } from '../contract/doctor.ts';
import type { RollupStatus } from '../contract/rollups.ts';
import { countPairs, DEFAULT_GATE, QUICK_START_GATE } from '../engine/basket/pair-report.ts';
import {
  type EventFacts,
  type EventWeeks,
  readEventFacts,
  readEventWeeks,
  readStoreFacts,
  type StoreFacts,
} from '../storage/queries/doctor.ts';
import { getStoreById } from './catalog/stores.ts';
import { checkDigests } from './digest/check-digests.ts';
import { readRollupStatus } from './rollups/rollup-status.ts';
import type { Services } from './services.ts';

type Check = DoctorReport['checks'][number];

const ENOUGH_ORDERS = 10;
/** From here on a pair that mattered would show. */
const MANY_ORDERS = 1000;
const DAY_MS = 86_400_000;
/** Orders older than this do not move what is popular now. */
const FRESH_DAYS = 30;

/** Answers why a store may show poor suggestions, or none: counts, and what to do about each. */
export async function examineStore(services: Services, storeId: number): Promise<DoctorReport> {
  const { context, models } = services;
  const store = await getStoreById(context, storeId);
  const now = context.clock();
  const [facts, events, weeks] = await context.database.forStore(storeId, async (scope) => [
    await readStoreFacts(scope, now),
    await readEventFacts(scope, now),
    await readEventWeeks(scope),
  ]);
  const { model } = await models.getFresh(storeId);
  const checks = [
    checkSwitch(store.suggestions_enabled),
    ...checkMenu(facts),
    ...checkOrders(facts),
    checkDates(facts, now),
    checkThresholds(
      countPairs(model.pairs, DEFAULT_GATE),
      countPairs(model.pairs, QUICK_START_GATE),
      facts.completedOrders,
    ),
    checkServed(facts),
    ...checkEvents(events, facts.servedLastWeek),
    checkWeeks(weeks, { now, months: context.eventRetentionMonths }),
    checkSums(await readRollupStatus(context, storeId)),
    await checkDigests(services, storeId),
  ];
  return { store: store.slug, healthy: checks.every((check) => check.state !== 'problem'), checks };
}

function judge(
  check: string,
  good: boolean,
  { found, fix, state = 'problem' }: { found: string; fix: string; state?: 'warning' | 'problem' },
): Check {
  return { check, state: good ? 'ok' : state, found, fix: good ? null : fix };
}

function checkSwitch(enabled: boolean): Check {
  return judge('Are suggestions switched on?', enabled, {
    found: enabled ? 'yes' : 'no: every answer is empty',
    fix: 'PATCH /api/stores/{slug} {"suggestions_enabled": true}',
  });
}

function checkMenu(facts: StoreFacts): Check[] {
  return [
    judge('Is anything available?', facts.availableItems > 0, {
      found: `${facts.availableItems} of ${facts.items} items are available`,
      fix: 'Add items or mark them available: PUT /api/items/{id}/availability {"available": true}',
    }),
    judge('Are roles known (drink, main, dessert ...)?', facts.itemsWithRole > 0, {
      state: 'warning',
      found: `${facts.itemsWithRole} of ${facts.items} items have a role`,
      fix: 'Set the roles of the categories: PUT /api/categories/{id} {"name": "...", "role": "drink"}',
    }),
  ];
}

function checkOrders(facts: StoreFacts): Check[] {
  return [
    judge(`Are there ${ENOUGH_ORDERS} completed orders?`, facts.completedOrders >= ENOUGH_ORDERS, {
      found: `${facts.completedOrders} completed of ${facts.orders} orders`,
      fix: 'Import a history: pairwell import orders.csv. For a trial: pairwell demo --store ID --orders 50',
    }),
    judge('Do orders reach the status completed?', facts.orders === 0 || facts.completedOrders > 0, {
      found: `${facts.completedOrders} of ${facts.orders} orders are completed or delivered`,
      fix: 'Send the status when an order is done: PATCH /api/orders/{id} {"status": "completed"}',
    }),
    judge('Do orders hold two items or more?', facts.ordersWithTwoItems > 0, {
      found: `${facts.ordersWithTwoItems} completed orders with at least two different items`,
      fix: 'Send whole orders, one line for each item; single items teach what is popular, not what goes together',
    }),
    judge('Are prices filled in?', facts.ordersWithPrices > 0, {
      state: 'warning',
      found: `${facts.ordersWithPrices} of ${facts.orders} orders have prices`,
      fix: 'Send unit_price_minor with each line: without it no revenue can be shown',
    }),
    judge('Are there no test orders left?', facts.testOrders === 0, {
      state: 'warning',
      found: `${facts.testOrders} orders are marked as tests`,
      fix: 'Take them out: pairwell demo --store ID --remove',
    }),
  ];
}

function checkDates(facts: StoreFacts, now: Date): Check {
  const last = facts.lastOrderedAt;
  const fresh = last !== null && now.getTime() - last.getTime() < FRESH_DAYS * DAY_MS;
  const found = last
    ? `${facts.ordersWithTime} orders with a time, ${facts.firstOrderedAt?.toISOString().slice(0, 10)} to ${last.toISOString().slice(0, 10)}`
    : 'no order has a time';
  return judge('Do the dates reach to today?', fresh, {
    state: 'warning',
    found,
    fix: `Nothing was ordered in the last ${FRESH_DAYS} days, so all-time sales decide what is popular; send new orders`,
  });
}

function checkThresholds(strict: number, lenient: number, orders: number): Check {
  const withoutPairs =
    orders >= MANY_ORDERS
      ? 'What is ordered together here looks like chance; suggestions go by what is popular'
      : 'More orders are needed; ranking itself has no threshold';
  return judge('Are the thresholds of the pairs report right?', strict > 0, {
    state: 'warning',
    found: `${strict} pairs pass the default gate, ${lenient} the quick-start gate`,
    fix: lenient > 0 ? 'Use pairwell pairs --preset quick-start' : withoutPairs,
  });
}

function checkServed(facts: StoreFacts): Check {
  return judge('Are recommendations asked for?', facts.servedLastWeek > 0, {
    state: 'warning',
    found: `${facts.servedLastWeek} answers to guests in the last 7 days, the last at ${facts.servedLast?.toISOString() ?? 'no time'}`,
    fix: 'Call GET /api/recommendations from the menu, the item page or the cart',
  });
}

/** A day that something changed in waits for a minute while the server runs. */
const MANY_DAYS_WAITING = 7;

function checkSums({ days, days_waiting: waiting, last_run: run }: RollupStatus): Check {
  return judge('Are the sums by day up to date?', waiting <= MANY_DAYS_WAITING, {
    state: 'warning',
    found: `${days} days have sums, ${waiting} wait; last work ${run === null ? 'never' : `at ${run.at}`}`,
    fix: 'They are made in the background while pairwell serve runs; at once: pairwell rollups rebuild',
  });
}

/** The night makes weeks three weeks ahead and drops those that have served their time; a server that runs makes the next itself. */
function checkWeeks({ weeks, first, last }: EventWeeks, { now, months }: { now: Date; months: number }): Check {
  const found = last === null ? 'no week yet: a server makes them as it starts' : `${weeks} weeks, ${first} to ${last}`;
  return judge('Do the weeks of events reach ahead?', last === null || Date.parse(last) > now.getTime(), {
    state: 'warning',
    found: `${found}; events are kept for ${months} months`,
    fix: 'Keep pairwell serve running: it makes the weeks ahead each night, and before the first event of a week',
  });
}

function checkEvents(events: EventFacts, servedLastWeek: number): Check[] {
  const { ofGuests, verified, impressions, clicks, adds, bots, staff, last } = events;
  return [
    judge('Do events arrive?', events.events > 0, {
      state: 'warning',
      found:
        last === null
          ? 'no event in the last 7 days'
          : `${impressions} seen, ${clicks} clicked, ${adds} added by guests in the last 7 days, the last at ${last.toISOString()}`,
      fix:
        servedLastWeek > 0
          ? 'Answers are asked for, and nothing comes back: send events to POST /api/events (docs/events.md)'
          : 'Ask for recommendations first, then send what guests do with them: POST /api/events',
    }),
    judge('Do events prove what they belong to?', ofGuests === 0 || verified > 0, {
      state: 'warning',
      found: `${verified} of ${ofGuests} events of guests are verified; beside them ${bots} came from machines and ${staff} from staff, which are in no figure`,
      fix: 'Send the `token` of the answer with each event: without it nothing can be credited (docs/events.md)',
    }),
  ];
}
