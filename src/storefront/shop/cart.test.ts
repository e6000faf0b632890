import { describe, expect, it } from 'vitest';
import { openCart, paidFor } from './cart.ts';

const TEA = { id: 'tea', name: 'Tea', priceMinor: 450, picture: '' };

describe('what is paid for a line', () => {
  it('is its price less the offer, and never below 0', () => {
    expect(paidFor({ ...TEA, quantity: 2, offMinor: 50 })).toBe(800);
    expect(paidFor({ ...TEA, quantity: 2 })).toBe(900);
    expect(paidFor({ ...TEA, quantity: 2, offMinor: 451 })).toBe(0);
  });

  it('stays at 0 or above when the price falls below what the offer takes off', () => {
    const cart = openCart('test', () => undefined);
    cart.change(TEA, 1, { recId: 'r', offMinor: 100 });
    cart.change({ ...TEA, id: 'cake', name: 'Cake' }, 1);
    expect(cart.totalMinor()).toBe(800);
    cart.setPrice('tea', 60);
    expect(cart.totalMinor()).toBe(450);
  });
});
