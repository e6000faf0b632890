import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChoiceData, type ConditionalLogitOptions, fitConditionalLogit } from './conditional-logit.ts';

/** A question: the features of its candidates, and which of them was taken. */
interface Question {
  readonly candidates: readonly (readonly number[])[];
  readonly taken: number;
}

function dataOf(featureCount: number, questions: readonly Question[]): ChoiceData {
  const starts = [0];
  for (const { candidates } of questions) starts.push((starts.at(-1) ?? 0) + candidates.length);
  return {
    featureCount,
    features: Float32Array.from(questions.flatMap(({ candidates }) => candidates.flat())),
    starts: Int32Array.from(starts),
    taken: Int32Array.from(questions, ({ taken }, n) => (starts[n] as number) + taken),
  };
}

/** The same question with each candidate taken so many times. */
function asked(candidates: readonly (readonly number[])[], ...times: readonly number[]): Question[] {
  return times.flatMap((count, taken) => Array.from({ length: count }, () => ({ candidates, taken })));
}

const priorOf = (...weights: readonly number[]) => Float64Array.from(weights);

/** log P(taken), summed over the questions, as the formula has it. */
function logLikelihoodOf(questions: readonly Question[], weights: ArrayLike<number>): number {
  return questions.reduce((sum, { candidates, taken }) => {
    const scores = candidates.map((features) => features.reduce((s, x, f) => s + x * (weights[f] as number), 0));
    return sum + (scores[taken] as number) - Math.log(scores.reduce((total, score) => total + Math.exp(score), 0));
  }, 0);
}

function objectiveOf(
  questions: readonly Question[],
  weights: ArrayLike<number>,
  { prior, priorStrength }: ConditionalLogitOptions,
): number {
  const distance = prior.reduce((sum, mean, f) => sum + ((weights[f] as number) - mean) ** 2, 0);
  return logLikelihoodOf(questions, weights) - (priorStrength / 2) * distance;
}

