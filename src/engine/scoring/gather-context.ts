import type { FeatureContext } from './feature-values.ts';

/**
 * What is known of some items alone, by place: the features of a few hundred items of a large menu are then computed by
 * the same formulas as those of all items, and come out the same to the last bit.
 *
 * @param context - of all items, by item index.
 * @param items - indices of the items to judge, without repeats.
 * @param placeOf - as long as the menu; filled with the place of each item, -1 for all others.
 */
export function gatherContext(context: FeatureContext, items: readonly number[], placeOf: Int32Array): FeatureContext {
  placeOf.fill(-1);
  for (const [place, item] of items.entries()) placeOf[item] = place;
  const wide = (values: Float64Array) => gather(values, items, new Float64Array(items.length));
  const { neighbours } = context;
  return {
    ...context,
    placeOf,
    shares: wide(context.shares),
    logShares: wide(context.logShares),
    ease: wide(context.ease),
    rows: context.rows.map(({ logLifts, companions }) => ({
      logLifts: gather(logLifts, items, new Float32Array(items.length)),
      companions: gather(companions, items, new Float32Array(items.length)),
    })),
    neighbours: { ...totalsOf(neighbours), similar: wide(neighbours.similar), same: wide(neighbours.same) },
    categoryIndexes: Int32Array.from(items, (item) => context.categoryIndexes[item] ?? -1),
  };
}

function totalsOf({ similarTotal, sameTotal }: FeatureContext['neighbours']) {
  return { similarTotal, sameTotal };
}

function gather<T extends Float64Array | Float32Array>(
  values: Float64Array | Float32Array,
  items: readonly number[],
  out: T,
): T {
  for (let place = 0; place < items.length; place++) out[place] = values[items[place] as number] as number;
  return out;
}
