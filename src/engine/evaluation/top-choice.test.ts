import { expect, test } from 'vitest';
import { isFullList, predictTop } from './top-choice.ts';

test('the promise is the softmax of the first place, the context left out', () => {
  // e^(ln 2), 1, 1 over their sum 4 = .5; the context's 50 does not count.
  const scores = Float64Array.of(Math.log(2), 0, 0, 50);
  const excluded = Uint8Array.of(0, 0, 0, 1);
  const kept = predictTop(scores, { hidden: 0, excluded });
  expect(kept?.probability).toBeCloseTo(0.5, 12);
  expect(kept?.outcome).toBe(1);
  expect(predictTop(scores, { hidden: 2, excluded })?.outcome).toBe(0);
});

test('two at the top share the outcome; nothing listed is no promise', () => {
  const excluded = new Uint8Array(2);
  expect(predictTop(Float64Array.of(700, 700), { hidden: 1, excluded })).toEqual({ probability: 0.5, outcome: 0.5 });
  expect(predictTop(Float64Array.of(-Infinity, -Infinity), { hidden: 0, excluded })).toBeNull();
});

test('a list is full with `length` items, or with all that there are', () => {
  const excluded = Uint8Array.of(0, 0, 0, 1);
  expect(isFullList(Float64Array.of(1, -Infinity, -Infinity, 1), { excluded, length: 2 })).toBe(false);
  expect(isFullList(Float64Array.of(1, 1, -Infinity, 1), { excluded, length: 2 })).toBe(true);
  expect(isFullList(Float64Array.of(1, 1, 1, -Infinity), { excluded, length: 10 })).toBe(true);
});
