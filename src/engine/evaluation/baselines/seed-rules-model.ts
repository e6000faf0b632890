import { measureAssociation } from '../../basket/association.ts';
import type { PairCounts } from '../../basket/pair-counts.ts';
import { DEFAULT_GATE, type PairGate } from '../../basket/pair-report.ts';
import type { EvaluatedModel } from '../evaluated-model.ts';

/** Confidence is at most 1: an item with a rule stands above every item without one. */
const RULE_BONUS = 1;

/**
 * Classical association rules, filled up with best sellers: an item that at least one item of the cart has a rule for
 * scores 1 + the highest confidence of these rules; any other its share of the orders, n_j / N. A rule A -> B needs
 * confidence .2, lift 1.2 and 3 orders with both.
 *
 * Source: R. Agrawal, T. Imielinski, A. Swami (1993), Mining Association Rules.
 *
 * @example
 * const pairs = new PairCounts();
 * for (let order = 0; order < 3; order++) pairs.add([0, 1]);
 * for (let order = 0; order < 5; order++) pairs.add([2]);
 * const scores = seedRulesModel(pairs, 3).score({ context: [0], orderedAtMs: null, customerId: null });
 * [...scores] // => [0.375, 2, 0.625]
 */
export function seedRulesModel(pairs: PairCounts, itemCount: number): EvaluatedModel {
  const orders = Math.max(1, pairs.orders);
  const shares = Float64Array.from({ length: itemCount }, (_, item) => pairs.ordersWith(item) / orders);
  const rules = Array.from({ length: itemCount }, (_, item) => rulesOf(pairs, item));
  const scores = new Float64Array(itemCount);
  return {
    name: 'seed_rules',
    score: ({ context }) => {
      scores.set(shares);
      for (const item of context) {
        for (const { consequent, score } of rules[item] ?? []) {
          scores[consequent] = Math.max(scores[consequent] as number, score);
        }
      }
      return scores;
    },
  };
}

interface Rule {
  readonly consequent: number;
  readonly score: number;
}

function rulesOf(pairs: PairCounts, antecedent: number, gate: PairGate = DEFAULT_GATE): Rule[] {
  const rules: Rule[] = [];
  pairs.forEachNeighbour(antecedent, (consequent, together) => {
    const { confidence, lift } = measureAssociation({
      together,
      antecedentOrders: pairs.ordersWith(antecedent),
      consequentOrders: pairs.ordersWith(consequent),
      orders: pairs.orders,
    });
    const passes = together >= gate.minTogether && confidence >= gate.minConfidence && lift >= gate.minLift;
    if (passes) rules.push({ consequent, score: RULE_BONUS + confidence });
  });
  return rules;
}
