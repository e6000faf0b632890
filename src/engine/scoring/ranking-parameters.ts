import { DEFAULT_RIDGE } from '../ease/ease-model.ts';
import type { CalibrationPoint } from '../evaluation/calibration-curve.ts';
import type { FeatureWeights } from './features.ts';
import { FEATURES } from './features.ts';
import { FLEET_WEIGHT_TABLE } from './fleet-weight-table.ts';
import { hedgeShare, hedgeWeights } from './hedge-weights.ts';

/** What the ranking of a store is taught: by its own orders, or by the fleet where it has too few. */
export interface RankingParameters {
  /** Name of the model that was chosen: "fleet" until the store's own history was asked. */
  readonly model: string;
  readonly weights: FeatureWeights;
  /** lambda of EASE. */
  readonly easeRidge: number;
  /** Half-life of the companions, in days; Infinity = no decay. */
  readonly halfLifeDays: number;
  /** Half-life of what sells now, in days; Infinity = the last 90 days alike, absent = never learned: 30. */
  readonly salesHalfLifeDays?: number;
  /** How many orders of a weekday weigh as much as the other days in what sells now; absent = never learned: 10. */
  readonly salesWeekdayOrders?: number;
  /** What an order of this moment adds to what sells next, in parts of a whole order; absent = never learned: 0. */
  readonly salesEchoWeight?: number;
  /** How often a probability of the first place came true, on orders that were not learned; absent = never measured. */
  readonly calibration?: readonly CalibrationPoint[];
}

/** Half-life of the companions where a store has not chosen its own. */
const FLEET_HALF_LIFE_DAYS = 60;

/**
 * Parameters of a store that was not taught yet, by the number of its orders: what generated stores of that size taught
 * (`npm run fleet`), between two sizes of the table in proportion to the logarithm of the number of orders; with few
 * orders they listen less to the cart than generated stores do (`hedgeShare`).
 *
 * @param orders - counted orders of the store, 0 or more.
 * @example
 * fleetParameters(100).model // => 'fleet'
 */
export function fleetParameters(orders: number): RankingParameters {
  return {
    model: 'fleet',
    easeRidge: DEFAULT_RIDGE,
    halfLifeDays: FLEET_HALF_LIFE_DAYS,
    weights: hedgeWeights(interpolate(Math.log(Math.max(1, orders))), hedgeShare(orders)),
  };
}

function interpolate(logOrders: number): FeatureWeights {
  const table = FLEET_WEIGHT_TABLE;
  const above = table.findIndex((row) => Math.log(row.orders) >= logOrders);
  const upper = table[above === -1 ? table.length - 1 : above];
  const lower = table[above === -1 ? table.length - 1 : Math.max(0, above - 1)];
  if (upper === undefined || lower === undefined) throw new RangeError('The table of fleet weights is empty.');
  const span = Math.log(upper.orders) - Math.log(lower.orders);
  const share = span === 0 ? 0 : Math.max(0, (logOrders - Math.log(lower.orders)) / span);
  const between = FEATURES.map((feature) => [
    feature,
    (1 - share) * (lower.weights[feature] ?? 0) + share * (upper.weights[feature] ?? 0),
  ]);
  return Object.fromEntries(between) as FeatureWeights;
}
