import { expect, test } from 'vitest';
import { ECHO_WEIGHTS, EchoTrial } from './echo-trial.ts';

/** So many orders of one item that would be one in ten: after another order of it, or after one of something else. */
function trialOf({ same, other }: { same: number; other: number }): EchoTrial {
  const trial = new EchoTrial();
  for (let n = 0; n < same; n += 1) trial.ask({ parts: [0.1], echoes: [1], heard: 1 });
  for (let n = 0; n < other; n += 1) trial.ask({ parts: [0.1], echoes: [0], heard: 1 });
  return trial;
}

test('nothing is echoed where nothing was asked, and where the next order is another', () => {
  expect(new EchoTrial().weight).toBe(0);
  expect(trialOf({ same: 0, other: 50 }).weight).toBe(0);
  // One in ten is what its share brings: (.1 + x) / (1 + x) for one, 1 / (1 + x) for nine is likeliest with x = 0.
  expect(trialOf({ same: 100, other: 900 }).weight).toBe(0);
});

test('the weight is about what the next orders repeat beyond their share', () => {
  // 19 in 100, with 10 by its share: (.1 + x) / (1 + x) = .19 at x = .111. Of the weights that were tried .08 has the gain
  // 190 log 1.8 - 1000 log 1.08 = 34.7, .16 190 log 2.6 - 1000 log 1.16 = 33.1, and .04 190 log 1.4 - 1000 log 1.04 = 24.7. One gain
  // of .08 is .51 or -.08, with a deviation of .231: the standard error of 1000 is 7.3, so .08 is the least within it.
  expect(trialOf({ same: 190, other: 810 }).weight).toBe(0.08);
  expect(trialOf({ same: 900, other: 100 }).weight).toBe(ECHO_WEIGHTS.at(-1));
});

test('few orders prove nothing', () => {
  // One in five, of five: .08 gains log 1.8 - 5 log 1.08 = .203, with a standard error of .52.
  expect(trialOf({ same: 1, other: 4 }).weight).toBe(0);
});

test('orders of nothing, and after a quiet hour, say nothing', () => {
  const trial = trialOf({ same: 190, other: 810 });
  for (let n = 0; n < 50; n += 1) trial.ask({ parts: [], echoes: [], heard: 1 });
  for (let n = 0; n < 50; n += 1) trial.ask({ parts: [0.1], echoes: [0], heard: 0 });
  expect(trial.weight).toBe(0.08);
});
