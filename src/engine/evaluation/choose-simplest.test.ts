import { expect, test } from 'vitest';
import { chooseSimplest } from './choose-simplest.ts';
import { ModelTally } from './model-tally.ts';
import { poolFolds } from './pool-folds.ts';

function createUniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function resultOf(name: string, ranks: readonly number[]) {
  const tally = new ModelTally(name, ranks.length);
  for (const [order, rank] of ranks.entries()) tally.add({ order, rank, isFull: true, prediction: null });
  return tally.conclude();
}

const all = (rank: number) => Array.from({ length: 50 }, () => rank);

test('a clearly better model is taken, a hardly better one is not', () => {
  const simple = resultOf('simple', all(3));
  const better = resultOf('better', all(1));
  const random = createUniform(5);
  expect(chooseSimplest([simple, better], { random })).toBe('better');
  // Three orders won and two lost of fifty, .5 each: .01 better, with a standard error of sqrt(5 x .25 / 50 / 50) = .022.
  const mixed = resultOf('mixed', [11, 11, 11, 1, 1, ...all(3).slice(5)]);
  expect(chooseSimplest([mixed, simple], { random })).toBe('mixed');
  expect(chooseSimplest([simple, resultOf('same', all(3))], { random })).toBe('simple');
});

test('without queries nothing is chosen', () => {
  expect(chooseSimplest([resultOf('none', [])], { random: () => 0 })).toBeNull();
});

test('pooled folds are what one run over all their orders would be', () => {
  const folds = [resultOf('m', [1, 4]), resultOf('m', [2, 12, 7])];
  const pooled = poolFolds(folds);
  const whole = resultOf('m', [1, 4, 2, 12, 7]);
  expect(pooled).toEqual(whole);
  expect(() => poolFolds([])).toThrow(RangeError);
});
