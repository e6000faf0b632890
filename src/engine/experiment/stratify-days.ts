import { type ArmSums, addSums } from './compare/arm-moments.ts';
import type { ArmDay } from './experiment-plan.ts';

/**
 * Puts the versions of a test together. Each change of the split drew everybody anew, so each version is a stratum: the arms
 * are compared within it, and weigh by its units in all. Added up as they are, arms of 90 and of 50 % would mix the levels
 * of the two times into the difference (Simpson's paradox).
 *
 *     mean of an arm = sum (N_s / N) m_s          variance of that mean = sum (N_s / N)^2 s_s^2 / n_s
 *
 * They are given back as sums with this mean and variance, on the arm's first day; units stay on their days. A stratum with
 * fewer than 2 units of a metric in an arm says nothing about it and is passed over.
 *
 * Source: W. G. Cochran (1977), Sampling Techniques, chapter 5A (post-stratification).
 *
 * @param strata - the days of each version
 * @example
 * const day = (arm, n, mean) => ({ day: '2026-03-02', arm, units: n, metrics: { y: { n, sum: n * mean, sumOfSquares: n * mean ** 2 } } });
 * const strata = [[day('a', 10, 1), day('b', 90, 2)], [day('a', 50, 5), day('b', 50, 6)]];
 * stratifyDays(strata).slice(0, 2).map(({ metrics }) => metrics.y.sum / metrics.y.n) // => [3, 4]
 */
export function stratifyDays(strata: readonly (readonly ArmDay[])[]): ArmDay[] {
  const filled = strata.filter((days) => days.length > 0);
  if (filled.length <= 1) return [...(filled[0] ?? [])];
  const arms = [...new Set(filled.flat().map(({ arm }) => arm))].sort();
  const names = [...new Set(filled.flat().flatMap(({ metrics }) => Object.keys(metrics)))];
  const metricsOf = new Map(arms.map((arm) => [arm, {} as Record<string, ArmSums>]));
  for (const name of names) {
    const usable = filled
      .map((days) => arms.map((arm) => sumsOf(days, { arm, name })))
      .filter((sums) => sums.every(({ n }) => n >= 2));
    const total = usable.flat().reduce((sum, { n }) => sum + n, 0);
    for (const [index, arm] of arms.entries()) {
      const parts = usable.map((sums) => ({
        sums: sums[index] ?? NOTHING,
        weight: sums.reduce((sum, { n }) => sum + n, 0) / total,
      }));
      const metrics = metricsOf.get(arm);
      if (metrics !== undefined) metrics[name] = weigh(parts);
    }
  }
  const seen = new Set<string>();
  return filled.flat().map((day) => {
    const isFirst = !seen.has(day.arm);
    seen.add(day.arm);
    return { ...day, metrics: isFirst ? (metricsOf.get(day.arm) ?? {}) : {} };
  });
}

const NOTHING: ArmSums = { n: 0, sum: 0, sumOfSquares: 0 };

function sumsOf(days: readonly ArmDay[], { arm, name }: { arm: string; name: string }): ArmSums {
  return addSums(days.filter((day) => day.arm === arm).map(({ metrics }) => metrics[name] ?? NOTHING));
}

function weigh(parts: readonly { readonly sums: ArmSums; readonly weight: number }[]): ArmSums {
  const n = parts.reduce((total, { sums }) => total + sums.n, 0);
  if (n < 2) return NOTHING;
  const mean = parts.reduce((total, { sums, weight }) => total + weight * (sums.sum / sums.n), 0);
  const variance = parts.reduce((total, { sums, weight }) => {
    const spread = Math.max(0, sums.sumOfSquares - sums.sum ** 2 / sums.n) / (sums.n - 1);
    return total + (weight ** 2 * spread) / sums.n;
  }, 0);
  return { n, sum: n * mean, sumOfSquares: (n - 1) * n * variance + n * mean ** 2 };
}
