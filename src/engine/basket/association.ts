/** Raw counts of a directed pair: who has the antecedent also orders the consequent. */
export interface AssociationCounts {
  /** Orders with both: C. */
  readonly together: number;
  /** Orders with the antecedent: n_A. */
  readonly antecedentOrders: number;
  /** Orders with the consequent: n_B. */
  readonly consequentOrders: number;
  /** All orders: N. */
  readonly orders: number;
}

/** The classical measures of an association rule. */
export interface Association {
  /** Share of all orders that hold both: C / N. */
  readonly support: number;
  /** Share of the antecedent's orders that also hold the consequent: C / n_A. Directional. */
  readonly confidence: number;
  /** How many times more often than if the two were independent: C N / (n_A n_B). The same in both directions. */
  readonly lift: number;
}

/**
 * Support, confidence and lift of a directed pair. Where a denominator is 0 nothing is known, and the measure is 0.
 *
 * Source: R. Agrawal, T. Imielinski, A. Swami (1993), Mining Association Rules; lift: S. Brin et al. (1997).
 *
 * @example
 * measureAssociation({ together: 6, antecedentOrders: 20, consequentOrders: 30, orders: 100 }) // => { "support": 0.06, "confidence": 0.3, "lift": 1 }
 */
export function measureAssociation(counts: AssociationCounts): Association {
  const { together, antecedentOrders, consequentOrders, orders } = counts;
  const independent = antecedentOrders * consequentOrders;
  return {
    support: orders === 0 ? 0 : together / orders,
    confidence: antecedentOrders === 0 ? 0 : together / antecedentOrders,
    lift: independent === 0 ? 0 : (together * orders) / independent,
  };
}
