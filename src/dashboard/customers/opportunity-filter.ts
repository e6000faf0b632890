import type { Opportunity } from '../../contract/customer.ts';

/** What is looked for among the opportunities; '' and 0 = anything. */
export interface Chosen {
  readonly product: string;
  readonly confidence: string;
  /** In major units of the currency. */
  readonly leastLtv: number;
  readonly leastOrders: number;
}

export const NOTHING_CHOSEN: Chosen = { product: '', confidence: '', leastLtv: 0, leastOrders: 0 };

/** The opportunities that were chosen. */
export function keepChosen(
  rows: readonly Opportunity[],
  { product, confidence, leastLtv, leastOrders }: Chosen,
): readonly Opportunity[] {
  return rows.filter(
    (row) =>
      (product === '' || row.recommended_product === product) &&
      (confidence === '' || String(row.confidence) === confidence) &&
      row.ltv >= leastLtv &&
      row.order_count >= leastOrders,
  );
}
