import type { Candidate } from './request.ts';

/** An entry of a list, described only when it is shown: most entries of a list never are. */
export interface RankedItem {
  /** Dense index of the item. */
  readonly item: number;
  /** How likely the guest takes it, above 0, up to a factor that the whole list shares; absent in a list that is not put in another order for the page. */
  readonly probability?: number;
  /** Finds everything that is told of the item. */
  readonly describe: () => Candidate;
}
