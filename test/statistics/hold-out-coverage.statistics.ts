import { describe, expect, test } from 'vitest';
import { type HoldOutRun, runHoldOut, SHOPS } from './simulated-hold-outs.ts';

const RUNS = 2000;
const EFFECTS = [0, 0.03, 0.08];

function share(runs: readonly HoldOutRun[], hit: (run: HoldOutRun) => boolean): number {
  return runs.filter(hit).length / runs.length;
}

function sum(runs: readonly HoldOutRun[], value: (run: HoldOutRun) => number): number {
  return runs.reduce((total, run) => total + value(run), 0);
}

/** Mean of a value and its standard error, both as a share of what would have been spent without suggestions. */
function meanShare(runs: readonly HoldOutRun[], value: (run: HoldOutRun) => number): { mean: number; error: number } {
  const baseline = sum(runs, (run) => run.baseline) / runs.length;
  const shares = runs.map((run) => value(run) / baseline);
  const mean = shares.reduce((total, one) => total + one, 0) / runs.length;
  const variance = shares.reduce((total, one) => total + (one - mean) ** 2, 0) / (runs.length - 1);
  return { mean, error: Math.sqrt(variance / runs.length) };
}

const covers = ([low, high]: readonly [number, number], value: number) => low <= value && value <= high;
const percent = (value: number, digits = 2) => `${(100 * value).toFixed(digits)} %`;

describe.each(Object.entries(SHOPS))('%s, seeds 1 to 2000', (_name, phases) => {
  test.each(EFFECTS)(
    'a true effect of %d lies in the interval of 95 in a hundred in 935 to 985 of 1,000 runs',
    (effect) => {
      const runs = Array.from({ length: RUNS }, (_, index) =>
        runHoldOut(phases, { seed: index + 1, effect, relabel: true }),
      );
      const coverage = share(runs, ({ uncapped, truth }) => covers(uncapped.interval, truth));
      const bias = meanShare(runs, ({ uncapped, truth }) => uncapped.estimate - truth);
      const capped = meanShare(runs, ({ capped: figure, truth }) => figure.estimate - truth);
      const trimmed = meanShare(runs, ({ capped: figure, uncapped }) => figure.estimate - uncapped.estimate);
      const [extra, attributed] = [sum(runs, ({ truth }) => truth), sum(runs, (run) => run.attributed)];
      const measured = sum(runs, ({ uncapped }) => uncapped.estimate) / attributed;
      const sureOfKappa = share(runs, ({ kappaInterval: interval, truth, attributed: credited }) =>
        interval === null ? true : covers(interval, truth / credited),
      );
      const alone = share(runs, ({ uncapped }) => uncapped.interval[0] > 0);
      const claimed = share(runs, ({ uncapped }) => uncapped.claims);
      console.log(
        [
          `effect ${percent(effect, 0)}: covered ${percent(coverage)}`,
          `(too high ${percent(share(runs, ({ uncapped, truth }) => uncapped.interval[0] > truth))},`,
          `too low ${percent(share(runs, ({ uncapped, truth }) => uncapped.interval[1] < truth))};`,
          `the expected effect ${percent(share(runs, ({ uncapped, expected }) => covers(uncapped.interval, expected)))};`,
          `capped ${percent(share(runs, ({ capped: figure, truth }) => covers(figure.interval, truth)))});`,
          `standard error ${percent(sum(runs, ({ uncapped }) => uncapped.standardError) / sum(runs, (run) => run.baseline))};`,
          `bias ${percent(bias.mean)} +-${percent(bias.error)}, capped ${percent(capped.mean)} +-${percent(capped.error)},`,
          `the cap alone ${percent(trimmed.mean)} +-${percent(trimmed.error)};`,
          `attributed ${percent(attributed / sum(runs, ({ baseline }) => baseline))}, kappa in truth ${(extra / attributed).toFixed(3)},`,
          `measured ${measured.toFixed(3)}, covered ${percent(sureOfKappa)};`,
          `claims ${percent(alone)}, with the randomisation test ${percent(claimed)}`,
        ].join(' '),
      );
      expect(coverage).toBeGreaterThanOrEqual(0.935);
      expect(coverage).toBeLessThanOrEqual(0.985);
      // Unbiased: within four standard errors of 2,000 runs.
      expect(Math.abs(bias.mean)).toBeLessThan(4 * bias.error);
      // The cap can only take from a positive effect.
      expect(trimmed.mean).toBeLessThan(effect === 0 ? 4 * trimmed.error : 0);
      expect(claimed).toBeLessThanOrEqual(alone);
      if (effect === 0) expect(claimed).toBeLessThanOrEqual(0.03);
      // What is attributed is several times what is extra, and the hold-out says how many times.
      expect(attributed).toBeGreaterThan(3 * extra);
      expect(Math.abs(measured - extra / attributed)).toBeLessThan(
        (4 * bias.error * sum(runs, (run) => run.baseline)) / attributed,
      );
    },
  );
});
