const LONGEST = 200;
/** Marks that turn the direction of what follows them: they must not reach the words around a name. */
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A name to be put among other words: without marks of direction, cut where nobody reads on. */
export function toPlainText(text: string): string {
  const plain = text.replace(DIRECTION_MARKS, '').replace(/\s+/g, ' ').trim();
  return plain.length <= LONGEST ? plain : `${Array.from(plain).slice(0, LONGEST).join('')}…`;
}
