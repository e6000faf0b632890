import type { Answer } from '../link.ts';

/** One suggestion as a card shows it. */
export type Slot = Answer['slots'][number];

/**
 * The answers in a body, one for each place of the page; null for a place whose answer is none. Nothing that came over
 * the network is believed: what does not look like an answer is not shown.
 */
export function readAnswers(body: unknown): (Answer | null)[] {
  const list = (body as { recommendations?: unknown } | null)?.recommendations;
  return Array.isArray(list) ? list.map((answer) => (isAnswer(answer) ? answer : null)) : [];
}

function isAnswer(value: unknown): value is Answer {
  const answer = value as Partial<Answer> | null;
  return (
    typeof answer?.rec_id === 'string' &&
    typeof answer.currency === 'string' &&
    Array.isArray(answer.slots) &&
    answer.slots.every(isSlot)
  );
}

function isSlot(value: unknown): value is Slot {
  const slot = value as Partial<Slot> | null;
  return (
    typeof slot?.item?.id === 'string' &&
    typeof slot.item.name === 'string' &&
    typeof slot.position === 'number' &&
    [slot.reason, slot.social_proof, slot.badge].every((text) => typeof (text ?? '') === 'string') &&
    typeof (slot.item.price_minor ?? 0) === 'number' &&
    typeof (slot.offer ? slot.offer.price_minor : 0) === 'number'
  );
}
