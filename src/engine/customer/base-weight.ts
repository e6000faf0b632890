import type { CustomerKind } from './customer-kind.ts';
import { type Ladder, ladderPosition } from './ladder.ts';
import { repurchaseOf } from './repurchase.ts';
import { climbProbability, type Transition } from './transitions.ts';

/** Weights of the first four steps for a new customer. */
export const NEW_CUSTOMER_WEIGHTS: readonly number[] = [40, 25, 15, 5];
/** Each step beyond the fourth weighs a third of the one before, as the fourth does. */
const NEW_STEP_FACTOR = 1 / 3;
/** Factor on the odds of a step for each order beyond the second, at most five of them. */
export const REPEAT_ODDS_FACTOR = 1.1;
const MOST_REPEATS = 5;
/** Factor on the odds of a step for a customer of high LTV. */
export const HIGH_LTV_ODDS_FACTOR = 1.5;
/** What lies a step below the customer's level is bought again half as often as what lies at it. */
const BELOW_FACTOR = 0.5;

/** A customer as the ladder sees them. */
export interface ClimbingCustomer {
  readonly kind: CustomerKind;
  readonly orderCount: number;
  readonly ltvMinor: number;
  readonly tierLevel: number | null;
}

/** What a store's customers taught. */
export interface LadderKnowledge {
  readonly ladder: Ladder;
  /** One for each step, see `learnTransitions`. */
  readonly transitions: readonly Transition[];
  /** See `learnRepurchase`. */
  readonly repurchase: ReadonlyMap<number, number>;
}

/**
 * Weight of each step of the ladder for a customer, 0 to 100: the chance in a hundred, before complement and season.
 *
 *     new, or nothing of the ladder bought yet:   40, 25, 15, 5, then a third of the one before
 *     above the level:        100 x product of t over the steps from the level up
 *     at or below the level:  100 x r x .5^(steps below)
 *
 * t is the learned transition of the customer's spending, with its odds x 1.1 for each order beyond the second (at most
 * five) and x 1.5 for high LTV. r is the learned share of customers who buy the tier again.
 *
 * @example
 * const knowledge = { ladder: [1, 2, 3, 4], transitions: learnTransitions([1, 2, 3, 4], []), repurchase: new Map() };
 * baseWeights({ kind: 'repeat', orderCount: 2, ltvMinor: 19_800, tierLevel: 1 }, knowledge) // => [10, 50, 20, 5]
 * baseWeights({ kind: 'new', orderCount: 0, ltvMinor: 0, tierLevel: null }, knowledge) // => [40, 25, 15, 5]
 */
export function baseWeights(customer: ClimbingCustomer, knowledge: LadderKnowledge): number[] {
  const { ladder } = knowledge;
  const level = ladderPosition(ladder, customer.tierLevel);
  if (customer.kind === 'new' || level < 0) return ladder.map((_, position) => newCustomerWeight(position));
  const weights = ladder.map((tier, position) => {
    return 100 * repurchaseOf(knowledge.repurchase, tier) * BELOW_FACTOR ** Math.max(0, level - position);
  });
  let chance = 1;
  for (let position = level + 1; position < ladder.length; position++) {
    chance *= climbChance(customer, knowledge.transitions[position - 1]);
    weights[position] = 100 * chance;
  }
  return weights;
}

function newCustomerWeight(position: number): number {
  const known = NEW_CUSTOMER_WEIGHTS[position];
  if (known !== undefined) return known;
  const last = NEW_CUSTOMER_WEIGHTS.length - 1;
  return (NEW_CUSTOMER_WEIGHTS[last] ?? 0) * NEW_STEP_FACTOR ** (position - last);
}

function climbChance({ kind, orderCount, ltvMinor }: ClimbingCustomer, transition: Transition | undefined): number {
  if (transition === undefined) return 0;
  const chance = climbProbability(transition, ltvMinor);
  const repeats = Math.min(MOST_REPEATS, Math.max(0, orderCount - 2));
  const factor = REPEAT_ODDS_FACTOR ** repeats * (kind === 'high-ltv' ? HIGH_LTV_ODDS_FACTOR : 1);
  // Without a factor the chance itself: dividing and multiplying back would change its last digit.
  return factor === 1 ? chance : (factor * chance) / (1 - chance + factor * chance);
}
