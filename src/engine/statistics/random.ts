/** A stream of independent numbers, uniform on [0, 1), with 32 bits of resolution. */
export type Random = () => number;

/** Rounds that are thrown away after seeding: by then every bit of the seed has reached every bit of the state. */
const WARM_UP_ROUNDS = 15;

/**
 * A seeded generator: sfc32, "small fast counter", 128 bits of state, shortest possible period 2^32 numbers.
 *
 * With a, b, c, counter as 32-bit words, one round is
 *
 *     t = a + b + counter;  counter += 1;  a = b ^ (b >> 9);  b = c + (c << 3);  c = rotl(c, 21) + t;  output t
 *
 * Equal arguments give equal streams on every machine, different streams of one seed are unrelated: a part of a
 * simulation that draws more numbers than before leaves the other parts as they were. Not for secrets.
 *
 * Source: C. Doty-Humphrey, PractRand, RNGs/sfc.h (public domain); shifts 9, 3 and 21 are its 32-bit constants.
 *
 * @param seed - whole number, 0 to 2^53 - 1.
 * @param stream - any text that names the part that draws, such as 'regulars'.
 * @throws RangeError when the seed is not such a number.
 *
 * @example
 * const random = createRandom(7, 'regulars');
 * random() === createRandom(7, 'regulars')() // => true
 * random() === createRandom(8, 'regulars')() // => false
 */
export function createRandom(seed: number, stream = ''): Random {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`Cannot seed with ${seed}: expected a whole number from 0 to 2^53 - 1`);
  }
  let a = hashStream(stream);
  let b = seed | 0;
  let c = Math.floor(seed / 2 ** 32) | 0;
  let counter = 1;
  const drawWord = (): number => {
    const word = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + word) | 0;
    return word >>> 0;
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round++) drawWord();
  return () => drawWord() / 2 ** 32;
}

/** FNV-1a over the UTF-16 code units (Fowler, Noll, Vo): 32 bits that tell stream names apart. */
function hashStream(stream: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < stream.length; index++) hash = Math.imul(hash ^ stream.charCodeAt(index), 0x01000193);
  return hash;
}
