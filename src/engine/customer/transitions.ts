import { type Ladder, ladderPosition } from './ladder.ts';
import type { TierStay } from './tier-stays.ts';

/** Prior probability of ever climbing each step: the midpoints of .40-.60, .30-.50 and .20-.30; later steps as the last. */
export const TRANSITION_PRIORS: readonly number[] = [0.5, 0.4, 0.25];
/** How many customers a prior is worth. */
export const PRIOR_CUSTOMERS = 20;

const DECILES = 10;

/** What became of the customers who stood on a step. */
export interface StepCounts {
  readonly customers: number;
  readonly upgrades: number;
}

/** One step of the ladder, from a tier to the next. */
export interface Transition extends StepCounts {
  readonly fromTier: number;
  readonly toTier: number;
  readonly prior: number;
  /** (upgrades + 20 prior) / (customers + 20). */
  readonly probability: number;
  /** Upper limits of spending of the first nine deciles; empty below 10 customers. */
  readonly spendingLimits: readonly number[];
  /** For each decile of spending, held to the step's probability as the step is held to its prior; that itself while all are in one. */
  readonly deciles: readonly (StepCounts & { readonly probability: number })[];
}

/**
 * Beta-Binomial: how likely the next one is to climb, after n of whom u did, with a prior q that is worth m customers.
 *
 *     t = (u + m q) / (n + m)
 *
 * @returns 0..1; exactly q when there is nobody
 * @example
 * shrinkTransition({ customers: 30, upgrades: 12 }, 0.5) // => 0.44
 */
export function shrinkTransition({ customers, upgrades }: StepCounts, prior: number): number {
  return customers === 0 ? prior : (upgrades + PRIOR_CUSTOMERS * prior) / (customers + PRIOR_CUSTOMERS);
}

/**
 * Learns how customers climb. On a step stands who bought its tier before any higher one; who later bought a higher tier
 * has climbed it. Customers are also told apart by the decile of what they had spent before they climbed (for those who did
 * not: until now); what the upgrade cost is not in it, so that it does not foretell itself.
 *
 * @param customers the tiers that each customer bought, see `readTierStays`
 * @example
 * learnTransitions([1, 2, 3, 4], []).map(({ probability }) => probability) // => [0.5, 0.4, 0.25]
 */
export function learnTransitions(ladder: Ladder, customers: Iterable<readonly TierStay[]>): Transition[] {
  const stays: TierStay[][] = ladder.map(() => []);
  for (const tiers of customers) {
    for (const stay of stepsOf(ladder, tiers)) stays[ladderPosition(ladder, stay.tier)]?.push(stay);
  }
  return ladder.slice(0, -1).map((fromTier, step) => {
    const prior = priorOf(step);
    return { fromTier, toTier: ladder[step + 1] ?? fromTier, prior, ...learnStep(stays[step] ?? [], prior) };
  });
}

/** A tier that is on the ladder no more is none of its steps. */
function stepsOf(ladder: Ladder, tiers: readonly TierStay[]): TierStay[] {
  return tiers.filter(({ tier, rose }) => rose !== null && ladder.includes(tier));
}

function learnStep(stays: readonly TierStay[], prior: number) {
  const counts = countStays(stays);
  const probability = shrinkTransition(counts, prior);
  const spendingLimits = decileLimits(stays.map(({ spentMinor }) => spentMinor));
  const groups = Array.from({ length: spendingLimits.length + 1 }, (): TierStay[] => []);
  for (const stay of stays) groups[decileOf(spendingLimits, stay.spentMinor)]?.push(stay);
  // Where all have spent alike the group is the step: its customers are not to be counted twice.
  const isOneGroup = groups.some((group) => group.length === stays.length);
  const deciles = groups
    .map(countStays)
    .map((group) => ({ ...group, probability: isOneGroup ? probability : shrinkTransition(group, probability) }));
  return { ...counts, probability, spendingLimits, deciles };
}

function countStays(stays: readonly TierStay[]): StepCounts {
  return { customers: stays.length, upgrades: stays.filter(({ rose }) => rose === true).length };
}

/**
 * Prior probability of ever getting from one step of the ladder to a higher one: the product of the steps between.
 *
 * @param from number of the step that is stood on, 0 = the first
 * @param to number of the step that is reached
 * @returns 0..1; 1 where nothing has to be climbed
 * @example
 * reachProbability(0, 2) // => 0.2
 */
export function reachProbability(from: number, to: number): number {
  let probability = 1;
  for (let step = from; step < to; step++) probability *= priorOf(step);
  return probability;
}

function priorOf(step: number): number {
  return TRANSITION_PRIORS[Math.min(step, TRANSITION_PRIORS.length - 1)] ?? 0;
}

function decileLimits(spent: readonly number[]): number[] {
  if (spent.length < DECILES) return [];
  const sorted = [...spent].sort((a, b) => a - b);
  return Array.from({ length: DECILES - 1 }, (_, d) => sorted[Math.ceil(((d + 1) * sorted.length) / DECILES) - 1] ?? 0);
}

/** Who spent exactly a limit is in the decile that it closes: equal spending is one group, in the lowest it fits. */
function decileOf(limits: readonly number[], spentMinor: number): number {
  const found = limits.findIndex((limit) => spentMinor <= limit);
  return found < 0 ? limits.length : found;
}

/**
 * How likely a customer who has spent so much climbs a step: that of the customer's decile of spending.
 *
 * @returns 0..1
 * @example
 * const [step] = learnTransitions([1, 2], []);
 * climbProbability(step, 9900) // => 0.5
 */
export function climbProbability(transition: Transition, spentMinor: number): number {
  const decile = transition.deciles[decileOf(transition.spendingLimits, spentMinor)];
  return decile?.probability ?? transition.probability;
}
