import type { Item } from '../../contract/catalog.ts';
import type { CatalogueWords } from './words.english.ts';

type RoleWords = Pick<CatalogueWords, 'roles' | 'sources' | 'unchosen' | 'perhaps'>;

/** The part of a meal that counts, and who says so; of what the owner chose, the part alone. */
export function tellRole({ role, role_source: source }: Pick<Item, 'role' | 'role_source'>, words: RoleWords): string {
  return source === 'owner' ? words.roles[role] : `${words.roles[role]} (${words.sources[source]})`;
}

/** What counts while the owner chooses nothing: known only as long as that is so. */
export function tellUnchosen(item: Pick<Item, 'role' | 'role_source'>, words: RoleWords): string {
  return item.role_source === 'owner' ? words.unchosen : tellRole(item, words);
}

/** The guess that is too unsure to count; null where there is none. */
export function tellUnsureGuess(
  { role, role_guess: guess, role_source: source }: Pick<Item, 'role' | 'role_guess' | 'role_source'>,
  words: RoleWords,
): string | null {
  return source === 'guess' && guess !== role ? words.perhaps(words.roles[guess]) : null;
}
