/** What a guest did with a slot. Only clicks and adds earn credit; a remove takes an add back; an impression assists. */
export type TouchType = 'impression' | 'click' | 'add' | 'remove';

/** How far back a touch may lie: in the order's session (at most 24 hours), or within 7 days of the same visitor. */
export type AttributionWindow = 'session' | '7d';

/** One event of a slot, as the ledger's rule sees it. Quantities are thousandths of a unit. */
export interface Touch {
  readonly eventId: string;
  readonly type: TouchType;
  readonly item: number;
  readonly recId: string | null;
  readonly position: number | null;
  readonly placement: string | null;
  readonly session: string | null;
  readonly visitor: string | null;
  readonly atMs: number;
  /** Of an add or a remove; null = 1 unit. */
  readonly quantityMilli: number | null;
  /** Units of the item that were in the cart before; null = not said, taken for none. */
  readonly inCartBeforeMilli: number | null;
  /** True when the token proves that we offered the item there. */
  readonly verified: boolean;
  readonly bot: boolean;
  readonly staff: boolean;
  /** True when the answer was kept from the guest: a hold-out, or a ghost of one. */
  readonly withheld: boolean;
}

/** Why a whole order earns no credit. */
export type OrderExclusion = 'open' | 'cancelled' | 'refunded' | 'deleted' | 'test';

/** An order line as it stands. Money is in minor units, quantities are thousandths. */
export interface CreditableLine {
  readonly lineNo: number;
  readonly item: number;
  readonly quantityMilli: number;
  /** null = unknown: the line is worth 0, its quantity still counts. */
  readonly unitPriceMinor: number | null;
  readonly discountMinor: number;
  /** Tax that is part of the price; 0 where the price is without tax. */
  readonly includedTaxMinor: number;
  readonly refundedMilli: number;
  readonly refundedMinor: number;
  readonly recId: string | null;
}

/** An order as it stands. */
export interface CreditableOrder {
  readonly orderId: number;
  /** The caller's id: orders of the same moment are taken by it, whenever they arrived. */
  readonly key: string;
  readonly orderedAtMs: number;
  readonly session: string | null;
  readonly visitor: string | null;
  readonly exclusion: OrderExclusion | null;
  /** The discount of the whole order. */
  readonly discountMinor: number;
  readonly lines: readonly CreditableLine[];
}

/**
 * Sorts touches by time; those of the same moment by their ids.
 *
 * @example
 * [{ atMs: 2, eventId: 'a' }, { atMs: 1, eventId: 'c' }, { atMs: 1, eventId: 'b' }].sort(byTime).map(({ eventId }) => eventId) // => ['b', 'c', 'a']
 */
export function byTime(a: Pick<Touch, 'atMs' | 'eventId'>, b: Pick<Touch, 'atMs' | 'eventId'>): number {
  if (a.atMs !== b.atMs) return a.atMs - b.atMs;
  return a.eventId < b.eventId ? -1 : Number(a.eventId > b.eventId);
}
