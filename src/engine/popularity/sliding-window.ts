import { growCounts } from './grow-counts.ts';

/**
 * Counts of the orders that lie in one stretch of time: how many, and how many with each item. It is told what enters
 * and what leaves; `OrderTimeline` knows when.
 *
 * @example
 * const window = new SlidingWindow(3_600_000);
 * window.enter([0, 2]);
 * window.countOf(2) // => 1
 */
export class SlidingWindow {
  /** Length of the window in milliseconds. */
  readonly lengthMs: number;
  #orders = 0;
  #version = 0;
  #counts: Int32Array = new Int32Array(0);

  constructor(lengthMs: number) {
    this.lengthMs = lengthMs;
  }

  /** Orders in the window. */
  get orders(): number {
    return this.#orders;
  }

  /** Rises with every order that enters or leaves: while it is the same, so is every count. */
  get version(): number {
    return this.#version;
  }

  /** Orders in the window that hold the item; 0 for an item never seen. */
  countOf(item: number): number {
    return this.#counts[item] ?? 0;
  }

  /** Counts an order: `basket` holds distinct dense item indices, ascending. */
  enter(basket: readonly number[]): void {
    this.#counts = growCounts(this.#counts, (basket.at(-1) ?? -1) + 1);
    this.#change(basket, 1);
  }

  /** Takes back exactly what {@link SlidingWindow.enter} counted for the same basket. */
  leave(basket: readonly number[]): void {
    this.#change(basket, -1);
  }

  /** Forgets all orders. */
  clear(): void {
    this.#version += 1;
    this.#orders = 0;
    this.#counts.fill(0);
  }

  #change(basket: readonly number[], step: 1 | -1): void {
    this.#version += 1;
    this.#orders += step;
    for (const item of basket) this.#counts[item] = this.countOf(item) + step;
  }
}
