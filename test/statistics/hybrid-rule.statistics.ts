import { describe, expect, test } from 'vitest';
import { compareProportions } from '../../src/engine/experiment/compare/two-proportions.ts';
import { evaluateExperiment } from '../../src/engine/experiment/evaluate-experiment.ts';
import type { ArmDay, ExperimentMethod } from '../../src/engine/experiment/experiment-plan.ts';
import { DAYS, PLAN, simulateTest } from './simulated-tests.ts';

const TESTS = 2000;

interface Outcome {
  readonly winner: string | null;
  /** A mismatch was alarmed at some look. */
  readonly mismatch: boolean;
}

/** Looks every day and stops at the first winner, as the owner would. */
function runTest(seed: number, { uplift, method }: { uplift: number; method: ExperimentMethod }): Outcome {
  const armDays = simulateTest(seed, uplift);
  let previousRatioP = 1;
  for (let elapsedDays = 1; elapsedDays <= DAYS; elapsedDays++) {
    const look = { elapsedDays, previousRatioP };
    const result = evaluateExperiment(armDays.slice(0, 2 * elapsedDays), { plan: { ...PLAN, method }, look });
    if (!result.sampleRatio.ok) return { winner: null, mismatch: true };
    if (result.sampleRatio.test === 'e-value') previousRatioP = result.sampleRatio.pValue;
    if (result.winner === 'variant' || result.winner === 'control') return { winner: result.winner, mismatch: false };
  }
  return { winner: null, mismatch: false };
}

function share(options: { uplift: number; method: ExperimentMethod }, hit: (outcome: Outcome) => boolean): number {
  let hits = 0;
  for (let seed = 1; seed <= TESTS; seed++) if (hit(runTest(seed, options))) hits += 1;
  return hits / TESTS;
}

/** Does a plain test at 5 % find a difference on any day? */
function isFooled(armDays: readonly ArmDay[]): boolean {
  const successes = { control: 0, variant: 0 };
  let n = 0;
  for (let day = 0; day < DAYS; day++) {
    const [control, variant] = [armDays[2 * day], armDays[2 * day + 1]];
    successes.control += control?.metrics.converted?.sum ?? 0;
    successes.variant += variant?.metrics.converted?.sum ?? 0;
    n += control?.units ?? 0;
    const arms = { treated: { successes: successes.variant, n }, control: { successes: successes.control, n } };
    if (compareProportions(arms, 0.05).pValue < 0.05) return true;
  }
  return false;
}

describe('2,000 tests with 28 daily looks, seeds 1 to 2000', () => {
  test('hybrid: of tests without a difference at most 6 % find one', () => {
    const falseWins = share({ uplift: 0, method: 'hybrid' }, ({ winner }) => winner !== null);
    console.log(`hybrid, no difference: ${(falseWins * 100).toFixed(2)} % find one (promised: at most 5 %)`);
    expect(falseWins).toBeLessThanOrEqual(0.06);
    expect(falseWins).toBeGreaterThan(0.01);
  });

  test('hybrid: a planted +20 % is found in at least 78 %', () => {
    const found = share({ uplift: 0.2, method: 'hybrid' }, ({ winner }) => winner === 'variant');
    console.log(`hybrid, +20 %: ${(found * 100).toFixed(2)} % find it`);
    expect(found).toBeGreaterThanOrEqual(0.78);
  });

  test('a fixed test looked at daily fools its owner: the runs can tell a bad rule', () => {
    let fooled = 0;
    for (let seed = 1; seed <= TESTS; seed++) if (isFooled(simulateTest(seed, 0))) fooled += 1;
    console.log(`fixed at 5 %, looked at daily, no difference: ${((fooled / TESTS) * 100).toFixed(2)} % find one`);
    expect(fooled / TESTS).toBeGreaterThan(0.2);
  });

  test('always-valid: at most 5 % without a difference, at the price of power', () => {
    const falseWins = share({ uplift: 0, method: 'always_valid' }, ({ winner }) => winner !== null);
    const found = share({ uplift: 0.2, method: 'always_valid' }, ({ winner }) => winner === 'variant');
    console.log(`always-valid: ${(falseWins * 100).toFixed(2)} % false, +20 % found in ${(found * 100).toFixed(2)} %`);
    expect(falseWins).toBeLessThanOrEqual(0.05);
    expect(found).toBeLessThan(0.75);
  });

  test('fixed, looked at once: 5 % without a difference, and hardly more power than the hybrid rule', () => {
    const falseWins = share({ uplift: 0, method: 'fixed' }, ({ winner }) => winner !== null);
    const found = share({ uplift: 0.2, method: 'fixed' }, ({ winner }) => winner === 'variant');
    console.log(
      `fixed, one look: ${(falseWins * 100).toFixed(2)} % false, +20 % found in ${(found * 100).toFixed(2)} %`,
    );
    expect(falseWins).toBeGreaterThan(0.03);
    expect(falseWins).toBeLessThan(0.07);
    expect(found).toBeGreaterThan(0.8);
  });
});
