import { HOURS_PER_WEEK } from '../calendar/hour-of-week.ts';
import { ROLES } from '../items.ts';
import type { WindowName } from '../popularity/order-timeline.ts';
import { compareScores } from './compare-scores.ts';
import type { StoreModel } from './store-model.ts';

const MOST_DIFFERENCES = 100;
const HOURS_PER_DAY = 24;
const WINDOWS: readonly WindowName[] = ['twoHours', 'sevenDays', 'thirtyDays', 'ninetyDays'];

/**
 * Everything in which two models of the same store differ, in words, at most 100. Empty means: all counts and remembered
 * baskets are equal, exactly, and the scores that the first one has ready are those of the second one's counts, to 1e-6
 * (see `compareScores`). Scores are looked at only when all counts agree: otherwise they say nothing new.
 *
 * Both must stand at the same change number and the same time, and know the same menu, donors and parameters.
 *
 * @example
 * const [a, b] = [new StoreModel(createTimeZone('UTC')), new StoreModel(createTimeZone('UTC'))];
 * compareModels(a, b) // => []
 * a.apply({ removed: null, added: createOrder({ orderId: 1, basket: [] }) });
 * compareModels(a, b)[0] // => 'orders in the log: 1, rebuilt 0'
 */
export function compareModels(a: StoreModel, b: StoreModel): string[] {
  const differences = takeFirst(findDifferences(a, b));
  return differences.length > 0 ? differences : takeFirst(compareScores(a, b));
}

function takeFirst(differences: Iterable<string>): string[] {
  const taken: string[] = [];
  for (const difference of differences) {
    taken.push(difference);
    if (taken.length === MOST_DIFFERENCES) break;
  }
  return taken;
}

function* findDifferences(a: StoreModel, b: StoreModel): Generator<string> {
  yield* differencesOf(totalsOf(a), totalsOf(b));
  for (const id of allItemIds(a, b)) yield* differencesOf(itemCountsOf(a, id), itemCountsOf(b, id));
  yield* differencesOf(pairCountsOf(a), pairCountsOf(b));
  yield* differencesOf(categoryCountsOf(a), categoryCountsOf(b));
  yield* differingOrders(a, b);
  for (const id of allItemIds(a, b)) {
    if (rememberedWith(a, id) !== rememberedWith(b, id)) yield `remembered baskets with item ${id} differ`;
  }
}

/** Counts by what they count; one that is missing is 0. */
type NamedCounts = ReadonlyMap<string, number>;

function* differencesOf(found: NamedCounts, rebuilt: NamedCounts): Generator<string> {
  for (const what of new Set([...found.keys(), ...rebuilt.keys()])) {
    const [left, right] = [found.get(what) ?? 0, rebuilt.get(what) ?? 0];
    if (left !== right) yield `${what}: ${left}, rebuilt ${right}`;
  }
}

function totalsOf({ log, pairs, popularity, memory, meals }: StoreModel): NamedCounts {
  const counts = new Map([
    ['orders in the log', log.size],
    ['completed orders', pairs.orders],
    ['places in baskets', pairs.linesTotal],
    ['remembered baskets', memory.size],
    ['popularity orders', popularity.orders],
    ['orders with an hour', popularity.hours.orders],
  ]);
  for (const [place, role] of ROLES.entries()) counts.set(`places of the role ${role} in meals`, meals.casesOf(place));
  for (const window of WINDOWS) counts.set(`orders in the last ${window}`, popularity.ordersIn(window));
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    counts.set(`orders around hour ${hour} of the week`, popularity.hours.ordersAroundHourOfWeek(hour));
  }
  return counts;
}

function allItemIds(a: StoreModel, b: StoreModel): number[] {
  const ids = new Set<number>();
  for (const model of [a, b]) for (let index = 0; index < model.items.size; index++) ids.add(model.items.idAt(index));
  return [...ids].sort((x, y) => x - y);
}

function itemCountsOf({ items, pairs, popularity }: StoreModel, id: number): NamedCounts {
  const item = items.find(id);
  const counts = new Map<string, number>();
  if (item < 0) return counts;
  counts.set(`item ${id} in completed orders`, pairs.ordersWith(item));
  counts.set(`places beside item ${id}`, pairs.companionSlots(item));
  counts.set(`item ${id} in orders`, popularity.ordersWith(item));
  for (const window of WINDOWS) counts.set(`item ${id} in the last ${window}`, popularity.countIn(window, item));
  for (let hour = 0; hour < HOURS_PER_DAY; hour++) {
    counts.set(`item ${id} around hour ${hour} of the day`, popularity.hours.aroundHourOfDay(item, hour));
  }
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    counts.set(`item ${id} around hour ${hour} of the week`, popularity.hours.aroundHourOfWeek(item, hour));
  }
  return counts;
}

function pairCountsOf({ items, pairs }: StoreModel): NamedCounts {
  const counts = new Map<string, number>();
  pairs.forEachPair((i, j, together) => {
    const [low, high] = [items.idAt(i), items.idAt(j)].sort((x, y) => x - y);
    counts.set(`items ${low} and ${high} together`, together);
  });
  return counts;
}

function categoryCountsOf(model: StoreModel): NamedCounts {
  const counts = new Map<string, number>();
  for (const { categoryIds, together } of model.categoryMeetings()) {
    const [low, high] = [...categoryIds].sort((x, y) => x - y);
    counts.set(`categories ${low} and ${high} together`, together);
  }
  return counts;
}

function* differingOrders(a: StoreModel, b: StoreModel): Generator<string> {
  const expected = new Map([...b.orders()].map((order) => [order.orderId, JSON.stringify(order)]));
  for (const order of a.orders()) {
    if (expected.get(order.orderId) !== JSON.stringify(order)) yield `order ${order.orderId} differs`;
    expected.delete(order.orderId);
  }
  for (const orderId of expected.keys()) yield `order ${orderId} is missing`;
}

/** The remembered baskets with an item, in their order, as text. */
function rememberedWith({ items, memory }: StoreModel, id: number): string {
  const item = items.find(id);
  const slots = item < 0 ? [] : [...memory.slotsOf(item)];
  const { starts } = memory;
  const baskets = slots.map((slot) => {
    const basket = memory.items.subarray(starts[slot], starts[slot + 1]);
    const ids = Array.from(basket, (index) => items.idAt(index)).sort((x, y) => x - y);
    return `${memory.orderIdOf(slot)} ${memory.timeOf(slot)} ${ids}`;
  });
  return baskets.join(';');
}
