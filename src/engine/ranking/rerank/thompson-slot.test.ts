import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { thompsonSlot } from './thompson-slot.ts';

const TWO = [
  { id: 'a', probability: 0.1 },
  { id: 'b', probability: 0.05 },
];

describe('thompsonSlot', () => {
  test('chooses by the posteriors, and says how likely the choice was', () => {
    // Beta(2, 18) against Beta(1, 19): a is greater with probability 28/37 = .7568.
    const choices = [0, 0.75, 0.76, 0.999_999].map((draw) => thompsonSlot(TWO, draw));
    expect(choices.map((choice) => choice?.candidate.id)).toEqual(['a', 'a', 'b', 'b']);
    expect(choices[0]?.propensity).toBeCloseTo(28 / 37, 4);
    expect(choices[3]?.propensity).toBeCloseTo(9 / 37, 4);
  });

  test('learns from what became of an item', () => {
    // One success in 20 trials: b becomes Beta(2, 38), which loses to Beta(2, 18) more often than not.
    const tried = (successes: number) => [{ probability: 0.1 }, { probability: 0.05, trials: 20, successes }];
    const chanceOfA = (successes: number) => thompsonSlot(tried(successes), 0)?.propensity ?? 0;
    expect(chanceOfA(0)).toBeGreaterThan(chanceOfA(1));
    // Ten of 20: mean 11/40 against 2/20.
    expect(chanceOfA(10)).toBeLessThan(0.05);
  });

  test('counts at most 500 trials, so that a doubt stays', () => {
    const share = (scale: number) =>
      thompsonSlot(
        [
          { probability: 0.5, trials: 100 * scale, successes: 50 * scale },
          { probability: 0.5, trials: 100 * scale, successes: 45 * scale },
        ],
        0,
      )?.propensity;
    expect(share(1)).not.toBeCloseTo(share(5) ?? 0, 3);
    expect(share(5)).toBe(share(1000));
  });

  test('finds nothing among nothing, and the only one for certain', () => {
    expect(thompsonSlot([], 0.5)).toBeNull();
    expect(thompsonSlot([{ probability: 0.2 }], 0.999)).toEqual({ candidate: { probability: 0.2 }, propensity: 1 });
  });

  test('refuses a draw outside of [0, 1) and more successes than trials', () => {
    for (const draw of [-0.1, 1, Number.NaN]) expect(() => thompsonSlot(TWO, draw)).toThrow(RangeError);
    expect(() => thompsonSlot([{ probability: 0.2, trials: 1, successes: 2 }], 0)).toThrow(RangeError);
  });

  test('over all draws chooses each as often as its propensity says', () => {
    const any = fc.array(fc.record({ probability: fc.double({ min: 0, max: 0.6, noNaN: true }) }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(any, (candidates) => {
        const draws = 400;
        const chosen = new Map<object, { times: number; propensity: number }>();
        for (let i = 0; i < draws; i++) {
          const choice = thompsonSlot(candidates, (i + 0.5) / draws);
          if (choice === null) throw new RangeError('no choice');
          const times = (chosen.get(choice.candidate)?.times ?? 0) + 1;
          chosen.set(choice.candidate, { times, propensity: choice.propensity });
        }
        for (const { times, propensity } of chosen.values()) {
          expect(Math.abs(times / draws - propensity)).toBeLessThanOrEqual(1 / draws + 1e-9);
        }
      }),
      { seed: 64, numRuns: 30 },
    );
  });
});
