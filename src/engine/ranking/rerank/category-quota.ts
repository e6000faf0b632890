/** The places that the quota looks at. */
const QUOTA_PLACES = 4;

/**
 * Whether one more item of a category may take the next place: among the first four places at most `quota` items are of
 * one category. Items without a category are of none.
 *
 * @param placed category of each place that is taken, in order; null = none
 * @param quota at least 1; null = any number
 * @example
 * quotaAdmits([5, 5], 2)(5) // => false
 * quotaAdmits([5, 5], 2)(6) // => true
 * quotaAdmits([5, 5, 6, 7], 2)(5) // => true
 */
export function quotaAdmits(
  placed: readonly (number | null)[],
  quota: number | null,
): (categoryId: number | null) => boolean {
  if (quota === null || placed.length >= QUOTA_PLACES) return () => true;
  return (categoryId) => {
    if (categoryId === null) return true;
    let taken = 0;
    for (const other of placed) if (other === categoryId) taken++;
    return taken < quota;
  };
}
