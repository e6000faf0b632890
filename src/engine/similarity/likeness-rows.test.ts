import { describe, expect, it } from 'vitest';
import { createItem } from '../create-item.ts';
import { LikenessRows } from './likeness-rows.ts';
import { ItemTextIndex } from './text-similarity.ts';

const MENU = [
  createItem({ id: 1, name: 'Garlic Naan', description: 'Bread from the tandoor' }),
  createItem({ id: 2, name: 'Cheese Naan', description: 'Bread with cheese' }),
  createItem({ id: 3, name: 'Cola' }),
];

describe('LikenessRows', () => {
  const text = new ItemTextIndex(MENU);

  it('are the likeness of the texts, both ways', () => {
    const rows = new LikenessRows(MENU, text);
    for (const [a, first] of MENU.entries()) {
      for (const [b, second] of MENU.entries()) {
        expect(rows.between(a, b)).toBeCloseTo(text.similarity(first, second), 6);
        expect(rows.between(a, b)).toBeCloseTo(rows.between(b, a), 6);
      }
    }
    expect(rows.between(0, 1)).toBeGreaterThan(rows.between(0, 2));
  });

  it('are 0 for what is not on the menu', () => {
    const rows = new LikenessRows([MENU[0] ?? null, null, MENU[1] ?? null], text);
    expect(rows.between(0, 2)).toBeGreaterThan(0);
    expect([rows.between(0, 1), rows.between(1, 0), rows.between(1, 1), rows.between(0, 9)]).toEqual([0, 0, 0, 0]);
  });
});
