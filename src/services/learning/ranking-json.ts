import { NEXT_ORDER_FEATURES } from '../../engine/next-order/next-order-features.ts';
import { FEATURES, featureWeights } from '../../engine/scoring/features.ts';
import type { RankingParameters } from '../../engine/scoring/ranking-parameters.ts';

/** {@link RankingParameters} as JSON keeps them: it has no word for an infinite half-life, so that is null;
 * what was never learned of what sells is left out. */
interface StoredParameters {
  readonly model: string;
  readonly weights: Readonly<Record<string, number>>;
  readonly easeRidge: number;
  readonly halfLifeDays: number | null;
  readonly salesHalfLifeDays?: number | null;
  readonly salesWeekdayOrders?: number;
  readonly salesEchoWeight?: number;
  readonly calibration?: RankingParameters['calibration'];
}

/** The model of a choice that could not tell models apart: the fleet's weights go on serving. */
export const FLEET_MODEL = 'fleet';

/**
 * Parameters as they are stored.
 *
 * @example
 * packParameters({ ...fleetParameters(0), halfLifeDays: Infinity }).halfLifeDays // => null
 */
export function packParameters(parameters: RankingParameters): StoredParameters {
  const { halfLifeDays, salesHalfLifeDays, ...rest } = parameters;
  const sales = salesHalfLifeDays === undefined ? {} : { salesHalfLifeDays: finiteOrNull(salesHalfLifeDays) };
  return { ...rest, halfLifeDays: finiteOrNull(halfLifeDays), ...sales };
}

/**
 * Stored parameters as the engine takes them; features that the release of that day did not have weigh 0. Null for the
 * fleet's: those depend on the number of orders, which goes on growing.
 *
 * @example
 * unpackParameters({ model: 'knn', weights: { hour: 0.5 }, easeRidge: 30, halfLifeDays: null }).halfLifeDays // => Infinity
 * unpackParameters(packParameters(fleetParameters(0))) // => null
 */
export function unpackParameters(stored: object): RankingParameters | null {
  const {
    model,
    weights,
    easeRidge,
    halfLifeDays,
    salesHalfLifeDays,
    salesWeekdayOrders,
    salesEchoWeight,
    calibration = [],
  } = stored as StoredParameters;
  if (model === FLEET_MODEL) return null;
  const known = Object.fromEntries(FEATURES.flatMap((feature) => [[feature, weights[feature] ?? 0]]));
  const sales = salesHalfLifeDays === undefined ? {} : { salesHalfLifeDays: salesHalfLifeDays ?? Infinity };
  return {
    model,
    weights: featureWeights(known),
    easeRidge,
    halfLifeDays: halfLifeDays ?? Infinity,
    ...sales,
    ...(salesWeekdayOrders === undefined ? {} : { salesWeekdayOrders }),
    ...(salesEchoWeight === undefined ? {} : { salesEchoWeight }),
    calibration,
  };
}

function finiteOrNull(days: number): number | null {
  return Number.isFinite(days) ? days : null;
}

/** What ranks next orders beside the parameters: weights by name; null = own history first, then popularity. */
interface StoredNextOrder {
  readonly nextOrder: Readonly<Record<string, number>> | null;
}

/**
 * The weights of next orders as they are stored, beside {@link packParameters}.
 *
 * @param weights - in the order of `NEXT_ORDER_FEATURES`; null = own history first, then popularity.
 * @example
 * packNextOrder(null) // => { nextOrder: null }
 */
export function packNextOrder(weights: readonly number[] | null): StoredNextOrder {
  if (weights === null) return { nextOrder: null };
  return { nextOrder: Object.fromEntries(NEXT_ORDER_FEATURES.map((feature, place) => [feature, weights[place] ?? 0])) };
}

/**
 * Stored weights of next orders as the engine takes them; features that the release of that day did not have weigh 0.
 *
 * @example
 * unpackNextOrder(packNextOrder(null)) // => null
 */
export function unpackNextOrder(stored: object): readonly number[] | null {
  const { nextOrder = null } = stored as Partial<StoredNextOrder>;
  return nextOrder === null ? null : NEXT_ORDER_FEATURES.map((feature) => nextOrder[feature] ?? 0);
}
