import type { Role } from '../../contract/accounts.ts';

/** Among the origins of a key: the pages that the installation itself serves, wherever it is reached. */
export const OWN_PAGES = 'self';

/** `secret` keys (sk_) may do everything in their store, `publishable` keys (pk_) only what a page needs. */
export type KeyKind = 'secret' | 'publishable';

/** Who did something: a person who signed in, a key, or whoever runs commands on the machine. */
export type Actor =
  | { readonly kind: 'user'; readonly id: number | null }
  | { readonly kind: 'key'; readonly id: number }
  | { readonly kind: 'command-line'; readonly id: null }
  | { readonly kind: 'pairwell'; readonly id: null };

export const COMMAND_LINE: Actor = { kind: 'command-line', id: null };
/** What is done by itself. */
export const ITSELF: Actor = { kind: 'pairwell', id: null };

/** A request with a key of one store. */
export interface KeyCaller {
  readonly storeId: number;
  readonly kind: KeyKind;
  readonly keyId: number;
  /** Pages that may use a publishable key; empty = any, {@link OWN_PAGES} = those of the installation. */
  readonly origins: readonly string[];
  readonly actor: Actor;
}

/** A request of a person who signed in, about one store. */
export interface UserCaller {
  readonly storeId: number;
  readonly kind: 'user';
  readonly userId: number;
  readonly role: Role;
  readonly actor: Actor;
}

/** Who a request comes from. */
export type Caller = KeyCaller | UserCaller;

/** True for secret keys and people: they may see customers and the figures behind an answer. Pages may not. */
export function isTrusted(caller: Caller): boolean {
  return caller.kind !== 'publishable';
}

const RANKS: Readonly<Record<Role, number>> = { staff: 1, owner: 2, operator: 3 };

/**
 * True when a role may do what another one is needed for.
 *
 * @example
 * isAtLeast('owner', 'staff') // => true
 */
export function isAtLeast(role: Role, needed: Role): boolean {
  return RANKS[role] >= RANKS[needed];
}
