import { expect, it } from 'vitest';
import { tellGate } from './gate-words.ts';

it('tells a gate in words, the lists of types by name, and a code that has no words as it is', () => {
  const gates = ['in_cart', 'place_taken', 'not_first_in:complement+trending', 'new_gate'];
  expect(gates.map(tellGate)).toEqual([
    'in the cart already',
    'likelier only than a pin, the exploring place or the piece that completes the meal',
    'not among the first of complement, trending',
    'new_gate',
  ]);
});
