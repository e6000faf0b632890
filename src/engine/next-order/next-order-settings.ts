/** What the features of a next order are measured with. */
export interface NextOrderSettings {
  /** Weight of a customer's basket against the one after it, above 0 and up to 1. */
  readonly basketDecay: number;
  /** Weeks after which an order counts half for what sells now. */
  readonly trendHalfLifeWeeks: number;
  /** A customer's favourite items that are compared with other customers': bounds the time of an answer. */
  readonly favourites: number;
}

/** The settings that are shipped; `docs/algorithms/next-order.md` says which others were tried. */
export const NEXT_ORDER_SETTINGS: NextOrderSettings = {
  basketDecay: 0.9,
  trendHalfLifeWeeks: 2,
  favourites: 64,
};
