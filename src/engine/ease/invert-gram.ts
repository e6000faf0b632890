/**
 * The inverse of a symmetric positive definite matrix, by Cholesky: A = L L', inverse = L^-T L^-1. About n^3 multiplications,
 * in 64-bit floats.
 *
 * Source: G. H. Golub and C. F. Van Loan, Matrix Computations, section 4.2.
 *
 * @param gram - n x n values, row by row; only the lower triangle is read, and it is overwritten.
 * @returns the inverse, n x n, exactly symmetric.
 * @throws RangeError when the matrix is not positive definite.
 * @example
 * [...invertGram(Float64Array.of(2, 0, 0, 4), 2)] // => [0.5, 0, 0, 0.25]
 */
export function invertGram(gram: Float64Array, size: number): Float64Array<ArrayBuffer> {
  factorize(gram, size);
  const columns = invertTriangle(gram, size);
  const inverse = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      // Column i of L^-1 begins at row i: nothing above the diagonal takes part.
      const value = dot(columns, { a: i * size, b: j * size, from: i, to: size });
      inverse[i * size + j] = value;
      inverse[j * size + i] = value;
    }
  }
  return inverse;
}

/** Replaces the lower triangle by L. */
function factorize(matrix: Float64Array, size: number): void {
  for (let j = 0; j < size; j++) {
    const row = j * size;
    const pivot = (matrix[row + j] as number) - dot(matrix, { a: row, b: row, from: 0, to: j });
    if (!(pivot > 0)) throw new RangeError(`The matrix is not positive definite: pivot ${j} is ${pivot}.`);
    const root = Math.sqrt(pivot);
    matrix[row + j] = root;
    for (let i = j + 1; i < size; i++) {
      const other = i * size;
      matrix[other + j] = ((matrix[other + j] as number) - dot(matrix, { a: other, b: row, from: 0, to: j })) / root;
    }
  }
}

/** L^-1, column by column: place j * size + i holds row i of column j. */
function invertTriangle(lower: Float64Array, size: number): Float64Array {
  const columns = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    const column = j * size;
    columns[column + j] = 1 / (lower[column + j] as number);
    for (let i = j + 1; i < size; i++) {
      let sum = 0;
      const row = i * size;
      for (let k = j; k < i; k++) sum += (lower[row + k] as number) * (columns[column + k] as number);
      columns[column + i] = -sum / (lower[row + i] as number);
    }
  }
  return columns;
}

interface DotRange {
  readonly a: number;
  readonly b: number;
  readonly from: number;
  readonly to: number;
}

/** Sum of matrix[a + k] x matrix[b + k], four sums side by side. */
function dot(matrix: Float64Array, { a, b, from, to }: DotRange): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let k = from;
  for (; k + 3 < to; k += 4) {
    s0 += (matrix[a + k] as number) * (matrix[b + k] as number);
    s1 += (matrix[a + k + 1] as number) * (matrix[b + k + 1] as number);
    s2 += (matrix[a + k + 2] as number) * (matrix[b + k + 2] as number);
    s3 += (matrix[a + k + 3] as number) * (matrix[b + k + 3] as number);
  }
  for (; k < to; k++) s0 += (matrix[a + k] as number) * (matrix[b + k] as number);
  return s0 + s1 + (s2 + s3);
}
