import type { Violation } from '../source/violation.ts';
import { BANNED_WORDS } from './shape-limits.ts';

const CHECKED_FOLDERS = /^(?:src|test|bench|scripts|examples)\//;
/** Pages that are called as everywhere: README.md, RESULTS.md. */
const CAPITAL_PAGE = /\/[A-Z]+\.md$/;
const KEBAB_CASE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The rules for the path of a file: kebab case all the way down, and no word that says nothing. */
export function pathViolations(path: string): Violation[] {
  if (!CHECKED_FOLDERS.test(path) || CAPITAL_PAGE.test(path)) return [];
  return path.split('/').flatMap((part) => {
    const words = part.split('.');
    const isKebab = words.every((word) => KEBAB_CASE.test(word));
    const kebab = { rule: 'kebab-case', message: `"${part}" (allowed: lower case, digits, hyphens)` };
    const banned = bannedIn(words.flatMap((word) => word.split('-'))).map((word) => ({
      rule: 'banned-word',
      message: `"${part}" contains "${word}" (allowed: a name that says what is inside)`,
    }));
    return [...(isKebab ? [] : [kebab]), ...banned].map((broken) => ({ file: path, line: 1, ...broken }));
  });
}

/** The banned words in an exported name such as `sharedPairs` or `ITEM_UTILS`. */
export function bannedWordsInName(name: string): string[] {
  return bannedIn(name.split(/_|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/));
}

function bannedIn(words: readonly string[]): string[] {
  return words.map((word) => word.toLowerCase()).filter((word) => BANNED_WORDS.has(word));
}
