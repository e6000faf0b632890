import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalName } from './canonical-name.ts';

describe('canonicalName', () => {
  it.each([
    ['Crème Brûlée', 'creme brulee'],
    ['  PIZZA   Margherita! ', 'pizza margherita'],
    ['Coke (330 ml)', 'coke'],
    ['Coke 0,33l', 'coke'],
    ['Coca-Cola 1.5 L', 'coca cola'],
    ['Pizza Funghi 12"', 'pizza funghi'],
    ['Pizza Funghi 30cm', 'pizza funghi'],
    ['Garlic Naan - Large', 'garlic naan'],
    ['Garlic Naan (Extra) XL', 'garlic naan extra'],
    ['Fish & Chips', 'fish and chips'],
    ['Weißwein', 'weisswein'],
    ['マルゲリータ', 'マルケリータ'],
  ])('brings %j to %j', (name, canonical) => {
    expect(canonicalName(name)).toBe(canonical);
  });

  it.each([
    ['Menu 1', 'Menu 2'],
    ['Lamb Rogan Josh', 'Rogan Josh Lamb'],
    ['Large Fries', 'Fries'],
    ['7up', 'up'],
    ['2 Lamb Chops', 'Lamb Chops'],
    ['2 Garlic Breads', 'Garlic Breads'],
  ])('keeps %j and %j apart', (first, second) => {
    expect(canonicalName(first)).not.toBe(canonicalName(second));
  });

  it('leaves a name that is nothing but a size or a measure', () => {
    expect(canonicalName('Large')).toBe('large');
    expect(canonicalName('500 ml')).toBe('500 ml');
  });

  it('gives nothing for a name without a letter or a digit', () => {
    expect(canonicalName('★ !!')).toBe('');
  });

  it('is short and trimmed, and no blanks meet in it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 600 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
    );
    fc.assert(
      fc.property(text, (name) => {
        const canonical = canonicalName(name);
        expect([...canonical].length).toBeLessThanOrEqual(200);
        expect(canonical).toBe(canonical.trim());
        expect(canonical).not.toContain('  ');
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('is the same in any case', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9 ()&.,éèß-]{0,40}$/), (name) => {
        expect(canonicalName(name.toUpperCase())).toBe(canonicalName(name));
      }),
      { seed: 6 },
    );
  });
});
