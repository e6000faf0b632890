import type { Random } from '../random.ts';

/** A suggestion as a shopper meets it. */
export interface OfferedSlot {
  /** From 1. */
  readonly position: number;
  readonly priceMinor: number;
  /** Units of it that they came for and do not have in the cart yet. */
  readonly wantedUnits: number;
  /** True when it is in the cart, was wanted in any case, or was touched before: it causes nothing any more. */
  readonly settled: boolean;
  /** How much they would like one more of it; relative to the other slots. */
  readonly appetite: number;
}

/** Why somebody touched a suggestion. */
export type TouchReason =
  /** They came for it, and took the short way. */
  | 'wanted'
  /** They would not have bought it otherwise: the true effect. */
  | 'extra'
  /** Added and taken out again. */
  | 'regretted'
  /** Looked at, no more. */
  | 'curious';

/** What somebody did with a suggestion. */
export interface SlotTouch {
  readonly position: number;
  readonly reason: TouchReason;
  /** A click leads to the item's page, where it is added by hand; an add is the button of the suggestion. */
  readonly by: 'click' | 'add';
  /** Units that they add: 0 for a look. */
  readonly units: number;
}

/** What came of one answer. */
export interface SlotResponse {
  /** Positions that were looked at. */
  readonly seen: readonly number[];
  readonly touches: readonly SlotTouch[];
  /** False when no slot could cause anything: its part of the effect is left for the next answer. */
  readonly couldCause: boolean;
}

/** How fast attention falls from place to place. */
const ATTENTION_FALL = 0.6;
/** Share of wanted items that are taken through the suggestion when it is seen. */
const SHORT_WAY = 0.6;
const BY_BUTTON = 0.7;
const REGRET = 0.012;
const CURIOSITY = 0.05;

/**
 * Probability that a place is looked at: position^-0.6. The first always is.
 *
 * @example
 * attentionAt(1) // => 1
 * attentionAt(3) // => 0.5173
 */
export function attentionAt(position: number): number {
  return position ** -ATTENTION_FALL;
}

/**
 * Draws what somebody does with the slots of one answer.
 *
 * Each place is looked at with probability {@link attentionAt}. A seen item that they came for is taken through the
 * suggestion in 60 % of cases, which changes nothing about the order. Of every other seen item they buy, on top of what
 * they came for, u units, where
 *
 *     u = whole part and rest as a chance of lambda x appetite,   lambda = budget / sum(attention x appetite x price)
 *
 * with the sum over these items, seen or not: so the expected revenue of what is caused is exactly the budget, whichever
 * items are offered. Each slot draws the same amount of random numbers whatever happens.
 *
 * @param budgetMinor - expected extra revenue of this answer, 0 or above.
 */
export function respondToSlots(
  random: Random,
  { slots, budgetMinor }: { slots: readonly OfferedSlot[]; budgetMinor: number },
): SlotResponse {
  const causing = slots.filter(({ settled, wantedUnits }) => !settled && wantedUnits === 0);
  const reach = causing.reduce(
    (sum, { position, appetite, priceMinor }) => sum + attentionAt(position) * appetite * priceMinor,
    0,
  );
  const unitsPerAppetite = reach > 0 ? budgetMinor / reach : 0;
  const seen: number[] = [];
  const touches: SlotTouch[] = [];
  for (const slot of slots) {
    const draws = { look: random(), act: random(), way: random() };
    if (draws.look >= attentionAt(slot.position)) continue;
    seen.push(slot.position);
    const touch = slot.settled ? null : decide(slot, { ...draws, expectedUnits: unitsPerAppetite * slot.appetite });
    if (touch) touches.push(touch);
  }
  return { seen, touches, couldCause: reach > 0 };
}

function decide(
  { position, wantedUnits }: OfferedSlot,
  { act, way, expectedUnits }: { act: number; way: number; expectedUnits: number },
): SlotTouch | null {
  const by = way < BY_BUTTON ? 'add' : 'click';
  if (wantedUnits > 0) return act < SHORT_WAY ? { position, reason: 'wanted', by, units: 1 } : null;
  const units = Math.floor(expectedUnits) + (act < expectedUnits % 1 ? 1 : 0);
  if (units > 0) return { position, reason: 'extra', by, units };
  // From the other end of the same draw: what was not bought may have been looked at.
  if (act > 1 - REGRET) return { position, reason: 'regretted', by: 'add', units: 1 };
  if (act > 1 - REGRET - CURIOSITY) return { position, reason: 'curious', by: 'click', units: 0 };
  return null;
}
