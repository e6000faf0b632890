import type { ModelResult } from './model-tally.ts';
import { pairedBootstrap, type RandomSource } from './paired-bootstrap.ts';

/**
 * The model to use: the simplest whose NDCG@10 lies within one standard error of the best. The standard error is that of
 * the difference to the best, by the paired bootstrap over orders.
 *
 * Source: the one-standard-error rule of L. Breiman et al. (1984), Classification and Regression Trees.
 *
 * @param results - of the same queries, the simplest model first.
 * @returns the name, or null when there are no models or no queries.
 *
 * @example
 * chooseSimplest([], { random: () => 0.5 }) // => null
 */
export function chooseSimplest(
  results: readonly ModelResult[],
  { random }: { readonly random: RandomSource },
): string | null {
  const asked = results.filter((result) => result.queries > 0);
  const [first] = asked;
  if (first === undefined) return null;
  const best = asked.reduce((a, b) => (b.metrics.ndcg10.mean > a.metrics.ndcg10.mean ? b : a), first);
  const isGoodEnough = (result: ModelResult): boolean => {
    const pair = { first: best.byOrder.ndcg10, second: result.byOrder.ndcg10 };
    const { difference, standardError } = pairedBootstrap(pair, { random });
    return difference <= standardError;
  };
  return asked.find((result) => result === best || isGoodEnough(result))?.name ?? null;
}
