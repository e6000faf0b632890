import { logGamma } from '../../statistics/log-gamma.ts';
import { SAMPLE_RATIO_ALARM } from './sample-ratio.ts';

/** Weight of the planned shares against what is seen. With 100 a leak of 10 % to 8 % is found 98.9 % of the time. */
const CONCENTRATION = 100;

/** How the running check is done. */
export interface RunningRatioOptions {
  /** Planned shares of the arms: above 0, sum 1. */
  readonly shares: readonly number[];
  /** 100 unless told. */
  readonly concentration?: number;
}

/** The sample-ratio check of a running test. */
export interface RunningSampleRatio {
  /** ln of the Bayes factor against the planned shares; those of weeks with other shares add up. */
  readonly logBayesFactor: number;
  /** Always valid: min(1, 1 / Bayes factor), and never above the p-value of the last look. */
  readonly pValue: number;
  /** p below .001. */
  readonly mismatch: boolean;
}

/**
 * ln of the Bayes factor of "shares of a Dirichlet prior around the planned ones" against "the planned shares":
 * lnG(c) - lnG(c + n) + sum [lnG(c p_j + n_j) - lnG(c p_j)] - sum n_j ln p_j.
 *
 * Source: M. Lindon and A. Malek (2022), Anytime-Valid Inference for Multinomial Count Data, NeurIPS (arXiv 2011.03567).
 *
 * @param counts - units of each arm so far
 * @example
 * sampleRatioLogBayesFactor([520, 480], { shares: [0.5, 0.5] }) // => -0.4731252337
 */
export function sampleRatioLogBayesFactor(
  counts: readonly number[],
  { shares, concentration: c = CONCENTRATION }: RunningRatioOptions,
): number {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const arms = counts.map((count, arm) => {
    const share = shares[arm];
    return logGamma(c * share + count) - logGamma(c * share) - count * Math.log(share);
  });
  return arms.reduce((sum, term) => sum + term, logGamma(c) - logGamma(c + n));
}

/**
 * The running sample-ratio check: may be read after every unit. Where the shares change, hand in the sum of the
 * logarithms of the periods, each by {@link sampleRatioLogBayesFactor}.
 *
 * @param logBayesFactor - of everything so far
 * @param previousP - the p-value of the last look; 1 at the first
 * @example
 * runningSampleRatio(9.492484571) // => { logBayesFactor: 9.492484571, pValue: 0.00007541649, mismatch: true }
 */
export function runningSampleRatio(logBayesFactor: number, previousP = 1): RunningSampleRatio {
  const pValue = Math.min(1, previousP, Math.exp(-logBayesFactor));
  return { logBayesFactor, pValue, mismatch: pValue < SAMPLE_RATIO_ALARM };
}
