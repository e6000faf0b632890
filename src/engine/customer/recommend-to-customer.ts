import { affinity, shownScore } from './affinity.ts';
import { baseWeights, type ClimbingCustomer, type LadderKnowledge } from './base-weight.ts';
import { itemChance } from './item-chance.ts';
import { ladderPosition } from './ladder.ts';

/** An item of the menu that may be recommended now. */
export interface OfferedItem {
  readonly itemId: number;
  readonly tier: number | null;
  /** Share of the store's completed orders with it, 0..1. */
  readonly share: number;
}

/** A customer as recommendations see them. */
export interface CustomerStanding extends ClimbingCustomer {
  /** Orders with each item. */
  readonly itemOrders: ReadonlyMap<number, number>;
}

/** What stands around the question. */
export interface CustomerQuestion {
  readonly offered: readonly OfferedItem[];
  readonly knowledge: LadderKnowledge;
  /** See `seasonFactor`. */
  readonly season: number;
  /** Items that go with what the customer orders most, by the store's pairs. */
  readonly companions: ReadonlySet<number>;
}

/** How an item stands with a customer. */
export interface ItemAffinity {
  readonly itemId: number;
  readonly tier: number | null;
  /** Uncapped, rounded to six decimals: what lists are put in order by. */
  readonly affinity: number;
  /** 0 to 100, one decimal. */
  readonly score: number;
  /** That it is bought, without complement and season, 0..1. */
  readonly probability: number;
  readonly isComplement: boolean;
  /** On the ladder, above the customer's level. */
  readonly isUpgrade: boolean;
  /** On the ladder, at or below the customer's level. */
  readonly isBehind: boolean;
}

/**
 * The affinity of a customer for every item that is offered, highest first; equal ones by tier (those without one last), then
 * by id. An item on the ladder weighs what its step does (`baseWeights`), any other 100 x its chance in the customer's
 * next order (`itemChance`).
 *
 * @example
 * const ladder = [1, 2, 3, 4];
 * const knowledge = { ladder, transitions: learnTransitions(ladder, []), repurchase: new Map() };
 * const offered = ladder.map((tier) => ({ itemId: tier, tier, share: 0 }));
 * const customer = { kind: 'repeat', orderCount: 2, ltvMinor: 19_800, tierLevel: 1, itemOrders: new Map([[1, 2]]) };
 * scoreItems(customer, { offered, knowledge, season: 1, companions: new Set() }).map(({ tier, score }) => [tier, score]) // => [[2, 75], [3, 30], [1, 10], [4, 7.5]]
 */
export function scoreItems(customer: CustomerStanding, question: CustomerQuestion): ItemAffinity[] {
  const { offered, knowledge } = question;
  const weights = baseWeights(customer, knowledge);
  const level = ladderPosition(knowledge.ladder, customer.tierLevel);
  const highest = knowledge.ladder.length - 1;
  return offered
    .map((item) => {
      const position = item.tier === null ? null : ladderPosition(knowledge.ladder, item.tier);
      const isUpgrade = position !== null && level >= 0 && position > level;
      const isCrossSell = position === null && (knowledge.ladder.length === 0 || level === highest);
      const isComplement = isUpgrade || (isCrossSell && isCompanion(item, customer, question));
      const weight = position === null ? 100 * chanceOf(item, customer) : (weights[position] ?? 0);
      const value = affinity({ weight, isComplement, season: question.season });
      return {
        itemId: item.itemId,
        tier: item.tier,
        affinity: Math.round(value * 1e6) / 1e6,
        score: shownScore(value),
        probability: Math.min(1, weight / 100),
        isComplement,
        isUpgrade,
        isBehind: position !== null && position <= level,
      };
    })
    .sort(compareAffinity);
}

function isCompanion({ itemId }: OfferedItem, { itemOrders }: CustomerStanding, { companions }: CustomerQuestion) {
  return companions.has(itemId) && !itemOrders.has(itemId);
}

function chanceOf({ itemId, share }: OfferedItem, { itemOrders, orderCount }: CustomerStanding): number {
  return itemChance({ withItem: itemOrders.get(itemId) ?? 0, orders: orderCount }, share);
}

function compareAffinity(a: ItemAffinity, b: ItemAffinity): number {
  const [first, second] = [a.tier ?? Number.MAX_SAFE_INTEGER, b.tier ?? Number.MAX_SAFE_INTEGER];
  return b.affinity - a.affinity || first - second || a.itemId - b.itemId;
}

/**
 * What is recommended to a customer: the items by their affinity, those at or below the customer's level on the ladder only
 * where nothing else is left. So nobody is sold what they have passed while there is a step to take.
 *
 * @param scored see `scoreItems`
 * @example
 * const item = (itemId, isBehind) => ({ itemId, tier: itemId, affinity: 9 - itemId, score: 1, probability: 0.1, isComplement: false, isUpgrade: !isBehind, isBehind });
 * chooseRecommendations([item(1, true), item(2, false), item(3, false)], 3).map(({ itemId }) => itemId) // => [2, 3, 1]
 */
export function chooseRecommendations(scored: readonly ItemAffinity[], limit: number): ItemAffinity[] {
  const ahead = scored.filter(({ isBehind }) => !isBehind);
  return [...ahead, ...scored.filter(({ isBehind }) => isBehind)].slice(0, limit);
}
