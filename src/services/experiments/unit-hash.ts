import { createHash } from 'node:crypto';

const HEX_DIGITS = 13;
const RANGE = 2 ** 52;
const LEGACY_BUCKETS = 100n;

/**
 * Where a unit falls on [0, 1) for a salt: the first 13 hexadecimal digits (52 bits) of sha256(utf8(salt + ":" + unit)) over 2^52.
 * Every digit is exact in a double.
 *
 * @example
 * hashUnit('exp_01', 'visitor-1') // => 0.3188276611
 */
export function hashUnit(salt: string, unit: string): number {
  const digest = createHash('sha256').update(`${salt}:${unit}`, 'utf8').digest('hex');
  return Number.parseInt(digest.slice(0, HEX_DIGITS), 16) / RANGE;
}

/**
 * The bucket 0 .. 99 of `md5(session) mod 100`, the assignment of systems that tests are imported from. Only for
 * imports: it has no salt, so all tests share their buckets, and each 1 % is the finest step.
 *
 * @example
 * legacyBucket('abc') // => 70
 */
export function legacyBucket(sessionId: string): number {
  const digest = createHash('md5').update(sessionId, 'utf8').digest('hex');
  return Number(BigInt(`0x${digest}`) % LEGACY_BUCKETS);
}
