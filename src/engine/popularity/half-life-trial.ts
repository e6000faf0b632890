import type { TimelineOrder } from './order-timeline.ts';
import { sizeWeight } from './size-weight.ts';

const DAY_MS = 86_400_000;
/** Weights are doubled at most so often before all are divided again: far from what a number can hold. */
const MOST_DOUBLINGS = 500;

/**
 * The counts of `countDecayed` followed from order to order, for a history that is replayed: adding an order costs its items,
 * where `countDecayed` reads all late orders again. Ages are not rounded to hours. Orders come and go in order of time.
 *
 * @example
 * const trial = new HalfLifeTrial({ itemCount: 2, halfLifeDays: 1 });
 * trial.add({ orderId: 1, timeMs: 86_400_000, basket: [0, 1] });
 * trial.add({ orderId: 2, timeMs: 172_800_000, basket: [1] });
 * [trial.orders, trial.ordersWith(0), trial.ordersWith(1)] // => [1.35355, 0.35355, 1.35355]
 */
export class HalfLifeTrial {
  readonly #halfLifeMs: number;
  /** Sums of weights 2^((t - origin) / h): nothing has to be aged. */
  readonly #sums: Float64Array;
  #total = 0;
  #originMs = 0;
  #latestWeight = 1;

  constructor({ itemCount, halfLifeDays }: { readonly itemCount: number; readonly halfLifeDays: number }) {
    this.#halfLifeMs = DAY_MS * halfLifeDays;
    this.#sums = new Float64Array(itemCount);
  }

  /** Sum of the weights of all orders; the latest would weigh 1 with a single item. */
  get orders(): number {
    return this.#total / this.#latestWeight;
  }

  /** Sum of the weights of the orders with an item. */
  ordersWith(item: number): number {
    return (this.#sums[item] as number) / this.#latestWeight;
  }

  /** Counts an order, not earlier than those before it. */
  add(order: TimelineOrder): void {
    if (this.#total === 0) this.#originMs = order.timeMs;
    if (this.#doublings(order) > MOST_DOUBLINGS) this.#moveOrigin(order.timeMs);
    this.#latestWeight = 2 ** this.#doublings(order);
    this.#change(order, 1);
  }

  /** Takes back an order that was counted. */
  remove(order: TimelineOrder): void {
    this.#change(order, -1);
  }

  #doublings({ timeMs }: TimelineOrder): number {
    return (timeMs - this.#originMs) / this.#halfLifeMs;
  }

  #moveOrigin(timeMs: number): void {
    const scale = 2 ** -((timeMs - this.#originMs) / this.#halfLifeMs);
    for (let item = 0; item < this.#sums.length; item++) this.#sums[item] = (this.#sums[item] as number) * scale;
    this.#total *= scale;
    this.#originMs = timeMs;
  }

  #change(order: TimelineOrder, step: 1 | -1): void {
    const weight = step * sizeWeight(order.basket) * 2 ** this.#doublings(order);
    this.#total += weight;
    for (const item of order.basket) this.#sums[item] = (this.#sums[item] as number) + weight;
  }
}
