import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureChoices } from './choice-likelihood.ts';
import { fitChoiceWeights } from './fit-choice-weights.ts';

const value = fc.double({ min: -2, max: 2, noNaN: true });
const STEP = 1e-5;

describe('measureChoices', () => {
  it('has the gradient and the Hessian that finite differences have', () => {
    const anyQuery = fc.record({
      features: fc.array(value, { minLength: 9, maxLength: 9 }).map((list) => Float64Array.from(list)),
      targets: fc.constantFrom(Float64Array.of(1, 0, 0), Float64Array.of(0.25, 0, 0.5)),
    });
    const check = fc.property(anyQuery, fc.array(value, { minLength: 3, maxLength: 3 }), (query, weights) => {
      const here = measureChoices([query], weights);
      for (let k = 0; k < 3; k++) {
        const at = (step: number) =>
          measureChoices(
            [query],
            weights.map((w, j) => (j === k ? w + step : w)),
          );
        const [up, down] = [at(STEP), at(-STEP)];
        expect((up.loss - down.loss) / (2 * STEP)).toBeCloseTo(here.gradient[k] ?? Number.NaN, 6);
        for (let j = 0; j < 3; j++) {
          const slope = ((up.gradient[j] ?? 0) - (down.gradient[j] ?? 0)) / (2 * STEP);
          expect(slope).toBeCloseTo(here.hessian[j * 3 + k] ?? Number.NaN, 6);
        }
      }
    });
    fc.assert(check, { seed: 7, numRuns: 50 });
  });
});

describe('fitChoiceWeights', () => {
  it('finds the share of the choices: ln(3) for three of four', () => {
    const choice = (first: number) => ({
      features: Float64Array.of(1, 0),
      targets: Float64Array.of(first, 1 - first),
    });
    const [weight] = fitChoiceWeights([1, 1, 1, 0].map(choice), { centre: [0], precision: 1e-9 });
    expect(weight).toBeCloseTo(Math.log(3), 5);
  });

  it('counts a question by the sum of its targets', () => {
    const choice = (first: number, second: number) => ({
      features: Float64Array.of(1, 0),
      targets: Float64Array.of(first, second),
    });
    // Three quarters to one quarter again, as one question of weight 1/2 each way.
    const [weight] = fitChoiceWeights([choice(0.375, 0), choice(0, 0.125)], { centre: [0], precision: 1e-9 });
    expect(weight).toBeCloseTo(Math.log(3), 5);
  });

  it('refuses a prior without precision', () => {
    expect(() => fitChoiceWeights([], { centre: [0], precision: 0 })).toThrow(RangeError);
  });
});
