import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { multiplyPacked, packUnitVector } from './packed-vector.ts';
import { cosine, vectorLength } from './sparse-vector.ts';

const vectors = fc
  .array(fc.tuple(fc.nat(12), fc.integer({ min: -50, max: 50 })), { maxLength: 10 })
  .map((entries) => new Map(entries));

describe('cosine', () => {
  test('worked example: (3, 4) and (4, 3) have 24 / (5 x 5) = .96', () => {
    const a = new Map([
      [1, 3],
      [2, 4],
    ]);
    const b = new Map([
      [2, 3],
      [1, 4],
    ]);
    expect(vectorLength(a)).toBe(5);
    expect(cosine(a, b)).toBeCloseTo(0.96, 12);
  });

  test('is 0 for a vector of zeros and for vectors without a coordinate in common', () => {
    expect(cosine(new Map(), new Map([[1, 2]]))).toBe(0);
    expect(cosine(new Map([[3, 2]]), new Map([[1, 2]]))).toBe(0);
  });

  test('is symmetric to the last bit, within -1..1, and equal to the packed product', () => {
    fc.assert(
      fc.property(vectors, vectors, (a, b) => {
        const value = cosine(a, b);
        const packed = [packUnitVector(a), packUnitVector(b)] as const;
        expect(cosine(b, a)).toBe(value);
        expect(Math.abs(value)).toBeLessThanOrEqual(1);
        expect(multiplyPacked(packed[0], packed[1])).toBeCloseTo(value, 9);
        expect(multiplyPacked(packed[1], packed[0])).toBe(multiplyPacked(packed[0], packed[1]));
      }),
      { seed: 3 },
    );
  });
});
