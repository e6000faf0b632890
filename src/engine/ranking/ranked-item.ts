import type { Candidate } from './request.ts';

/** A place in a list. Its words are found only when it is shown: most of a list never is. */
export interface RankedItem {
  /** Dense index of the item. */
  readonly item: number;
  /** Finds everything that is told of the item. */
  readonly describe: () => Candidate;
}
