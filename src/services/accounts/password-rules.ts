import { AppError } from '../../contract/error-registry.ts';

const SHORTEST = 10;
const LONGEST = 200;
const FEWEST_DIFFERENT = 5;

/** Words that most guessed passwords are made of, with digits and signs around them. */
const COMMON_WORDS = new Set([
  'abc',
  'admin',
  'administrator',
  'baseball',
  'changeme',
  'dragon',
  'football',
  'iloveyou',
  'letmein',
  'login',
  'master',
  'monkey',
  'motdepasse',
  'pairwell',
  'pass',
  'passwd',
  'password',
  'passwort',
  'princess',
  'qwerty',
  'qwertz',
  'restaurant',
  'secret',
  'sunshine',
  'superman',
  'test',
  'trustno',
  'welcome',
]);
/** Rows of keyboards, the digits and the alphabet: a piece of one of them, in either direction, is no password. */
const ROWS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
];
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
};

/**
 * Refuses a password that is too short or among the first that anybody would try.
 *
 * @throws AppError `weak_password`.
 */
export function requireGoodPassword(password: string, { email, name }: { email: string; name: string }): void {
  const fault = passwordFault(password, { email, name });
  if (fault === null) return;
  throw new AppError('weak_password', {
    detail: `The password ${fault}.`,
    errors: [{ pointer: '/password', message: fault }],
  });
}

/**
 * Why a password is not good enough; null when it is.
 *
 * @example
 * passwordFault('password123', { email: 'anna@example.org', name: 'Anna' }) // => "is among the first that anybody would try"
 */
export function passwordFault(password: string, { email, name }: { email: string; name: string }): string | null {
  const letters = [...password];
  if (letters.length < SHORTEST) return `must have at least ${SHORTEST} characters`;
  if (letters.length > LONGEST) return `must have at most ${LONGEST} characters`;
  const plain = password.toLowerCase();
  if (new Set(plain).size < FEWEST_DIFFERENT) return 'repeats too few characters';
  const own = [email, email.split('@')[0] ?? '', name].map((text) => text.toLowerCase().trim());
  if (own.some((text) => isOnly(plain, text))) return 'must be more than your name or e-mail address';
  if (isCommon(plain)) return 'is among the first that anybody would try';
  return null;
}

/** True when nothing but digits and signs stands around the text. */
function isOnly(plain: string, text: string): boolean {
  return text.length > 2 && plain.includes(text) && !/\p{L}/u.test(plain.replaceAll(text, ''));
}

function isCommon(plain: string): boolean {
  const word = wordIn(plain);
  const disguised = wordIn([...plain].map((letter) => LOOK_ALIKES[letter] ?? letter).join(''));
  return (
    [word, disguised, wordIn(withoutEnds(plain, LOOK_ALIKES))].some((text) => COMMON_WORDS.has(text)) || isRow(plain)
  );
}

/** The letters of a text; a word that is said twice is that word. */
function wordIn(text: string): string {
  const letters = text.replace(/[^\p{L}]/gu, '');
  const half = letters.slice(0, letters.length / 2);
  return letters.length % 2 === 0 && letters === half + half ? half : letters;
}

/** "p4ssw0rd2024!" without the digits and signs at its ends, and with its disguise taken off: "password". */
function withoutEnds(text: string, lookAlikes: Readonly<Record<string, string>>): string {
  const inner = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return [...inner].map((letter) => lookAlikes[letter] ?? letter).join('');
}

/** True when the text is made of long pieces of rows: "1234567890", "qwertyuiop", "abcdefghij1234". */
function isRow(plain: string): boolean {
  const rows = ROWS.flatMap((row) => [row, [...row].reverse().join('')]);
  let rest = plain;
  while (rest.length > 0) {
    const longest = Math.max(...rows.map((row) => piece(rest, row)));
    if (longest < Math.min(3, rest.length)) return false;
    rest = rest.slice(longest);
  }
  return true;
}

/** How many characters at the beginning of the text follow each other in the row. */
function piece(text: string, row: string): number {
  const start = row.indexOf(text[0] ?? ' ');
  if (start < 0) return 0;
  let length = 1;
  while (length < text.length && row[start + length] === text[length]) length++;
  return length;
}
