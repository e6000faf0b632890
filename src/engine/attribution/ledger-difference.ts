import type { AttributedLine } from './attribute-orders.ts';

/** Why an entry was booked. */
export type EntryKind = 'sale' | 'refund' | 'cancel' | 'reattribution';

/** What the ledger says of one line and touch so far: sums over its entries. */
export interface BookedCredit {
  readonly lineNo: number;
  readonly item: number;
  readonly eventId: string;
  readonly recId: string;
  readonly position: number | null;
  /** Business day of the order when it was booked. */
  readonly orderDay: string;
  readonly quantityMilli: number;
  readonly amountMinor: number;
  /** The part of both that entries of the kind `refund` make up: 0 or less. */
  readonly refundMilli: number;
  readonly refundMinor: number;
}

/** An entry to append: how much more, or less, a line owes to a touch. */
export interface LedgerEntry {
  readonly kind: EntryKind;
  readonly lineNo: number;
  readonly item: number;
  readonly eventId: string;
  readonly recId: string;
  readonly position: number | null;
  readonly orderDay: string;
  readonly quantityMilli: number;
  readonly amountMinor: number;
}

/** What one order owes now. */
export interface OrderTarget {
  readonly orderDay: string;
  /** False when the order is open, cancelled, refunded, deleted or a test: then it owes nothing. */
  readonly counts: boolean;
  readonly lines: readonly AttributedLine[];
}

/**
 * The entries that bring the ledger of one order from what is booked to what it owes. Nothing that was booked is changed:
 * credit that is gone is booked with the opposite sign, what was given back to the guest as a `refund` of its own, so that
 * a sale of 600 with one of two units refunded reads +600, -300. Nothing to book gives no entries.
 *
 * @example
 * const booked = { lineNo: 1, item: 3, eventId: 'e1', recId: 'r', position: 1, orderDay: '2026-03-02', quantityMilli: 2000, amountMinor: 600, refundMilli: 0, refundMinor: 0 };
 * const touch = { eventId: 'e1', recId: 'r', position: 1 };
 * const line = { lineNo: 1, item: 3, touch, soldMilli: 2000, soldMinor: 600, quantityMilli: 1000, amountMinor: 300 };
 * differLedger({ orderDay: '2026-03-02', counts: true, lines: [line] }, [booked]).map(({ kind, amountMinor }) => [kind, amountMinor]) // => [['refund', -300]]
 */
export function differLedger(target: OrderTarget, booked: readonly BookedCredit[]): LedgerEntry[] {
  const known = new Map(booked.map((credit) => [keyOf(credit), credit]));
  const wanted = target.counts ? target.lines.flatMap((line) => toWanted(line, target.orderDay)) : [];
  const keys = new Set(wanted.map(keyOf));
  const gone = booked
    .filter((credit) => !keys.has(keyOf(credit)))
    .map((credit) => backOut(credit, target.counts ? 'reattribution' : 'cancel'));
  const hadCredit = new Set(booked.filter(isOutstanding).map((credit) => credit.lineNo));
  const changed = wanted.flatMap((credit) =>
    approach(credit, known.get(keyOf(credit)) ?? null, hadCredit.has(credit.lineNo) ? 'reattribution' : 'sale'),
  );
  return [...gone, ...changed].filter(isOutstanding);
}

function keyOf({ lineNo, eventId, orderDay }: Pick<BookedCredit, 'lineNo' | 'eventId' | 'orderDay'>): string {
  return `${lineNo} ${eventId} ${orderDay}`;
}

function isOutstanding({ quantityMilli, amountMinor }: { quantityMilli: number; amountMinor: number }): boolean {
  return quantityMilli !== 0 || amountMinor !== 0;
}

function toWanted(line: AttributedLine, orderDay: string): BookedCredit[] {
  const { lineNo, item, touch, quantityMilli, amountMinor } = line;
  if (touch === null || touch.recId === null) return [];
  const { eventId, recId, position } = touch;
  const refunds = { refundMilli: quantityMilli - line.soldMilli, refundMinor: amountMinor - line.soldMinor };
  return [{ lineNo, item, eventId, recId, position, orderDay, quantityMilli, amountMinor, ...refunds }];
}

function backOut(credit: BookedCredit, kind: EntryKind): LedgerEntry {
  return toEntry(credit, { kind, quantityMilli: -credit.quantityMilli, amountMinor: -credit.amountMinor });
}

/** Refunds are told apart; whatever else has changed is the rest of the difference. */
function approach(wanted: BookedCredit, booked: BookedCredit | null, kind: EntryKind): LedgerEntry[] {
  const refund = {
    quantityMilli: wanted.refundMilli - (booked?.refundMilli ?? 0),
    amountMinor: wanted.refundMinor - (booked?.refundMinor ?? 0),
  };
  const rest = {
    quantityMilli: wanted.quantityMilli - (booked?.quantityMilli ?? 0) - refund.quantityMilli,
    amountMinor: wanted.amountMinor - (booked?.amountMinor ?? 0) - refund.amountMinor,
  };
  return [toEntry(wanted, { kind, ...rest }), toEntry(wanted, { kind: 'refund', ...refund })];
}

function toEntry(
  { lineNo, item, eventId, recId, position, orderDay }: BookedCredit,
  change: Pick<LedgerEntry, 'kind' | 'quantityMilli' | 'amountMinor'>,
): LedgerEntry {
  const { kind, quantityMilli, amountMinor } = change;
  return { kind, lineNo, item, eventId, recId, position, orderDay, quantityMilli, amountMinor };
}
