import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invertGram } from './invert-gram.ts';

/** X'X + ridge I for random rows: symmetric and positive definite. */
const GRAM = fc
  .record({
    size: fc.integer({ min: 1, max: 24 }),
    ridge: fc.double({ min: 0.5, max: 100, noNaN: true }),
    entries: fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 24 * 30, maxLength: 24 * 30 }),
  })
  .map(({ size, ridge, entries }) => {
    const gram = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        for (let row = 0; row < 30; row++) {
          gram[i * size + j] += (entries[row * 24 + i] as number) * (entries[row * 24 + j] as number);
        }
      }
      gram[i * size + i] += ridge;
    }
    return { size, gram };
  });

describe('invertGram', () => {
  it('inverts two by two and three by three as on paper', () => {
    // 1 / (2 x 2 - 1 x 1) x [2 -1; -1 2]
    const two = [...invertGram(Float64Array.of(2, 1, 1, 2), 2)];
    for (const [place, value] of [2, -1, -1, 2].entries()) expect(two[place]).toBeCloseTo(value / 3, 14);
    // Determinant 3 x (12 - 4) - 2 x (6 - 2) + 1 x (4 - 4) = 16; cofactors 8, -4, 0; 8, -4; 8.
    const three = [...invertGram(Float64Array.of(3, 2, 1, 2, 4, 2, 1, 2, 3), 3)];
    for (const [place, value] of [8, -4, 0, -4, 8, -4, 0, -4, 8].entries()) {
      expect(three[place]).toBeCloseTo(value / 16, 14);
    }
  });

  it('gives I when the matrix is multiplied by it, and is symmetric to the bit', () => {
    fc.assert(
      fc.property(GRAM, ({ size, gram }) => {
        const inverse = invertGram(gram.slice(), size);
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) {
            let sum = 0;
            for (let k = 0; k < size; k++) sum += (gram[i * size + k] as number) * (inverse[k * size + j] as number);
            expect(Math.abs(sum - (i === j ? 1 : 0))).toBeLessThan(1e-9);
            expect(inverse[i * size + j]).toBe(inverse[j * size + i]);
          }
        }
      }),
      { seed: 14, numRuns: 40 },
    );
  });

  it('reads the lower triangle only', () => {
    expect([...invertGram(Float64Array.of(2, 99, 0, 4), 2)]).toEqual([...invertGram(Float64Array.of(2, 0, 0, 4), 2)]);
  });

  it('inverts nothing to nothing', () => {
    expect(invertGram(new Float64Array(0), 0)).toHaveLength(0);
  });

  it('refuses what is not positive definite', () => {
    // Eigenvalues 3 and -1; rank 1; not numbers.
    for (const gram of [
      [1, 2, 2, 1],
      [1, 1, 1, 1],
      [Number.NaN, 0, 0, 1],
    ]) {
      expect(() => invertGram(Float64Array.from(gram), 2)).toThrow(RangeError);
    }
  });
});
