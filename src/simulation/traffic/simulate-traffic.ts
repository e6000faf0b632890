import type { Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import type { OrderResult } from '../../contract/order.ts';
import { daysFromCivil } from '../../engine/calendar/civil-date.ts';
import { createTimeZone } from '../../engine/calendar/time-zone.ts';
import { createReturners, planDay, type TrafficPlan, upToLastOrder } from './plan-day.ts';
import type { SessionPlan } from './session-plan.ts';
import type { ShopClient } from './shop-client.ts';
import type { ShopWorld } from './shop-world.ts';
import { type TrafficReport, TrafficTotals } from './traffic-report.ts';
import { type VisitResult, type VisitRules, visitShop } from './visit.ts';

/** What {@link simulateTraffic} needs. */
export interface TrafficOptions {
  readonly client: ShopClient;
  readonly world: ShopWorld;
  readonly store: Pick<Store, 'slug' | 'time_zone'>;
  /** Whole number, 0 to 2^53 - 1. */
  readonly seed: number;
  /** -0.5 to 1. */
  readonly effect: number;
  /** Whole days before today; today comes on top, up to `endMs`. */
  readonly days: number;
  /** Mean number of sessions of an open day. */
  readonly sessionsPerDay?: number;
  /** The simulation's now, milliseconds since 1970-01-01T00:00Z. */
  readonly endMs: number;
  readonly onProgress?: (share: number) => void;
}

/** Mean number of sessions of an open day when none is said. */
export const SESSIONS_PER_DAY = 40;

const ORDERS_PER_CALL = 500;
const SESSIONS_AT_ONCE = 4;

interface Run extends VisitRules {
  readonly totals: TrafficTotals;
}

/**
 * Lets shoppers visit a shop for some days up to now, and tells what was true of it.
 *
 * Seed, effect and store decide every shopper, and the ids of sessions, events and orders. What an earlier run has made
 * is found by its orders and left as it is, so the same call again changes nothing, and a later one goes on.
 *
 * @throws AppError `invalid_order` when the shop refuses an order or an event: then the simulation is wrong.
 */
export async function simulateTraffic(options: TrafficOptions): Promise<TrafficReport> {
  const { client, world, store, seed, effect, days, endMs, onProgress = () => undefined } = options;
  const plan = preparePlan(options);
  const itemById = new Map(world.items.map(({ id }, item) => [id, item]));
  const run: Run = { client, world, seed, effect, totals: new TrafficTotals(), itemById };
  const today = daysFromCivil(plan.zone.wallClockAt(endMs));
  for (let day = today - days; day <= today; day++) {
    await runDay(run, upToLastOrder(planDay(plan, day), endMs));
    onProgress((day - today + days + 1) / (days + 1));
  }
  return run.totals.report({ store: store.slug, seed, days, effect });
}

function preparePlan({ world, store, seed, effect, sessionsPerDay = SESSIONS_PER_DAY }: TrafficOptions): TrafficPlan {
  const run = `sim-${store.slug}-${seed}-${effect}`;
  const zone = createTimeZone(store.time_zone);
  return { run, seed, world, zone, sessionsPerDay, returners: createReturners(seed, { run, world }) };
}

async function runDay(run: Run, sessions: readonly SessionPlan[]): Promise<void> {
  const done = await countDone(run.client, sessions);
  run.totals.addRepeated(done);
  const rest = sessions.slice(done);
  if (rest.length === 0) return;
  await run.client.settle();
  const visits: VisitResult[] = [];
  for (const session of rest) visits.push(await visitShop(run, session));
  await run.client.settle();
  await sendAllEvents(run.client, visits);
  await sendAllOrders(run.client, { visits, atMs: rest.at(-1)?.endMs ?? 0 });
  for (const visit of visits) run.totals.add(visit);
}

/** A few sessions at a time: each waits for the disk. */
async function sendAllEvents(client: ShopClient, visits: readonly VisitResult[]): Promise<void> {
  for (let start = 0; start < visits.length; start += SESSIONS_AT_ONCE) {
    const part = visits.slice(start, start + SESSIONS_AT_ONCE);
    const answers = await Promise.all(part.map(({ events, eventsAtMs }) => client.sendEvents(events, eventsAtMs)));
    const refused = answers.flatMap(({ results }) => results).find(({ result }) => result === 'rejected');
    if (refused) throw new AppError('invalid_request', { detail: `An event was refused: ${refused.detail}` });
  }
}

/** The last to come: an order that is there tells that the events before it are. */
async function sendAllOrders(
  client: ShopClient,
  { visits, atMs }: { visits: readonly VisitResult[]; atMs: number },
): Promise<void> {
  const orders = visits.flatMap(({ order }) => order ?? []);
  for (let start = 0; start < orders.length; start += ORDERS_PER_CALL) {
    requireTaken(await client.sendOrders(orders.slice(start, start + ORDERS_PER_CALL), atMs));
  }
}

/** How many sessions of a day an earlier run has finished: those up to the last order that is there, found by halving. */
async function countDone(client: ShopClient, sessions: readonly SessionPlan[]): Promise<number> {
  const ends = sessions.flatMap(({ basket }, index) => (basket.size > 0 ? [index] : []));
  const isThere = (index: number) => client.hasOrder(sessions[ends[index] ?? 0]?.id ?? '');
  if (ends.length === 0 || !(await isThere(0))) return 0;
  let [there, missing] = [0, ends.length];
  while (missing - there > 1) {
    const middle = (there + missing) >> 1;
    if (await isThere(middle)) there = middle;
    else missing = middle;
  }
  return (ends[there] ?? 0) + 1;
}

function requireTaken(results: readonly OrderResult[]): void {
  const refused = results.find(({ result }) => result === 'rejected' || result === 'deleted');
  if (refused === undefined) return;
  const detail = `Order ${refused.id} was ${refused.result}: ${refused.detail ?? 'it was deleted before; use another --seed'}`;
  throw new AppError('invalid_order', { detail });
}
