import type { AttributionWindow, CreditableOrder, Touch } from './facts.ts';

const DAY_MS = 86_400_000;

/** How long before the order a touch may lie, in milliseconds. */
export const WINDOW_MS: Readonly<Record<AttributionWindow, number>> = { session: DAY_MS, '7d': 7 * DAY_MS };

/**
 * Between which moments a touch can matter to an order at all: the window before it, and a day more on either side, in which
 * a touch of the same answer may tell whose order it is (an answer can be touched for a day).
 *
 * @example
 * touchRangeOf(259200000, 'session') // => { from: 86400000, to: 345600000 }
 */
export function touchRangeOf(orderedAtMs: number, window: AttributionWindow): { from: number; to: number } {
  return { from: orderedAtMs - WINDOW_MS[window] - DAY_MS, to: orderedAtMs + DAY_MS };
}

/** Why a touch cannot have led to an order, whatever else happened; from the plainest reason on. */
export type TouchFault =
  | 'unverified'
  | 'bot'
  | 'staff'
  | 'withheld'
  | 'other_session'
  | 'after_order'
  | 'outside_window';

/** What places an order: its moment, whose it is, and the recommendations that its lines name. */
export type OrderPlace = Pick<CreditableOrder, 'orderedAtMs' | 'session' | 'visitor' | 'lines'>;

/**
 * The first rule that a touch breaks for an order, or null when it may have led to it: proved by its token, by a person,
 * shown to that person, in the same session (or by the same visitor, in the 7-day window), before the order, not too long.
 *
 * @example
 * const order = { orderedAtMs: 100, session: 's1', visitor: null, lines: [] };
 * const touch = { atMs: 120, recId: 'r', session: 's1', visitor: null, verified: true, bot: false, staff: false, withheld: false };
 * findTouchFault(touch, order, { window: 'session' }) // => 'after_order'
 */
export function findTouchFault(
  touch: Pick<Touch, 'atMs' | 'recId' | 'session' | 'visitor' | 'verified' | 'bot' | 'staff' | 'withheld'>,
  order: OrderPlace,
  { window }: { window: AttributionWindow },
): TouchFault | null {
  const fault = findOwnFault(touch);
  if (fault !== null) return fault;
  if (!isLinked(touch, order, window)) return 'other_session';
  if (touch.atMs >= order.orderedAtMs) return 'after_order';
  return order.orderedAtMs - touch.atMs > WINDOW_MS[window] ? 'outside_window' : null;
}

/**
 * What keeps a touch from earning credit with any order at all; null = nothing.
 *
 * @example
 * findOwnFault({ recId: 'r', verified: true, bot: true, staff: false, withheld: false }) // => 'bot'
 */
export function findOwnFault(
  touch: Pick<Touch, 'recId' | 'verified' | 'bot' | 'staff' | 'withheld'>,
): TouchFault | null {
  if (!touch.verified || touch.recId === null) return 'unverified';
  if (touch.bot) return 'bot';
  if (touch.staff) return 'staff';
  return touch.withheld ? 'withheld' : null;
}

/** Same session; same visitor in the 7-day window; or no session at all, and a line that names the recommendation. */
function isLinked(
  touch: Pick<Touch, 'session' | 'visitor' | 'recId'>,
  order: Pick<OrderPlace, 'session' | 'visitor' | 'lines'>,
  window: AttributionWindow,
): boolean {
  if (order.session !== null && touch.session === order.session) return true;
  if (window === '7d' && order.visitor !== null && touch.visitor === order.visitor) return true;
  if (touch.session !== null || touch.recId === null) return false;
  return order.lines.some((line) => line.recId === touch.recId);
}
