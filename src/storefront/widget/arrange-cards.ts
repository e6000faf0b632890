/** What {@link arrangeCards} looks at: a card, or a suggestion that has none yet. */
export interface Arranged {
  readonly id: string;
  /** True while the guest may still take it back: it stays where it is. */
  readonly isHeld?: boolean;
}

/**
 * The order of the cards after a new answer: a card that is still suggested, or held, stays in its place; the free places
 * are filled with what is new, in the answer's order. Nothing moves under a finger.
 *
 * @example
 * arrangeCards([{ id: 'a' }, { id: 'b' }], [{ id: 'c' }, { id: 'b' }]).map(({ id }) => id) // => ['c', 'b']
 */
export function arrangeCards<T extends Arranged>(shown: readonly T[], wanted: readonly T[]): T[] {
  const stays = new Set(shown.filter(({ id, isHeld }) => isHeld || wanted.some((other) => other.id === id)));
  const added = wanted.filter(({ id }) => !shown.some((other) => other.id === id));
  const inPlace = shown.flatMap((card) => (stays.has(card) ? [card] : added.splice(0, 1)));
  const limit = Math.max(wanted.length, stays.size);
  return [...inPlace, ...added].slice(0, limit);
}
