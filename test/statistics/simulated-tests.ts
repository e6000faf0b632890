import type { ArmDay, ExperimentPlan } from '../../src/engine/experiment/experiment-plan.ts';
import { createRandom, type Random } from '../../src/simulation/random.ts';

export const DAYS = 28;
const VISITORS_PER_ARM_AND_DAY = 200;
const CONTROL_RATE = 0.08;

/** Two arms of 200 visitors a day, 28 days, hybrid rule. */
export const PLAN: ExperimentPlan = {
  method: 'hybrid',
  arms: [
    { arm: 'control', share: 0.5 },
    { arm: 'variant', share: 0.5 },
  ],
  control: 'control',
  metrics: [{ name: 'converted', kind: 'proportion', role: 'primary' }],
  plannedDays: DAYS,
  plannedUnits: 2 * VISITORS_PER_ARM_AND_DAY * DAYS,
};

/** The days of one test, in order: 8 % of the control's visitors convert, `uplift` more of the variant's. */
export function simulateTest(seed: number, uplift: number): ArmDay[] {
  const random = createRandom(seed, `ab-test-${uplift}`);
  const rates = { control: CONTROL_RATE, variant: CONTROL_RATE * (1 + uplift) };
  return Array.from({ length: DAYS }, (_, index) => {
    const day = `2026-06-${String(index + 1).padStart(2, '0')}`;
    return Object.entries(rates).map(([arm, rate]) => {
      const sum = countSuccesses(random, rate);
      const converted = { n: VISITORS_PER_ARM_AND_DAY, sum, sumOfSquares: sum };
      return { day, arm, units: VISITORS_PER_ARM_AND_DAY, metrics: { converted } };
    });
  }).flat();
}

function countSuccesses(random: Random, rate: number): number {
  let successes = 0;
  for (let visitor = 0; visitor < VISITORS_PER_ARM_AND_DAY; visitor++) if (random() < rate) successes += 1;
  return successes;
}

/** A standard normal number (Box and Muller, 1958). */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
