import type { AttributedLine, Attribution, LineOutcome } from './attribute-orders.ts';
import type { TouchOutcome } from './credit-item.ts';
import { type AttributionWindow, byTime, type Touch } from './facts.ts';
import { findTouchFault, type TouchFault } from './judge-touch.ts';

/** What was decided of a touch that was considered for a line. */
export type TouchVerdict = TouchOutcome | TouchFault | 'other_order' | 'not_counted';

/** Why a line was or was not credited. */
export type LineReason = LineOutcome | TouchFault | 'other_order' | 'no_session';

/** A line with the reason for its credit and every touch that was considered for it, in the order of time. */
export interface ExplainedLine {
  readonly line: AttributedLine;
  readonly reason: LineReason;
  readonly candidates: readonly { readonly touch: Touch; readonly verdict: TouchVerdict }[];
}

/** From the nearest miss on: the one that came closest to credit is the reason that is told. */
const NEAREST_FIRST: readonly TouchVerdict[] = [
  'other_order',
  'outside_window',
  'after_order',
  'other_session',
  'withheld',
  'staff',
  'bot',
  'unverified',
];

/**
 * Why each line of an order was or was not credited, with all the touches of its item.
 *
 * @param touches everything that is known of the order's session, visitor and recommendations
 * @returns no lines for an order that is not among the facts
 * @example
 * const line = { lineNo: 1, item: 3, quantityMilli: 1000, unitPriceMinor: 300, discountMinor: 0, includedTaxMinor: 0, refundedMilli: 0, refundedMinor: 0, recId: null };
 * const order = { orderId: 7, key: 'A', orderedAtMs: 100, session: null, visitor: null, exclusion: null, discountMinor: 0, lines: [line] };
 * const facts = { touches: [], orders: [order], window: 'session' };
 * explainLines(attributeOrders(facts), { orderId: 7, ...facts }).map(({ reason }) => reason) // => ['no_session']
 */
export function explainLines(
  attribution: Attribution,
  { orderId, touches, window }: { orderId: number; touches: readonly Touch[]; window: AttributionWindow },
): ExplainedLine[] {
  const order = attribution.owners.placed.get(orderId);
  if (order === undefined) return [];
  const events = [...new Map(touches.map((touch) => [touch.eventId, touch])).values()].sort(byTime);
  const isPlaced = order.session !== null || (window === '7d' && order.visitor !== null);
  return (attribution.lines.get(orderId) ?? []).map((line) => {
    const candidates = events
      // What a guest put in the cart past every suggestion is no candidate.
      .filter((touch) => touch.item === line.item && touch.recId !== null)
      .map((touch) => {
        const fault = findTouchFault(touch, order, { window });
        const elsewhere = order.exclusion === null ? 'other_order' : 'not_counted';
        return { touch, verdict: fault ?? line.outcomes.get(touch.eventId) ?? elsewhere } as const;
      });
    return { line, reason: tellReason(line, { candidates, isPlaced }), candidates };
  });
}

function tellReason(
  line: AttributedLine,
  { candidates, isPlaced }: { candidates: readonly { verdict: TouchVerdict }[]; isPlaced: boolean },
): LineReason {
  if (line.outcome !== 'no_touch') return line.outcome;
  const verdicts = new Set(candidates.map(({ verdict }) => verdict));
  const nearest = NEAREST_FIRST.find((verdict) => verdicts.has(verdict));
  if (nearest !== undefined) return nearest as LineReason;
  return isPlaced ? 'no_touch' : 'no_session';
}
