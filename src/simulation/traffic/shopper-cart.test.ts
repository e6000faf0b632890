import { describe, expect, test } from 'vitest';
import { createAnyWorld } from './shop-world.ts';
import { ShopperCart } from './shopper-cart.ts';

const WORLD = createAnyWorld(1, [
  { id: 'pizza', priceMinor: 900 },
  { id: 'cola', priceMinor: 300 },
  { id: 'cake', priceMinor: 450 },
]);
const [PIZZA, COLA, CAKE] = [0, 1, 2];

describe('ShopperCart', () => {
  test('a wanted item that was added once is credited once, and the rest is by hand', () => {
    const cart = new ShopperCart(new Map([[PIZZA, 3]]));
    cart.touch(PIZZA, { by: 'add', units: 1 });
    expect(cart.missing(PIZZA)).toBe(2);
    expect([...cart.order]).toEqual([[PIZZA, 3]]);
    // One of three: 900.
    expect(cart.attributedMinor(cart.order, WORLD)).toBe(900);
  });

  test('a wanted item that was clicked is credited whole', () => {
    const cart = new ShopperCart(new Map([[PIZZA, 3]]));
    cart.touch(PIZZA, { by: 'click', units: 1 });
    expect(cart.attributedMinor(cart.order, WORLD)).toBe(2700);
  });

  test('extra items come on top; what was taken out again, or only looked at, is worth nothing', () => {
    const cart = new ShopperCart(new Map([[PIZZA, 1]]));
    cart.touch(COLA, { by: 'add', units: 2 });
    cart.buyExtra(COLA, 2);
    cart.touch(CAKE, { by: 'add', units: 0 });
    expect([...cart.order]).toEqual([
      [PIZZA, 1],
      [COLA, 2],
    ]);
    expect(cart.attributedMinor(cart.order, WORLD)).toBe(600);
    expect(cart.items).toEqual([COLA]);
  });

  test('what was picked by hand is in the cart and needs no suggestion', () => {
    const cart = new ShopperCart(
      new Map([
        [PIZZA, 1],
        [CAKE, 1],
      ]),
    );
    cart.pick(1);
    expect(cart.items).toEqual([PIZZA]);
    expect([cart.missing(PIZZA), cart.missing(CAKE)]).toEqual([0, 1]);
    expect([cart.isTouched(PIZZA), cart.isTouched(CAKE)]).toEqual([true, false]);
  });

  test('of units that were left out in the end nothing is credited', () => {
    const cart = new ShopperCart(new Map([[PIZZA, 3]]));
    cart.touch(PIZZA, { by: 'click', units: 1 });
    expect(cart.attributedMinor(new Map([[PIZZA, 1]]), WORLD)).toBe(900);
    expect(cart.attributedMinor(new Map(), WORLD)).toBe(0);
  });
});
