import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PairCounts } from '../basket/pair-counts.ts';
import { DEFAULT_RIDGE, EaseModel } from './ease-model.ts';
import { EaseState, INLINE_ITEM_LIMIT } from './ease-state.ts';
import { invertGram } from './invert-gram.ts';

/** A state and the counts that it follows. */
function openState() {
  const pairs = new PairCounts();
  const state = new EaseState(pairs);
  return {
    pairs,
    state,
    add: (basket: readonly number[]) => {
      pairs.add(basket);
      state.note(basket, 1);
    },
    remove: (basket: readonly number[]) => {
      pairs.remove(basket);
      state.note(basket, -1);
    },
  };
}

function rebuild(pairs: PairCounts, itemCount: number, ridge = DEFAULT_RIDGE): EaseModel {
  return EaseModel.fromCounts(pairs, { ridge, items: Array.from({ length: itemCount }, (_, item) => item) });
}

/** The largest difference between the weights of two models from the first `from` items. */
function largestDifference(found: EaseModel | null, rebuilt: EaseModel, from = rebuilt.items.length): number {
  if (found === null) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < from; i++) {
    for (const j of rebuilt.items) largest = Math.max(largest, Math.abs(found.weight(i, j) - rebuilt.weight(i, j)));
  }
  return largest;
}

type Step =
  | { readonly kind: 'add'; readonly basket: readonly number[] }
  | { readonly kind: 'remove'; readonly pick: number }
  | { readonly kind: 'grow' }
  | { readonly kind: 'ridge'; readonly ridge: number }
  | { readonly kind: 'ask' };

const STEPS: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('add' as const), basket: fc.uniqueArray(fc.nat(11)) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), pick: fc.nat() }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('ask' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('grow' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('ridge' as const), ridge: fc.constantFrom(10, 100, 300) }) },
  ),
  { maxLength: 80 },
);

describe('EaseState', () => {
  it('has no model without items', () => {
    expect(openState().state.current(0)).toBeNull();
  });

  it('tells at any time the model of the orders that are counted, with the menu and the ridge of the time', () => {
    fc.assert(
      fc.property(STEPS, (steps) => {
        const { pairs, state, add, remove } = openState();
        const left: (readonly number[])[] = [];
        let [itemCount, ridge] = [4, DEFAULT_RIDGE];
        const check = () => {
          const rebuilt = rebuild(pairs, itemCount, ridge);
          expect(largestDifference(state.current(itemCount), rebuilt)).toBeLessThan(1e-9);
          expect(state.current(itemCount)).toMatchObject({ ridge, items: rebuilt.items });
        };
        for (const step of steps) {
          if (step.kind === 'grow') itemCount++;
          if (step.kind === 'ask') check();
          if (step.kind === 'ridge') {
            ridge = step.ridge;
            state.setRidge(ridge);
          }
          if (step.kind === 'add') {
            const basket = [...new Set(step.basket.map((item) => item % itemCount))].sort((a, b) => a - b);
            add(basket);
            left.push(basket);
          }
          if (step.kind === 'remove' && left.length > 0) {
            for (const gone of left.splice(step.pick % left.length, 1)) remove(gone);
          }
        }
        check();
      }),
      { seed: 17, numRuns: 100 },
    );
  });

  it('waits with a large menu until somebody makes the inverse, and follows from there', () => {
    const itemCount = INLINE_ITEM_LIMIT + 1;
    const { pairs, state, add, remove } = openState();
    for (const basket of [
      [0, 1],
      [0, 1, 2],
      [3, 4],
    ])
      add(basket);
    expect([state.current(itemCount), state.needsWork(itemCount)]).toEqual([null, true]);

    const early = state.work(itemCount);
    add([1, 2]);
    const work = state.work(itemCount);
    add([0, 4]);
    // The earlier work was overtaken; of the later one the order that came meanwhile is followed.
    expect(state.adopt(invertGram(early.gram, itemCount), early)).toBe(false);
    expect(state.adopt(invertGram(work.gram, itemCount), work)).toBe(true);
    expect(state.needsWork(itemCount)).toBe(false);
    expect(largestDifference(state.current(itemCount), rebuild(pairs, itemCount), 5)).toBeLessThan(1e-12);

    remove([3, 4]);
    add([2, 3]);
    expect(state.needsWork(itemCount)).toBe(false);
    expect(largestDifference(state.current(itemCount), rebuild(pairs, itemCount), 5)).toBeLessThan(1e-12);
  });

  it('does not take an inverse for another ridge', () => {
    const { state, add } = openState();
    add([0, 1]);
    const work = state.work(2);
    state.setRidge(7);
    expect(state.adopt(invertGram(work.gram, 2), work)).toBe(false);
    expect(state.current(2)?.weight(0, 1)).toBeCloseTo(1 / 8, 14);
  });

  it('settles a large menu at once, and says when many changes want it made anew', () => {
    const itemCount = INLINE_ITEM_LIMIT + 1;
    const { pairs, state, add } = openState();
    add([0, 1]);
    state.settle(itemCount);
    expect(state.needsWork(itemCount)).toBe(false);
    for (let n = 0; n < itemCount; n++) add([n % 7, 7 + (n % 3)]);
    expect(state.needsWork(itemCount)).toBe(true);
    state.settle(itemCount);
    expect(state.needsWork(itemCount)).toBe(false);
    expect(largestDifference(state.current(itemCount), rebuild(pairs, itemCount), 12)).toBeLessThan(1e-12);
  });
});
