import type { FieldError } from '../../contract/error-registry.ts';
import { lineGross } from '../../engine/money/line-gross.ts';
import type { LineDraft, OrderDraft, RefundDraft } from './order-draft.ts';

/**
 * What is wrong with the refunds that an order brings: one names a line that is not there, or gives back more than the line
 * brought. A refund that is `known` stays, whatever lines and prices an edit has left: only new ones are held against them.
 */
export function findRefundFaults(draft: OrderDraft, known: readonly RefundDraft[]): FieldError[] {
  const knownIds = new Set(known.map((refund) => refund.id));
  const givenBack = new Map<number, number>();
  const add = ({ line, amountMinor }: RefundDraft): unknown =>
    givenBack.set(line, (givenBack.get(line) ?? 0) + amountMinor);
  known.forEach(add);
  // An id that stands there twice is one refund.
  const sent = new Map(draft.refunds.map((refund, index) => [refund.id, { refund, index }]));
  return [...sent.values()].flatMap(({ refund, index }) => {
    if (knownIds.has(refund.id)) return [];
    const line = draft.lines[refund.line - 1];
    if (line === undefined) {
      return [{ pointer: `/refunds/${index}/line`, message: `the order has ${draft.lines.length} lines` }];
    }
    const brought = broughtMinor(line, draft);
    const before = givenBack.get(refund.line) ?? 0;
    if (brought === null || before + refund.amountMinor <= Math.max(brought, before)) {
      add(refund);
      return [];
    }
    return [{ pointer: `/refunds/${index}/amount_minor`, message: tellExcess(refund, { brought, before }) }];
  });
}

/**
 * The most that a guest can have paid for a line; null = its price is not known. Tax that may have come on top counts: its
 * own, or, where the line names none, that of the order.
 */
function broughtMinor(line: LineDraft, { taxMinor }: OrderDraft): number | null {
  if (line.unitPriceMinor === null) return null;
  const tax = line.taxIncluded === true ? 0 : (line.taxMinor ?? taxMinor);
  return Math.max(0, lineGross(line.unitPriceMinor, line.quantityMilli) - line.discountMinor) + tax;
}

/**
 * What is wrong with refunds that are known: another line, quantity or amount under an id that was sent before, also in the same
 * order. A refund never changes, so what was sent can only be a second one that lacks an id of its own. When it was given back is
 * not looked at: left out, it is the time of the message.
 */
export function findChangedRefunds({ refunds }: OrderDraft, known: readonly RefundDraft[]): FieldError[] {
  const sent = new Map(known.map((refund) => [refund.id, refund]));
  return refunds.flatMap((refund, index) => {
    const before = sent.get(refund.id) ?? refund;
    sent.set(refund.id, before);
    if (tellRefund(before) === tellRefund(refund)) return [];
    const message =
      `the refund ${JSON.stringify(refund.id)} was sent before, with ${tellRefund(before)}: expected the same, got ${tellRefund(refund)}; ` +
      'a refund never changes, and another one has an id of its own';
    return [{ pointer: `/refunds/${index}/id`, message }];
  });
}

function tellRefund({ line, quantityMilli, amountMinor }: RefundDraft): string {
  return `line ${line}, quantity ${quantityMilli / 1000}, amount_minor ${amountMinor}`;
}

function tellExcess(
  { line, amountMinor }: RefundDraft,
  { brought, before }: { brought: number; before: number },
): string {
  const earlier = before === 0 ? '' : `, of which ${before} were given back before`;
  return (
    `line ${line} brought ${brought}${earlier}: expected at most ${Math.max(0, brought - before)}, got ${amountMinor} ` +
    '(minor units); a refund that was sent before is sent again under the same id'
  );
}
