import { HOURS_PER_WEEK } from '../calendar/hour-of-week.ts';
import type { WindowName } from '../popularity/order-timeline.ts';
import type { StoreModel } from './store-model.ts';

const MOST_DIFFERENCES = 100;
const WINDOWS: readonly WindowName[] = ['twoHours', 'sevenDays', 'thirtyDays', 'ninetyDays'];

/**
 * Every count in which two models of the same store differ, in words, at most 100. Empty means: equal, exactly.
 * Both must stand at the same change number and the same time.
 */
export function compareModels(a: StoreModel, b: StoreModel): string[] {
  const differences: string[] = [];
  const compare = (what: string, left: number, right: number) => {
    if (left !== right && differences.length < MOST_DIFFERENCES) differences.push(`${what}: ${left}, rebuilt ${right}`);
  };
  compare('orders in the log', a.log.size, b.log.size);
  compare('completed orders', a.pairs.orders, b.pairs.orders);
  compare('places in baskets', a.pairs.linesTotal, b.pairs.linesTotal);
  compare('popularity orders', a.popularity.orders, b.popularity.orders);
  compareItems(a, b, compare);
  comparePairs(a, b, compare);
  compareLogs(a, b, differences);
  return differences.slice(0, MOST_DIFFERENCES);
}

type Compare = (what: string, left: number, right: number) => void;

function allItemIds(a: StoreModel, b: StoreModel): number[] {
  const ids = new Set<number>();
  for (const model of [a, b]) for (let index = 0; index < model.items.size; index++) ids.add(model.items.idAt(index));
  return [...ids].sort((x, y) => x - y);
}

function compareItems(a: StoreModel, b: StoreModel, compare: Compare): void {
  for (const id of allItemIds(a, b)) {
    const [left, right] = [a.items.find(id), b.items.find(id)];
    compare(`item ${id} in completed orders`, ordersWith(a, left), ordersWith(b, right));
    compare(`item ${id} in orders`, a.popularity.ordersWith(left), b.popularity.ordersWith(right));
    for (const window of WINDOWS) {
      const of = (model: StoreModel, item: number) => model.popularity.countIn(window, item);
      compare(`item ${id} in the last ${window}`, of(a, left), of(b, right));
    }
    for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
      const ofWeek = (model: StoreModel, item: number) => model.popularity.hours.aroundHourOfWeek(item, hour);
      const ofDay = (model: StoreModel, item: number) => model.popularity.hours.aroundHourOfDay(item, hour);
      compare(`item ${id} in hour ${hour} of the week`, ofWeek(a, left), ofWeek(b, right));
      compare(`item ${id} in hour ${hour % 24} of the day`, ofDay(a, left), ofDay(b, right));
    }
  }
}

function ordersWith(model: StoreModel, item: number): number {
  return item < 0 ? 0 : model.pairs.ordersWith(item);
}

function comparePairs(a: StoreModel, b: StoreModel, compare: Compare): void {
  const visit = (from: StoreModel, to: StoreModel, swap: boolean) => {
    from.pairs.forEachPair((i, j, count) => {
      const [x, y] = [from.items.idAt(i), from.items.idAt(j)];
      const [p, q] = [to.items.find(x), to.items.find(y)];
      const other = p < 0 || q < 0 ? 0 : to.pairs.together(p, q);
      if (swap) compare(`items ${x} and ${y} together`, other, count);
      else compare(`items ${x} and ${y} together`, count, other);
    });
  };
  visit(a, b, false);
  visit(b, a, true);
}

function compareLogs(a: StoreModel, b: StoreModel, differences: string[]): void {
  const expected = new Map([...b.orders()].map((order) => [order.orderId, JSON.stringify(order)]));
  for (const order of a.orders()) {
    if (differences.length >= MOST_DIFFERENCES) return;
    if (expected.get(order.orderId) !== JSON.stringify(order)) differences.push(`order ${order.orderId} differs`);
  }
}
