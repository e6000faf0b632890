import { signTestP } from '../../statistics/sign-test.ts';

/** Lists in which two rankers took turns, by whose items were chosen more. */
export interface InterleavingTally {
  readonly winsA: number;
  readonly winsB: number;
  readonly ties: number;
}

/**
 * Which of two interleaved rankers is preferred: delta = (wins A + ties / 2) / all - 1/2, and the sign test on what was no tie. It
 * picks rankers with few visitors; it says nothing of money.
 *
 * Source: F. Radlinski, M. Kurup, T. Joachims (2008), How does clickthrough data reflect retrieval quality?, CIKM.
 *
 * @throws RangeError when there is nothing to compare.
 * @example
 * testInterleaving({ winsA: 60, winsB: 40, ties: 25 }) // => { delta: 0.08, pValue: 0.05688793364 }
 */
export function testInterleaving({ winsA, winsB, ties }: InterleavingTally): { delta: number; pValue: number } {
  const all = winsA + winsB + ties;
  if (!(all > 0)) throw new RangeError('Cannot compare rankers over 0 lists: expected at least 1');
  return { delta: (winsA + ties / 2) / all - 0.5, pValue: signTestP(winsA, winsA + winsB) };
}
