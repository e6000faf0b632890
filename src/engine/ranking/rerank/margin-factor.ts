/** Bounds of margin / typical margin: one dear bottle, or one item sold below cost, does not decide a page alone. */
const LEAST_SHARE = 0.25;
const GREATEST_SHARE = 4;

/** What {@link marginFactor} weighs. */
export interface MarginDial {
  /** The owner's dial, 0 (margin does not count) to 1. */
  readonly dial: number;
  /** What an item of the store usually earns, in minor units, above 0; null = not known. */
  readonly typicalMarginMinor: number | null;
}

/**
 * What an item's margin multiplies its utility by: (margin / typical margin)^dial, the share held within 1/4 and 4. An
 * unknown margin counts as the typical one, so it neither helps nor harms: the factor is 1.
 *
 * @param marginMinor price less cost in minor units; null = not known
 * @returns above 0; 1 with dial 0
 * @example
 * marginFactor(400, { dial: 0.5, typicalMarginMinor: 100 }) // => 2
 * marginFactor(null, { dial: 1, typicalMarginMinor: 100 }) // => 1
 * marginFactor(-50, { dial: 1, typicalMarginMinor: 100 }) // => 0.25
 */
export function marginFactor(marginMinor: number | null, { dial, typicalMarginMinor }: MarginDial): number {
  if (dial === 0 || marginMinor === null || typicalMarginMinor === null) return 1;
  const share = Math.min(Math.max(marginMinor / typicalMarginMinor, LEAST_SHARE), GREATEST_SHARE);
  return share ** dial;
}
