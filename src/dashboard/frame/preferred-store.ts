import type { SignedInAnswer } from '../../contract/accounts.ts';
import { readKept } from './kept-choices.ts';

/** Slug of the store that was open last, if it still may be opened, else of the first; '' when there is none. */
export function preferredStore(stores: SignedInAnswer['stores']): string {
  const kept = readKept('store');
  return (stores.find(({ slug }) => slug === kept) ?? stores[0])?.slug ?? '';
}
