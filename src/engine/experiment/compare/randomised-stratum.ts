/** The units of one stratum (a week): they are relabelled among themselves only. */
export interface RandomisedStratum {
  readonly treated: readonly number[];
  readonly control: readonly number[];
}

/** What relabelling says. */
export interface RandomisationResult {
  /** Sum over strata of nT (mT - mC), over the sum of nT. */
  readonly difference: number;
  /** Two-sided: the share of relabellings that differ at least as much. */
  readonly pValue: number;
  /** Relabellings that were looked at. */
  readonly relabellings: number;
}
