import { createHash } from 'node:crypto';

const MAX_LENGTH = 200;

/**
 * The id of an item that has only a name: lower case, accents off, everything but letters and digits a single hyphen.
 *
 * Names of more than 200 characters end in a hash, so that two long names stay two items. A name without any letter or
 * digit is its own id.
 *
 * @example
 * slugOfName('Crème Brûlée (large)') // => "creme-brulee-large"
 */
export function slugOfName(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, (marks) => marks.replace(/[\u0300-\u036f]/g, ''))
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  if (slug === '') return name;
  if (slug.length <= MAX_LENGTH) return slug;
  return `${slug.slice(0, 183)}-${createHash('sha256').update(slug).digest('hex').slice(0, 16)}`;
}