describe('fitConditionalLogit', () => {
  it('finds the weights that give every candidate the share in which it was taken', () => {
    // Taken 6, 3 and 1 times: P = 6/10, 3/10, 1/10 with the weights log 6 and log 3.
    const candidates = [
      [1, 0],
      [0, 1],
      [0, 0],
    ];
    const data = dataOf(2, asked(candidates, 6, 3, 1));
    const { weights, logLikelihood } = fitConditionalLogit(data, { prior: priorOf(0, 0), priorStrength: 0 });
    expect(weights[0]).toBeCloseTo(Math.log(6), 5);
    expect(weights[1]).toBeCloseTo(Math.log(3), 5);
    // The mean of log P: .6 log .6 + .3 log .3 + .1 log .1
    expect(logLikelihood).toBeCloseTo(-0.897946, 6);
  });

  it('gives a feature that does harm no weight', () => {
    // Who has feature 1 is taken once in four: -log 3 without the bound. Feature 0 then answers for itself: log 3.
    const harmful = asked(
      [
        [0, 1],
        [0, 0],
      ],
      1,
      3,
    );
    const useful = asked(
      [
        [1, 0],
        [0, 0],
      ],
      3,
      1,
    );
    const data = dataOf(2, [...harmful, ...useful]);
    for (const start of [0, 2]) {
      const { weights } = fitConditionalLogit(data, { prior: priorOf(start, start), priorStrength: 1e-9 });
      expect(weights[0]).toBeCloseTo(Math.log(3), 4);
      expect(weights[1]).toBe(0);
    }
    const alone = fitConditionalLogit(dataOf(2, harmful), { prior: priorOf(0, 0), priorStrength: 0 });
    // One of two at random.
    expect(alone.logLikelihood).toBeCloseTo(Math.log(1 / 2), 12);
  });

  it('is pulled to the prior, the harder the stronger it is', () => {
    const data = dataOf(1, asked([[1], [0]], 3, 1));
    const weightAt = (priorStrength: number) =>
      fitConditionalLogit(data, { prior: priorOf(0.25), priorStrength }).weights[0] as number;
    expect(weightAt(0)).toBeCloseTo(Math.log(3), 5);
    expect(weightAt(1e9)).toBeCloseTo(0.25, 6);
    // 3 - 4 / (1 + exp(-w)) = 2 (w - 1/4) at w = .5: 3 - 2.489837 = .510163 against .5; at .505: .505463 against .51.
    expect(weightAt(2)).toBeGreaterThan(0.5);
    expect(weightAt(2)).toBeLessThan(0.505);
    const pulled = [0, 0.1, 1, 10, 100].map(weightAt);
    expect(pulled).toEqual(pulled.toSorted((a, b) => b - a));
  });

  it('stays at the prior without questions, but never below 0 nor at what is not free', () => {
    const options = { prior: priorOf(0.5, -1, 2), priorStrength: 3, free: [true, true, false] };
    const { weights, logLikelihood } = fitConditionalLogit(dataOf(3, []), options);
    expect([...weights]).toEqual([0.5, 0, 0]);
    expect(logLikelihood).toBe(0);
  });

  it('shares the weight among features that say the same, with no prior to tell them apart', () => {
    const candidates = [
      [1, 1, 1],
      [0, 0, 0],
    ];
    const { weights, logLikelihood } = fitConditionalLogit(dataOf(3, asked(candidates, 3, 1)), {
      prior: priorOf(0, 0, 0),
      priorStrength: 0,
    });
    // Together they answer as one feature does: log 3, and 3 of 4 are foretold with 3/4.
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(Math.log(3), 4);
    expect(logLikelihood).toBeCloseTo((3 * Math.log(3 / 4) + Math.log(1 / 4)) / 4, 8);
  });

  it('keeps what is not free at 0, and explains as much as it can with the rest', () => {
    const candidates = [
      [1, 1],
      [0, 0],
    ];
    const data = dataOf(2, asked(candidates, 3, 1));
    const { weights } = fitConditionalLogit(data, { prior: priorOf(0, 1), priorStrength: 0, free: [true, false] });
    expect(weights[0]).toBeCloseTo(Math.log(3), 5);
    expect(weights[1]).toBe(0);
  });

  it('keeps questions of different sizes apart', () => {
    const questions = [...asked([[1], [0]], 3, 1), ...asked([[1], [0], [1]], 4, 1, 2)];
    const { weights } = fitConditionalLogit(dataOf(1, questions), { prior: priorOf(0), priorStrength: 0 });
    const x = Math.exp(weights[0] as number);
    // At the best weight the feature is taken as often as is expected: 3 + 6 times, and 4 x / (x + 1) + 7 x 2x / (2x + 1).
    expect((4 * x) / (x + 1) + (14 * x) / (2 * x + 1)).toBeCloseTo(9, 4);
  });

  it('stands where no allowed step improves the objective, by finite differences of it', () => {
    const value = fc.integer({ min: -8, max: 8 }).map((n) => n / 4);
    const problem = fc.integer({ min: 1, max: 4 }).chain((width) => {
      const features = fc.array(value, { minLength: width, maxLength: width });
      const question = fc
        .record({ candidates: fc.array(features, { minLength: 2, maxLength: 5 }), pick: fc.nat() })
        .map(({ candidates, pick }) => ({ candidates, taken: pick % candidates.length }));
      return fc.record({
        questions: fc.array(question, { minLength: 1, maxLength: 25 }),
        prior: fc.array(fc.constantFrom(-0.5, 0, 0.3, 1), { minLength: width, maxLength: width }),
        priorStrength: fc.constantFrom(0.3, 1, 20),
      });
    });
    fc.assert(
      fc.property(problem, ({ questions, prior, priorStrength }) => {
        const options = { prior: Float64Array.from(prior), priorStrength };
        const { weights, logLikelihood } = fitConditionalLogit(dataOf(prior.length, questions), options);
        expect(logLikelihood).toBeCloseTo(logLikelihoodOf(questions, weights) / questions.length, 9);
        for (const [f, weight] of weights.entries()) {
          const objectiveAt = (moved: number) => objectiveOf(questions, weights.with(f, moved), options);
          const slope = (objectiveAt(weight + 1e-5) - objectiveAt(weight - 1e-5)) / 2e-5;
          expect(weight).toBeGreaterThanOrEqual(0);
          // A weight above 0 stands on the top of its hill; one at 0 would go down further if it could.
          if (weight > 0) expect(Math.abs(slope)).toBeLessThan(2e-2);
          else expect(slope).toBeLessThan(2e-2);
        }
      }),
      { seed: 31, numRuns: 300 },
    );
  });

  it('gives the same bytes for the same choices', () => {
    const data = dataOf(2, [
      ...asked(
        [
          [1, 0.5],
          [0, 0.25],
        ],
        3,
        1,
      ),
      ...asked(
        [
          [0.1, 1],
          [0, 0],
          [1, 0],
        ],
        3,
        1,
        2,
      ),
    ]);
    const options = { prior: priorOf(0.2, 0.4), priorStrength: 2 };
    expect(fitConditionalLogit(data, options)).toEqual(fitConditionalLogit(data, options));
  });
});
