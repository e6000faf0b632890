import { ROLES } from '../items.ts';
import type { FeatureContext, RowValues } from './feature-values.ts';
import type { JudgedItems } from './item-rows.ts';

const OTHER_ROLE = ROLES.indexOf('other');

/**
 * What is known of some items alone, by place: the features of a few hundred items of a large menu are then computed by
 * the same formulas as those of all items, and come out the same to the last bit.
 *
 * @param context - of all items, by item index; without rows.
 * @param options.rows - what the cart's items say of the judged ones, by place.
 * @example
 * const values = Float64Array.of(0.1, 0.2);
 * const neighbours = { similar: values, same: values, similarTotal: 1, sameTotal: 1 };
 * const indexes = { categoryIndexes: Int32Array.of(7, 8), roleIndexes: Uint8Array.of(0, 1) };
 * const context = { shares: values, logShares: values, ease: values, neighbours, ...indexes };
 * const gathered = gatherContext(context, { items: [1], placeOf: Int32Array.of(-1, 0), rows: [] });
 * [gathered.shares[0], gathered.categoryIndexes[0]] // => [0.2, 8]
 */
export function gatherContext(
  context: FeatureContext,
  { items, placeOf, rows }: JudgedItems & { readonly rows: readonly RowValues[] },
): FeatureContext {
  const wide = (values: Float64Array) => gather(values, items);
  const { neighbours } = context;
  return {
    ...context,
    placeOf,
    shares: wide(context.shares),
    logShares: wide(context.logShares),
    ease: wide(context.ease),
    rows,
    neighbours: { ...totalsOf(neighbours), similar: wide(neighbours.similar), same: wide(neighbours.same) },
    categoryIndexes: Int32Array.from(items, (item) => context.categoryIndexes[item] ?? -1),
    roleIndexes: Uint8Array.from(items, (item) => context.roleIndexes[item] ?? OTHER_ROLE),
  };
}

function totalsOf({ similarTotal, sameTotal }: FeatureContext['neighbours']) {
  return { similarTotal, sameTotal };
}

function gather(values: Float64Array, items: readonly number[]): Float64Array<ArrayBuffer> {
  const out = new Float64Array(items.length);
  for (let place = 0; place < items.length; place++) out[place] = values[items[place] as number] as number;
  return out;
}
