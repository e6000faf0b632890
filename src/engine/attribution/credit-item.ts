import type { Touch } from './facts.ts';

/** What became of a touch that belongs to an order: credit goes to one. */
export type TouchOutcome = 'credited' | 'earlier_touch' | 'taken_back' | 'takes_back' | 'seen_only' | 'already_in_cart';

/** What the touches of one item earn in one order. */
export interface ItemCredit {
  /** Units that the order owes to the touches, in thousandths. */
  readonly quantityMilli: number;
  /** Units that were in the cart before the first touch that counts: they come first among the order's units. */
  readonly inCartBeforeMilli: number;
  /** The touch that takes it all; null when none earned credit. */
  readonly touch: Touch | null;
  readonly outcomes: ReadonlyMap<string, TouchOutcome>;
}

const UNIT_MILLI = 1000;

/** An add with what later removes have left of it; a click keeps its worth. */
interface StandingTouch {
  readonly touch: Touch;
  leftMilli: number;
}

/**
 * How many units of an item an order owes to its touches, and to which touch.
 *
 * A remove takes back the most recent adds. Of what stands, the units that were in the cart before the first touch are
 * not ours; when there are only adds, no more units are ours than were added. The last touch takes it all.
 *
 * @param touches of one item, all belonging to the order, sorted by time, each event once
 * @param orderedMilli units of the item in the order, over all its lines
 * @example
 * const add = { eventId: 'e1', type: 'add', quantityMilli: 1000, inCartBeforeMilli: 1000, atMs: 60 };
 * creditItem([add], 2000).quantityMilli // => 1000
 */
export function creditItem(touches: readonly Touch[], orderedMilli: number): ItemCredit {
  const standing = findStanding(touches);
  const last = standing.at(-1)?.touch ?? null;
  const inCartBeforeMilli = Math.min(orderedMilli, standing[0]?.touch.inCartBeforeMilli ?? 0);
  const addedMilli = standing.reduce((sum, { leftMilli }) => sum + leftMilli, 0);
  const newMilli = last === null ? 0 : orderedMilli - inCartBeforeMilli;
  const onlyAdds = standing.every(({ touch }) => touch.type === 'add');
  const quantityMilli = onlyAdds ? Math.min(newMilli, addedMilli) : newMilli;
  const touch = quantityMilli > 0 ? last : null;
  return { quantityMilli, inCartBeforeMilli, touch, outcomes: tellOutcomes(touches, { standing, touch }) };
}

function findStanding(touches: readonly Touch[]): StandingTouch[] {
  const standing: StandingTouch[] = [];
  for (const touch of touches) {
    if (touch.type === 'click') standing.push({ touch, leftMilli: 0 });
    if (touch.type === 'add') standing.push({ touch, leftMilli: touch.quantityMilli ?? UNIT_MILLI });
    if (touch.type === 'remove') takeBack(standing, touch.quantityMilli ?? UNIT_MILLI);
  }
  return standing.filter(({ touch, leftMilli }) => touch.type === 'click' || leftMilli > 0);
}

function takeBack(standing: readonly StandingTouch[], quantityMilli: number): void {
  let toTake = quantityMilli;
  for (const entry of [...standing].reverse()) {
    const taken = Math.min(entry.leftMilli, toTake);
    entry.leftMilli -= taken;
    toTake -= taken;
  }
}

function tellOutcomes(
  touches: readonly Touch[],
  { standing, touch: winner }: { standing: readonly StandingTouch[]; touch: Touch | null },
): ReadonlyMap<string, TouchOutcome> {
  const stands = new Set(standing.map(({ touch }) => touch.eventId));
  return new Map(touches.map((touch) => [touch.eventId, outcomeOf(touch, { stands, winner })]));
}

function outcomeOf(
  touch: Touch,
  { stands, winner }: { stands: ReadonlySet<string>; winner: Touch | null },
): TouchOutcome {
  if (touch.type === 'impression') return 'seen_only';
  if (touch.type === 'remove') return 'takes_back';
  if (!stands.has(touch.eventId)) return 'taken_back';
  if (winner === null) return 'already_in_cart';
  return winner.eventId === touch.eventId ? 'credited' : 'earlier_touch';
}
