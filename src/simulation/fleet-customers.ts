import { drawChance, drawInteger } from './draws.ts';
import type { BasketSource } from './fleet-basket.ts';
import type { FleetNature } from './fleet-nature.ts';
import type { FleetVisit } from './fleet-visits.ts';
import type { Random } from './random.ts';

/** Somebody who ordered at least once. */
export interface FleetCustomer {
  /** Number of the customer, from 1, in the order in which they came; null when nobody knows them. */
  readonly id: number | null;
  readonly tasteClass: number;
  /** What they ordered, the oldest first. */
  readonly baskets: number[][];
}

/** What one visit came to. */
export interface FleetTicket {
  readonly customer: FleetCustomer;
  readonly basket: readonly number[];
}

/** Probability that a repeated basket is the latest one, not any earlier one. */
const LATEST = 0.6;
/** Probability that it is repeated as it was, not with one item changed. */
const VERBATIM = 0.65;
/** Power that favours customers of recent orders: the reach back into the past is uniform to this power. */
const RECENCY = 1.6;

/**
 * Draws visit after visit who comes and what they order. A returning customer is the one of an earlier order, a recent
 * one rather than an old one, so that who came often comes often (H. A. Simon 1955, On a class of skew distribution
 * functions); they repeat an earlier basket, as far as it is still sold, with the probability of the store.
 *
 * @returns a function to be called for each visit, in order of time.
 */
export function createCustomers(
  random: Random,
  { nature, source }: { nature: FleetNature; source: BasketSource },
): (visit: FleetVisit) => FleetTicket {
  const orderedBy: FleetCustomer[] = [];
  let customers = 0;
  const createCustomer = (): FleetCustomer => {
    const id = drawChance(random, nature.knownShare) ? ++customers : null;
    return { id, tasteClass: source.drawClass(), baskets: [] };
  };
  const drawReturning = (): FleetCustomer | undefined => {
    if (!drawChance(random, nature.returningShare)) return undefined;
    return orderedBy[orderedBy.length - 1 - Math.floor(orderedBy.length * random() ** RECENCY)];
  };
  return (visit) => {
    const customer = drawReturning() ?? createCustomer();
    const again = drawChance(random, nature.repeatShare) ? repeatBasket(random, { customer, source, visit }) : [];
    const basket = again.length > 0 ? again : source.drawBasket(visit, customer.tasteClass);
    customer.baskets.push(basket);
    orderedBy.push(customer);
    return { customer, basket };
  };
}

/** An earlier basket, without what is not sold any more, perhaps with one item changed; empty when there is none. */
function repeatBasket(
  random: Random,
  { customer, source, visit }: { customer: FleetCustomer; source: BasketSource; visit: FleetVisit },
): number[] {
  const { baskets } = customer;
  if (baskets.length === 0) return [];
  const place = drawChance(random, LATEST) ? baskets.length - 1 : drawInteger(random, [0, baskets.length - 1]);
  const basket = (baskets[place] ?? []).filter((item) => source.isSold(visit, item));
  if (basket.length === 0 || drawChance(random, VERBATIM)) return basket;
  const rest = basket.toSpliced(drawInteger(random, [0, basket.length - 1]), 1);
  const another = source.drawAnother(visit, rest);
  return another === null ? rest : [...rest, another];
}
