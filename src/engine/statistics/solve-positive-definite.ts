/** How a matrix is treated that is hardly positive definite. */
export interface SolveOptions {
  /** A pivot below this is raised to it, as if the matrix had a larger diagonal there; above 0. Default: it is an error. */
  readonly leastPivot?: number;
}

/**
 * Solves A x = b for a symmetric positive definite A by Cholesky's factors: A = L L', L y = b, L' x = y. With a least pivot every
 * symmetric A has an answer: where rows say the same as earlier ones it is that of a matrix nearby.
 *
 * Source: G. H. Golub and C. F. Van Loan, Matrix Computations, section 4.2.
 *
 * @param matrix - A row by row, n x n; only the half on and below the diagonal is read.
 * @param vector - b, n numbers.
 * @throws RangeError when A is not positive definite and no least pivot was given.
 *
 * @example
 * [...solvePositiveDefinite([4, 2, 2, 3], [2, 1])] // => [0.5, 0]
 */
export function solvePositiveDefinite(
  matrix: ArrayLike<number>,
  vector: ArrayLike<number>,
  options: SolveOptions = {},
): Float64Array {
  const size = vector.length;
  const factor = factorize(matrix, size, options);
  const solution = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let rest = vector[row] as number;
    for (let k = 0; k < row; k++) rest -= (factor[row * size + k] as number) * (solution[k] as number);
    solution[row] = rest / (factor[row * size + row] as number);
  }
  for (let row = size - 1; row >= 0; row--) {
    let rest = solution[row] as number;
    for (let k = row + 1; k < size; k++) rest -= (factor[k * size + row] as number) * (solution[k] as number);
    solution[row] = rest / (factor[row * size + row] as number);
  }
  return solution;
}

/** Cholesky's L, row by row. */
function factorize(matrix: ArrayLike<number>, size: number, { leastPivot = 0 }: SolveOptions): Float64Array {
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * size + column] as number;
      for (let k = 0; k < column; k++) {
        rest -= (factor[row * size + k] as number) * (factor[column * size + k] as number);
      }
      if (row !== column) {
        factor[row * size + column] = rest / (factor[column * size + column] as number);
        continue;
      }
      const pivot = Math.max(rest, leastPivot);
      if (!(pivot > 0)) {
        throw new RangeError(`The matrix is not positive definite: pivot ${row} is ${rest}, expected above 0.`);
      }
      factor[row * size + row] = Math.sqrt(pivot);
    }
  }
  return factor;
}
