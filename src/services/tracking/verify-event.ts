import type { EventInput } from '../../contract/event.ts';
import type { CheckedEvent } from './check-event.ts';
import { type RecommendationToken, readToken } from './recommendation-token.ts';

/** What a token proves of one event. */
export interface Proof {
  readonly verified: boolean;
  /** The answer that the event belongs to: the token's, where it is good, else as it was sent. */
  readonly recId: string | null;
  /** The item that stands where the event says; null when the event is about no slot. */
  readonly itemId: number | null;
}

/** Types that are about one card. */
const ABOUT_A_SLOT = new Set<EventInput['type']>(['impression', 'click', 'add', 'remove', 'dismiss']);

/**
 * Holds events against their tokens. A token is good when we signed it, for this store, when its time had not come as
 * the event happened, and when it is of the answer that the event names. The item must stand at the position, or
 * anywhere in the answer when no position was sent.
 */
export class TokenCheck {
  readonly #key: Buffer;
  readonly #storeId: number;
  readonly #read = new Map<string, RecommendationToken | null>();

  constructor(key: Buffer, storeId: number) {
    this.#key = key;
    this.#storeId = storeId;
  }

  /** `itemId` is the store's number of the item that was sent; null when none was, or the store has no such item. */
  prove({ input, atMs }: CheckedEvent, itemId: number | null): Proof {
    const unproven = { verified: false, recId: input.rec_id ?? null, itemId };
    const token = this.#tokenOf(input);
    if (token === null || token.storeId !== this.#storeId || atMs >= token.expiresAt * 1000) return unproven;
    if (input.rec_id !== undefined && input.rec_id !== token.recId) return unproven;
    const proven = { verified: true, recId: token.recId, itemId };
    if (input.item === undefined && !ABOUT_A_SLOT.has(input.type)) return proven;
    const offered = offeredItem(token, { input, itemId });
    return offered === null ? unproven : { ...proven, itemId: offered };
  }

  /** The events of a call mostly share a few answers: each token is read once. */
  #tokenOf({ token: text }: EventInput): RecommendationToken | null {
    if (text === undefined) return null;
    const known = this.#read.get(text);
    if (known !== undefined) return known;
    const token = readToken(this.#key, text);
    this.#read.set(text, token);
    return token;
  }
}

/** The item of the answer that an event means; null when the answer did not offer it there. */
function offeredItem(
  { items }: RecommendationToken,
  { input: { item, position }, itemId }: { input: EventInput; itemId: number | null },
): number | null {
  const atPosition = position === undefined ? null : (items[position - 1] ?? null);
  if (item === undefined) return atPosition;
  if (itemId === null) return null;
  return atPosition === itemId || (position === undefined && items.includes(itemId)) ? itemId : null;
}
