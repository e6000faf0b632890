import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RecommendationToken, readToken, signToken } from './recommendation-token.ts';

const KEY = Buffer.alloc(32, 7);
const SEED = { seed: 11, numRuns: 300 };

const answers = fc.record({
  storeId: fc.integer({ min: 1, max: 2 ** 40 }),
  recId: fc.uuid(),
  arm: fc.string({ maxLength: 20, unit: 'grapheme' }),
  items: fc.array(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), { maxLength: 20 }),
  expiresAt: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
});

describe('signToken and readToken', () => {
  it('lay the bytes out as documented', () => {
    const recId = '00112233-4455-7677-8899-aabbccddeeff';
    const token = signToken(KEY, { storeId: 300, recId, arm: 'control', items: [1, 128], expiresAt: 0x01020304 });
    // 300 = 2 x 128 + 44, lowest seven bits first: 44 + 128 = ac, then 02. 128 = 80 01.
    const body = `0101${'01020304'}ac02${recId.replaceAll('-', '')}07${Buffer.from('control').toString('hex')}02018001`;
    const mac = createHmac('sha256', KEY).update(Buffer.from(body, 'hex')).digest('hex').slice(0, 32);
    expect(Buffer.from(token, 'base64url').toString('hex')).toBe(body + mac);
  });

  it('give back what was signed', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const expected: RecommendationToken = { ...answer, keyId: 1 };
        expect(readToken(KEY, signToken(KEY, answer))).toEqual(expected);
      }),
      SEED,
    );
  });

  it('refuse a token of which one letter was changed, left out or added', () => {
    const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= ');
    fc.assert(
      fc.property(answers, fc.nat(), letter, fc.constantFrom(0, 1), (answer, place, other, taken) => {
        const token = signToken(KEY, answer);
        const at = place % token.length;
        const changed = token.slice(0, at) + other + token.slice(at + taken);
        fc.pre(changed !== token);
        expect(readToken(KEY, changed)).toBeNull();
        expect(readToken(KEY, token.slice(0, at))).toBeNull();
      }),
      SEED,
    );
  });

  it('refuse another key, and texts that are no token', () => {
    const token = signToken(KEY, { storeId: 1, recId: crypto.randomUUID(), arm: 'control', items: [], expiresAt: 1 });
    expect(readToken(Buffer.alloc(32, 8), token)).toBeNull();
    for (const text of ['', 'x', 'a'.repeat(5000), '\u0000', '💥', 'AAAA'.repeat(20)])
      expect(readToken(KEY, text)).toBeNull();
  });

  it('refuse to sign what does not fit', () => {
    const answer = { storeId: 1, recId: crypto.randomUUID(), arm: 'control', items: [1], expiresAt: 1 };
    expect(() => signToken(KEY, { ...answer, items: [-1] })).toThrow(RangeError);
    expect(() => signToken(KEY, { ...answer, items: [0.5] })).toThrow(RangeError);
    expect(() => signToken(KEY, { ...answer, arm: 'x'.repeat(256) })).toThrow(RangeError);
  });
});
