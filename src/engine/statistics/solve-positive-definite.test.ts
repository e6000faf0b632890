import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solvePositiveDefinite } from './solve-positive-definite.ts';

const timesVector = (matrix: readonly number[], vector: ArrayLike<number>) =>
  Array.from(vector, (_, row) =>
    Array.from(vector).reduce(
      (sum, value, column) => sum + (matrix[row * vector.length + column] as number) * value,
      0,
    ),
  );

describe('solvePositiveDefinite', () => {
  it('gives what the matrix makes the vector of', () => {
    const problem = fc.integer({ min: 1, max: 5 }).chain((size) => {
      const value = fc.integer({ min: -6, max: 6 });
      return fc.record({
        root: fc.array(value, { minLength: size * size, maxLength: size * size }),
        vector: fc.array(value, { minLength: size, maxLength: size }),
      });
    });
    fc.assert(
      fc.property(problem, ({ root, vector }) => {
        const size = vector.length;
        // R R' + I is positive definite, whatever R is.
        const matrix = Array.from({ length: size * size }, (_, place) => {
          const [row, column] = [Math.floor(place / size), place % size];
          const dot = vector.reduce((sum, _value, k) => {
            return sum + (root[row * size + k] as number) * (root[column * size + k] as number);
          }, 0);
          return row === column ? dot + 1 : dot;
        });
        const solution = solvePositiveDefinite(matrix, vector);
        for (const [row, value] of timesVector(matrix, solution).entries()) {
          expect(value).toBeCloseTo(vector[row] as number, 8);
        }
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('refuses a matrix that is not positive definite, unless a least pivot holds it up', () => {
    const twice = [1, 1, 1, 1];
    expect(() => solvePositiveDefinite(twice, [1, 1])).toThrow('pivot 1 is 0');
    expect(() => solvePositiveDefinite([-1], [1])).toThrow(RangeError);
    // Pivot 1/4 in the place of 0: L = [1 0; 1 1/2], y = [1, 0], x = [1, 0].
    expect([...solvePositiveDefinite(twice, [1, 1], { leastPivot: 0.25 })]).toEqual([1, 0]);
    expect([...solvePositiveDefinite([-1], [1], { leastPivot: 0.25 })]).toEqual([4]);
  });
});
