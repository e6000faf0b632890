import { describe, expect, it } from 'vitest';
import { HourCounts, WEEKDAY_ITEM_LIMIT } from './hour-counts.ts';
import {
  findCustomerWindows,
  findItemWindows,
  findStoreWindows,
  type PurchaseWindows,
  STORE_ORDERS,
  SUBJECT_ORDERS,
} from './purchase-windows.ts';

const WEEK = [0, 24, 48, 72, 96, 120, 144];
const FRIDAY = 96;

/** Adds orders of a basket at an hour of the week. */
function addOrders(
  counts: HourCounts,
  hourOfWeek: number,
  { times, basket = [] }: { times: number; basket?: number[] },
) {
  for (let n = 0; n < times; n += 1) counts.add(basket, hourOfWeek);
}

/** A store that sells alike, 10 orders without an item in each hour from 11 to 22 of each weekday: 7 x 12 x 10 = 840. */
function flatStore(itemCount = 2): HourCounts {
  const counts = new HourCounts(itemCount);
  for (const day of WEEK) for (let hour = 11; hour < 23; hour += 1) addOrders(counts, day + hour, { times: 10 });
  return counts;
}

const labelsOf = ({ windows }: PurchaseWindows) => windows.map(({ label }) => label);

/** A customer with so many orders at each of some hours of the week. */
function customerAt(hours: readonly number[], times: number): number[] {
  return Array.from({ length: 168 }, (_, hour) => (hours.includes(hour) ? times : 0));
}

describe('findStoreWindows', () => {
  it('finds nothing in a flat day, whatever the hours between two openings', () => {
    expect(findStoreWindows(flatStore())).toEqual({ orders: 840, windows: [], reason: 'no-pattern' });
    const twice = new HourCounts(0);
    for (const day of WEEK)
      for (const hour of [12, 13, 14, 18, 19, 20, 21]) addOrders(twice, day + hour, { times: 20 });
    expect(findStoreWindows(twice).reason).toBe('no-pattern');
  });

  it('finds a rush of every day once, with its figures', () => {
    const counts = flatStore();
    for (const day of WEEK) for (const hour of [12, 13]) addOrders(counts, day + hour, { times: 15 });
    const { windows, orders } = findStoreWindows(counts);
    expect(windows.map(({ label }) => label)).toEqual(['Every day 12-14']);
    // 840 + 7 x 2 x 15 = 1050 orders in 84 open hours: 12.5 each. 14 hours: 14 x 25 = 350 orders, 175 expected.
    expect(orders).toBe(1050);
    expect(windows[0]).toMatchObject({ pattern: 'daily', start: 12, hours: 2, orders: 350, share: 350 / 1050 });
    expect(windows[0]?.expected).toBeCloseTo(175, 9);
    // (350 + 5) / (175 + 5) = 1.972222; x (1 - 1/3195 - 2.326348 / (3 x 18.841444))^3 = .958530^3 = .880679: 1.736895.
    expect(windows[0]?.lift).toBeCloseTo(355 / 180, 12);
    expect(windows[0]?.liftLower).toBeCloseTo(1.736895, 4);
  });

  it('names the weekday when the rush is on one only', () => {
    const counts = flatStore();
    for (const hour of [18, 19, 20]) addOrders(counts, FRIDAY + hour, { times: 40 });
    const { windows } = findStoreWindows(counts);
    expect(windows.map(({ label }) => label)).toEqual(['Friday 18-21']);
    expect(windows[0]).toMatchObject({ pattern: 'weekly', start: FRIDAY + 18, hours: 3, orders: 150 });
  });

  it('tells a weekday beyond the habit of every day', () => {
    const counts = flatStore();
    for (const day of WEEK) for (const hour of [12, 13]) addOrders(counts, day + hour, { times: 15 });
    for (const hour of [12, 13]) addOrders(counts, FRIDAY + hour, { times: 40 });
    expect(labelsOf(findStoreWindows(counts)).sort()).toEqual(['Every day 12-14', 'Friday 12-14']);
  });

  it('sees a window across midnight, and from Sunday into Monday', () => {
    const night = new HourCounts(0);
    for (const day of WEEK)
      for (const hour of [20, 21, 22, 23, 0, 1, 2, 3]) addOrders(night, day + hour, { times: 10 });
    for (const hour of [167, 0, 1]) addOrders(night, hour, { times: 60 });
    expect(labelsOf(findStoreWindows(night))).toEqual(['Sunday 23-2']);
  });

  it('says why it says nothing', () => {
    const counts = new HourCounts(1);
    expect(findStoreWindows(counts).reason).toBe('no-times');
    addOrders(counts, 12, { times: STORE_ORDERS - 1 });
    expect(findStoreWindows(counts)).toEqual({ orders: STORE_ORDERS - 1, windows: [], reason: 'too-few-store-orders' });
    addOrders(counts, 12, { times: 1 });
    expect(findStoreWindows(counts).reason).toBe('no-pattern');
  });
});

