/**
 * Two different items by their dense indices. Where direction matters the first is the antecedent and the second the
 * consequent: who has the first also orders the second.
 */
export type ItemPair = readonly [antecedent: number, consequent: number];
