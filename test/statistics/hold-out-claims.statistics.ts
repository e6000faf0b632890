import { describe, expect, test } from 'vitest';
import { RunningMoments } from '../../src/engine/experiment/compare/running-moments.ts';
import { measureIncrementalRevenue } from '../../src/engine/experiment/incremental/incremental-revenue.ts';
import { normalQuantile } from '../../src/engine/statistics/normal-distribution.ts';
import { createRandom } from '../../src/simulation/random.ts';
import { drawNormal } from './simulated-tests.ts';

const WORLDS = 2000;
const VISITORS = 80 * 28;
const HELD_OUT = 0.1;
const BUYERS = 0.1;
/** Spread of the logarithm of a basket: a few are many times the usual one. */
const SPREAD = 0.7;

/** 28 days of 80 visitors with a tenth held out and no effect of anything: what would be claimed? */
function claims(seed: number): { welch: boolean; safe: boolean } {
  const random = createRandom(seed, 'hold-out');
  const arms = { treated: new RunningMoments(), control: new RunningMoments() };
  for (let visitor = 0; visitor < VISITORS; visitor++) {
    const arm = random() < HELD_OUT ? arms.control : arms.treated;
    arm.add(random() < BUYERS ? 30 * Math.exp(SPREAD * drawNormal(random)) : 0);
  }
  const week = { treated: arms.treated.moments(), control: arms.control.moments() };
  const { incremental, standardErrors, interval } = measureIncrementalRevenue([week]);
  return { welch: incremental > normalQuantile(0.975) * standardErrors.welch, safe: interval[0] > 0 };
}

describe('2,000 hold-outs without an effect, seeds 1 to 2000', () => {
  test('the safe standard error claims an uplift in at most 3 %; Welch alone claims more than it promises', () => {
    let [welch, safe] = [0, 0];
    for (let seed = 1; seed <= WORLDS; seed++) {
      const claimed = claims(seed);
      if (claimed.welch) welch += 1;
      if (claimed.safe) safe += 1;
    }
    console.log(`no effect, claims of an uplift (promised 2.5 %): Welch ${percent(welch)}, safe ${percent(safe)}`);
    expect(safe / WORLDS).toBeLessThanOrEqual(0.03);
    expect(welch / WORLDS).toBeGreaterThan(0.04);
  });
});

function percent(claimed: number): string {
  return `${((claimed / WORLDS) * 100).toFixed(2)} %`;
}
