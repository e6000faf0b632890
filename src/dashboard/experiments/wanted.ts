import type { PrimaryMetric } from '../../contract/experiment.ts';

/** What is planned: it decides how long it takes. */
export interface Wanted {
  readonly metric: PrimaryMetric;
  readonly upliftPercent: number;
  readonly splitPercent: number;
}
