/** Which names still count as near. */
export interface NearestNameOptions {
  /** Most letters to add, drop or change; by default 2, and fewer than half of the name's. */
  readonly mostEdits?: number;
}

/** A typing error changes a letter or two. */
const MOST_EDITS = 2;

/**
 * The known name that is nearest to a misspelt one; null when none is near.
 *
 * @example
 * nearestName('avoids', ['cart', 'avoid', 'diet']) // => "avoid"
 */
export function nearestName(
  name: string,
  known: readonly string[],
  { mostEdits = Math.min(MOST_EDITS, Math.ceil(name.length / 2) - 1) }: NearestNameOptions = {},
): string | null {
  const [nearest] = known
    .map((candidate) => ({ candidate, edits: countEdits(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  return nearest !== undefined && nearest.edits <= mostEdits ? nearest.candidate : null;
}

/** Levenshtein distance: letters to add, drop or change. */
function countEdits(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = Number(previous[j - 1]) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(change, Number(previous[j]) + 1, Number(row[j - 1]) + 1);
    }
    previous = row;
  }
  return Number(previous[b.length]);
}
