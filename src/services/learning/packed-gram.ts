import { invertGram } from '../../engine/ease/invert-gram.ts';

/** A matrix as it goes to a thread. */
export interface PackedGram {
  readonly gram: Float64Array<ArrayBuffer>;
  /** Rows, and columns. */
  readonly size: number;
}

/** Runs {@link invertGram} on a matrix that came from another thread. */
export function invertPackedGram({ gram, size }: PackedGram): Float64Array<ArrayBuffer> {
  return invertGram(gram, size);
}
