import type { BetaParameters } from '../../statistics/beta-bound.ts';

/** Nodes of the grid lie at most half the narrowest spread apart, and there are no more than this. */
const NODES_PER_SPREAD = 2;
const MOST_NODES = 192;
/** Log odds outside of this (a chance below 1 in 160,000) decide nothing. */
const FARTHEST_LOG_ODDS = 12;
/** Spreads on either side of a distribution's middle that are looked at. */
const SPREADS = 7;

/** Equally spaced log odds z = ln(x / (1 - x)), with what every variable needs at each. */
interface Grid {
  readonly step: number;
  readonly logOdds: Float64Array;
  /** x itself. */
  readonly share: Float64Array;
  /** ln(1 - x). */
  readonly logRest: Float64Array;
}

/**
 * Density of one variable's log odds at each node, and the probability of being below it. The last node, after those of
 * the grid, stands for all that is above: it holds that mass, with half of it below.
 */
interface Curve {
  readonly density: Float64Array;
  readonly below: Float64Array;
}

/**
 * The probability of each of several independent beta variables to be the greatest:
 *
 *   p_j = integral of f_j(z) product over k of F_k(z) dz, k not j
 *
 * over the log odds z = ln(x / (1 - x)), where the density is smooth whatever the parameters: trapezoids with the end
 * correction of Euler and Maclaurin, the tails in closed form. The error is below 1e-3 for alpha + beta up to 1000 while
 * at most one mean is above .9; beyond, the grid is coarser than the narrowest variable.
 *
 * @param variables alpha and beta above 0
 * @returns probabilities in the order given, which sum to 1; empty for none
 * @example
 * // P(Beta(2, 18) > Beta(1, 19)) = 1 - B(2, 37) / B(2, 18) = 1 - (18 x 19) / (37 x 38)
 * winProbabilities([{ alpha: 2, beta: 18 }, { alpha: 1, beta: 19 }]) // => [0.756757, 0.243243]
 */
export function winProbabilities(variables: readonly BetaParameters[]): number[] {
  if (variables.length === 0) return [];
  const grid = layGrid(variables);
  const curves = variables.map((variable) => traceCurve(variable, grid));
  const wins = new Float64Array(variables.length);
  const before = new Float64Array(variables.length);
  // One node more than the grid has: all that is above it.
  for (let node = 0; node <= grid.logOdds.length; node++) {
    let product = 1;
    for (const [index, { below }] of curves.entries()) {
      before[index] = product;
      product *= below[node];
    }
    let after = 1;
    for (let index = curves.length - 1; index >= 0; index--) {
      const { density, below } = curves[index];
      wins[index] += density[node] * before[index] * after;
      after *= below[node];
    }
  }
  const total = wins.reduce((sum, win) => sum + win, 0);
  return Array.from(wins, (win) => win / total);
}

/** Covers every variable from where it is hardly ever below to where it is hardly ever above. */
function layGrid(variables: readonly BetaParameters[]): Grid {
  let [from, to, narrowest] = [FARTHEST_LOG_ODDS, -FARTHEST_LOG_ODDS, FARTHEST_LOG_ODDS];
  for (const { alpha, beta } of variables) {
    const middle = Math.log(alpha / beta);
    const spread = Math.sqrt(1 / alpha + 1 / beta);
    from = Math.min(from, middle - SPREADS * spread);
    to = Math.max(to, middle + SPREADS * spread);
    narrowest = Math.min(narrowest, spread);
  }
  from = Math.max(from, -FARTHEST_LOG_ODDS);
  to = Math.min(to, FARTHEST_LOG_ODDS);
  const nodes = Math.min(Math.ceil(((to - from) / narrowest) * NODES_PER_SPREAD) + 1, MOST_NODES);
  const step = (to - from) / (nodes - 1);
  const grid = {
    step,
    logOdds: new Float64Array(nodes),
    share: new Float64Array(nodes),
    logRest: new Float64Array(nodes),
  };
  for (let node = 0; node < nodes; node++) {
    const logOdds = from + node * step;
    const logRest = -Math.max(logOdds, 0) - Math.log1p(Math.exp(-Math.abs(logOdds)));
    grid.logOdds[node] = logOdds;
    grid.share[node] = Math.exp(logOdds + logRest);
    grid.logRest[node] = logRest;
  }
  return grid;
}

function traceCurve({ alpha, beta }: BetaParameters, { step, logOdds, share, logRest }: Grid): Curve {
  const nodes = logOdds.length;
  const sum = alpha + beta;
  // ln of x^alpha (1 - x)^beta, the density of the log odds but for a constant, taken relative to its peak.
  const peak = alpha * Math.log(alpha / sum) + beta * Math.log(beta / sum);
  const density = new Float64Array(nodes + 1);
  const below = new Float64Array(nodes + 1);
  let [area, last, startSlope] = [0, 0, 0];
  for (let node = 0; node < nodes; node++) {
    const here = Math.exp(alpha * logOdds[node] + sum * logRest[node] - peak);
    const slope = here * (alpha - sum * share[node]);
    if (node === 0) {
      // Far down the density falls as exp(alpha z), far up as exp(-beta z).
      area = here / alpha;
      startSlope = slope;
    } else area += (step / 2) * (last + here);
    density[node] = here;
    below[node] = Math.max(area - (step ** 2 / 12) * (slope - startSlope), 0);
    last = here;
  }
  const above = last / beta;
  const total = below[nodes - 1] + above;
  density[nodes] = above / step;
  below[nodes] = total - above / 2;
  for (let node = 0; node <= nodes; node++) {
    density[node] /= total;
    below[node] /= total;
  }
  return { density, below };
}