describe('findItemWindows', () => {
  it('holds an item against the rhythm of the store, not against the clock', () => {
    const counts = flatStore();
    // Everything sells at seven: the whole store, and item 0 with it in every fifth order. Item 1 sells at noon.
    for (const day of WEEK) {
      addOrders(counts, day + 19, { times: 40 });
      addOrders(counts, day + 19, { times: 10, basket: [0] });
      addOrders(counts, day + 15, { times: 2, basket: [0] });
      addOrders(counts, day + 12, { times: 4, basket: [1] });
    }
    expect(findItemWindows(counts, 1).windows).toMatchObject([{ label: 'Every day 12-13', orders: 28, share: 1 }]);
    expect(labelsOf(findStoreWindows(counts))).toEqual(['Every day 19-20']);
    const store = counts.orders;
    const [seven] = findItemWindows(counts, 0).windows;
    // Item 0: 84 orders, 7 x 60 = 420 of the store's at seven: 84 x 420 / 1232 = 28.64 expected, 70 found.
    expect(store).toBe(1232);
    expect(seven?.expected).toBeCloseTo((84 * 420) / 1232, 9);
    expect(seven).toMatchObject({ label: 'Every day 19-20', orders: 70 });
  });

  it('needs ten orders with the item', () => {
    const counts = flatStore();
    addOrders(counts, 12, { times: SUBJECT_ORDERS - 1, basket: [0] });
    expect(findItemWindows(counts, 0)).toEqual({ orders: SUBJECT_ORDERS - 1, windows: [], reason: 'too-few-orders' });
    expect(findItemWindows(counts, 1)).toEqual({ orders: 0, windows: [], reason: 'too-few-orders' });
    addOrders(counts, 12, { times: 3, basket: [0] });
    expect(labelsOf(findItemWindows(counts, 0))).toEqual(['Monday 12-13']);
  });

  it('tells hours of the day only where weekdays are not told apart', () => {
    const counts = flatStore(WEEKDAY_ITEM_LIMIT + 1);
    for (const day of WEEK) addOrders(counts, day + 12, { times: 4, basket: [0] });
    addOrders(counts, FRIDAY + 20, { times: 40, basket: [1] });
    expect(labelsOf(findItemWindows(counts, 0))).toEqual(['Every day 12-13']);
    expect(findItemWindows(counts, 1).windows.map(({ pattern }) => pattern)).toEqual(['daily']);
  });
});

describe('findCustomerWindows', () => {
  it('finds the evening of a regular', () => {
    const { windows, orders } = findCustomerWindows(
      flatStore(),
      customerAt([FRIDAY + 18, FRIDAY + 19, FRIDAY + 20], 4),
    );
    expect(orders).toBe(12);
    // 12 orders, 30 of 840 of the store's in these hours: .43 expected.
    expect(windows).toMatchObject([{ label: 'Friday 18-21', orders: 12, share: 1 }]);
    expect(windows[0]?.expected).toBeCloseTo((12 * 30) / 840, 9);
  });

  it('finds the lunch of every day', () => {
    const lunch = WEEK.map((day) => day + 12);
    expect(labelsOf(findCustomerWindows(flatStore(), customerAt(lunch, 3)))).toEqual(['Every day 12-13']);
  });

  it('needs ten orders, and takes the rhythm of the store for no habit', () => {
    const counts = flatStore();
    expect(findCustomerWindows(counts, customerAt([12, 36, 60], 3)).reason).toBe('too-few-orders');
    const alike = customerAt(
      Array.from({ length: 84 }, (_, n) => Math.floor(n / 12) * 24 + 11 + (n % 12)),
      1,
    );
    expect(findCustomerWindows(counts, alike)).toEqual({ orders: 84, windows: [], reason: 'no-pattern' });
  });

  it('finds next to nothing in customers who order at random by the rhythm of the store', () => {
    const counts = flatStore();
    for (const day of WEEK) addOrders(counts, day + 19, { times: 30 });
    const open = Array.from({ length: 168 }, (_, hour) => counts.ordersInHourOfWeek(hour)).flatMap((times, hour) =>
      new Array<number>(times).fill(hour),
    );
    let seed = 20_260_615;
    const draw = (below: number) => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    let misled = 0;
    for (let customer = 0; customer < 400; customer += 1) {
      const byWeek = new Array<number>(168).fill(0);
      for (let order = 0; order < 10 + (customer % 10) * 20; order += 1) {
        const hour = open[draw(open.length)] ?? 0;
        byWeek[hour] = (byWeek[hour] ?? 0) + 1;
      }
      if (findCustomerWindows(counts, byWeek).windows.length > 0) misled += 1;
    }
    expect(misled).toBeLessThanOrEqual(4);
  });
});
