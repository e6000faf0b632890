/**
 * Solves A x = b for a symmetric positive definite A by Cholesky's factors: A = L L', L y = b, L' x = y.
 *
 * @param matrix A row by row, n x n; only the half on and below the diagonal is read
 * @throws RangeError when A is not positive definite
 *
 * @example
 * [...solvePositiveDefinite([4, 2, 2, 3], [2, 1])] // => [0.5, 0]
 */
export function solvePositiveDefinite(matrix: ArrayLike<number>, vector: ArrayLike<number>): Float64Array {
  const size = vector.length;
  const factor = factorize(matrix, size);
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
function factorize(matrix: ArrayLike<number>, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * size + column] as number;
      for (let k = 0; k < column; k++) {
        rest -= (factor[row * size + k] as number) * (factor[column * size + k] as number);
      }
      if (row === column && !(rest > 0)) {
        throw new RangeError(`The matrix is not positive definite: pivot ${row} is ${rest}, expected above 0.`);
      }
      factor[row * size + column] =
        row === column ? Math.sqrt(rest) : rest / (factor[column * size + column] as number);
    }
  }
  return factor;
}
