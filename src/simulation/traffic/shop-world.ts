import { drawChance, drawLogNormal, drawPoisson, drawWeighted } from '../draws.ts';
import { createRandom, type Random } from '../random.ts';

/** An item that simulated shoppers may buy. */
export interface WorldItem {
  readonly id: string;
  readonly priceMinor: number;
}

/** What a party comes for. */
export interface ShoppingOccasion {
  /** Days since 1970-01-01. */
  readonly epochDay: number;
  readonly meal: 'lunch' | 'dinner';
  readonly channel: 'dine-in' | 'takeaway';
  readonly guests: number;
  /** Positions of what they like best; empty for strangers. */
  readonly favourites: ReadonlySet<number>;
}

/** A shop's items as shoppers see them. Items go by their position in `items`. */
export interface ShopWorld {
  readonly items: readonly WorldItem[];
  /** 1 = Monday .. 7 = Sunday, 0 = every day is open. */
  readonly closedWeekday: number;
  /** What somebody buys whom nobody suggests anything: positions in the order in which they are chosen, repeats = more. */
  drawBasket(random: Random, occasion: ShoppingOccasion): readonly number[];
  drawFavourites(random: Random): ReadonlySet<number>;
  /** How much they would like one more item beside what they came for: twice as much = taken twice as often. */
  appetiteFor(item: number, basket: ReadonlyMap<number, number>): number;
}

/** Tastes differ: ninety-five in a hundred items are between a seventh and seven times as popular as the middle one. */
const TASTE_SIGMA = 1;
const FAVOURITES = 3;
const FAVOURITE_FACTOR = 6;
const ONE_MORE = 0.12;

/**
 * The world of any shop: every item has a popularity of its own, drawn from the seed and the item's id; baskets hold one
 * item and then Poisson(0.6 + 0.4 x guests) more, each drawn by popularity.
 *
 * @throws RangeError when there are no items.
 */
export function createAnyWorld(seed: number, items: readonly WorldItem[]): ShopWorld {
  if (items.length === 0) throw new RangeError('Cannot simulate a shop without items');
  const tastes = items.map(({ id }) => {
    return drawLogNormal(createRandom(seed, `taste ${id}`), { median: 1, sigma: TASTE_SIGMA });
  });
  const tasteOf = (item: number): number => tastes[item] ?? 0;
  return {
    items,
    closedWeekday: 0,
    drawBasket: (random, { guests, favourites }) => {
      const weights = tastes.map((taste, item) => (favourites.has(item) ? taste * FAVOURITE_FACTOR : taste));
      return Array.from({ length: 1 + drawPoisson(random, 0.6 + 0.4 * guests) }, () => {
        const item = drawWeighted(random, weights);
        return drawChance(random, ONE_MORE) ? [item, item] : [item];
      }).flat();
    },
    drawFavourites: (random) =>
      new Set(Array.from({ length: Math.min(FAVOURITES, items.length) }, () => drawWeighted(random, tastes))),
    appetiteFor: (item) => tasteOf(item),
  };
}
