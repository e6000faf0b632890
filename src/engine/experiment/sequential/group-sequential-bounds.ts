import { normalCdf, normalDensity, normalQuantile } from '../../statistics/normal-distribution.ts';

/** Grid intervals of Simpson's rule, even. */
const GRID = 600;
const HALVINGS = 60;

/** What is left of the test's path S = Z sqrt(t) after some looks: its density where it has not stopped. */
interface Surviving {
  readonly at: Float64Array;
  readonly density: Float64Array;
  readonly step: number;
}

/**
 * Bounds of a group-sequential test with a few planned looks, two-sided: at look k stop when |z| is above bound k. O'Brien-Fleming
 * spending: by the share t of the planned units, each side has spent 2 - 2 Phi(z / sqrt t), z the quantile of 1 - alpha / 4.
 * An optional method for looks at planned shares of the units; looks at any time take the always-valid sequence.
 *
 * The probability of stopping for the first time at look k is integrated over the path S_k = Z_k sqrt(t_k), whose steps are
 * independent and normal with variance t_k - t_(k-1); Simpson's rule on 601 points, bounds to about 1e-5.
 *
 * Sources: K. K. G. Lan and D. L. DeMets (1983), Discrete sequential boundaries for clinical trials, Biometrika 70; P. Armitage, C. K.
 * McPherson, B. C. Rowe (1969) for the integration.
 *
 * @param fractions - share of the planned units at each look, rising, above 0, up to 1
 * @param alpha - two-sided, .05 for 5 %
 * @returns one bound for each look, in standard errors
 * @throws RangeError when the shares do not rise within 0 .. 1.
 * @example
 * groupSequentialBounds([0.5, 1], 0.05) // => [2.963, 1.969]
 */
export function groupSequentialBounds(fractions: readonly number[], alpha: number): number[] {
  requireRising(fractions);
  const bounds: number[] = [];
  let surviving: Surviving | null = null;
  let [spent, before] = [0, 0];
  for (const fraction of fractions) {
    const target = spentBy(fraction, alpha) - spent;
    const bound = findBound(target, { surviving, from: before, to: fraction });
    bounds.push(bound);
    surviving = advance(surviving, { from: before, to: fraction, edge: bound * Math.sqrt(fraction) });
    spent += target;
    before = fraction;
  }
  return bounds;
}

function requireRising(fractions: readonly number[]): void {
  if (fractions.every((fraction, i) => fraction > (fractions[i - 1] ?? 0) && fraction <= 1)) return;
  throw new RangeError(`Cannot plan looks at ${fractions.join(', ')}: expected rising shares above 0, up to 1`);
}

/** Error probability of both sides that may be spent by a share of the units. */
function spentBy(fraction: number, alpha: number): number {
  return 4 * normalCdf(-normalQuantile(1 - alpha / 4) / Math.sqrt(fraction));
}

interface Step {
  readonly from: number;
  readonly to: number;
}

function findBound(target: number, path: Step & { surviving: Surviving | null }): number {
  let [low, high] = [0, 40];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (stopProbability(middle * Math.sqrt(path.to), path) > target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(the path is within the bounds so far and then beyond -+edge). */
function stopProbability(edge: number, { surviving, from, to }: Step & { surviving: Surviving | null }): number {
  const sd = Math.sqrt(to - from);
  const beyond = (start: number) => normalCdf((start - edge) / sd) + normalCdf((-edge - start) / sd);
  return surviving === null ? beyond(0) : integrate(surviving, beyond);
}

/** The density of the path at the next look, within -+edge. */
function advance(surviving: Surviving | null, { from, to, edge }: Step & { edge: number }): Surviving {
  const sd = Math.sqrt(to - from);
  const step = (2 * edge) / GRID;
  const at = Float64Array.from({ length: GRID + 1 }, (_, i) => -edge + i * step);
  const density = at.map((point) => {
    const arrive = (start: number) => normalDensity((point - start) / sd) / sd;
    return surviving === null ? arrive(0) : integrate(surviving, arrive);
  });
  return { at, density, step };
}

/** Simpson's rule over the surviving density. */
function integrate({ at, density, step }: Surviving, weight: (start: number) => number): number {
  let sum = 0;
  for (let i = 0; i <= GRID; i++) {
    const simpson = i === 0 || i === GRID ? 1 : 2 + 2 * (i % 2);
    sum += simpson * density[i] * weight(at[i]);
  }
  return (sum * step) / 3;
}
