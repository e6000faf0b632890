/**
 * Weights that those of a store are held to while they are learned, in the order of `NEXT_ORDER_FEATURES`: what 2780 baskets of known customers of generated
 * restaurants and shops taught; written by `scripts/learn-next-order-fleet.ts`. No real store's data is in them.
 */
export const NEXT_ORDER_FLEET_WEIGHTS: readonly number[] = [
  0.87, 0.84, -0.12, 0.81, 0.56, 0.12, 1.04, 0.79, 1.17, 0.77,
];
