import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import golden from '../../../test/golden/role-names.json' with { type: 'json' };
import { ROLES } from '../items.ts';
import { tokenize } from '../similarity/tokens.ts';
import { findHeads } from './name-head.ts';
import { assignedRole, guessRole } from './role-guess.ts';
import { findPhrases, stemPlural } from './role-phrases.ts';

const roleOf = (name: string, categoryName: string | null = null) => assignedRole(guessRole({ name, categoryName }));

describe('guessRole', () => {
  test.each([
    ['Garlic bread', 'side'],
    ['Ginger beer', 'drink'],
    ['Beer battered fish', 'main'],
    ['Burger and fries', 'main'],
    ['Ice cream', 'dessert'],
    ['Iced coffee', 'drink'],
    ['Chocolate milk', 'drink'],
    ['Chicken salad', 'main'],
    ['Rindergulasch', 'main'],
    ['Tomatensuppe', 'starter'],
    ['Apfelsaft', 'drink'],
    ['Gemuese-Lasagne', 'main'],
    ['Corbeille de pain', 'side'],
    ['Pain à l’ail', 'side'],
    ['Tarta de manzana', 'dessert'],
    ['Bicchiere di vino rosso', 'drink'],
    ['Glass of red wine', 'drink'],
    ['Poppadom', 'starter'],
    ['Mango Lassi', 'drink'],
    ['Chicken Biryani', 'main'],
  ])('%s is %s', (name, role) => {
    expect(roleOf(name)).toBe(role);
  });

  test.each([
    ['Drinks', 'drink'],
    ['Vorspeisen', 'starter'],
    ['Getraenke', 'drink'],
    ['GETRÄNKE', 'drink'],
    ['Hauptgerichte', 'main'],
    ['Nos desserts', 'dessert'],
    ['Plats principaux', 'main'],
    ['Acompañamientos', 'side'],
    ['Contorni', 'side'],
    ['Secondi piatti', 'main'],
    ['Naan Breads', 'side'],
    ['Entrees', 'main'],
    ['Starters & Nibbles', 'starter'],
    ['Specials', 'other'],
  ])('the category %s is %s', (name, role) => {
    expect(roleOf(name)).toBe(role);
  });

  test.each(['T-LIGHT HOLDER', 'adjustment', 'postage', 'Starter Pack', 'WHITE METAL LANTERN', 'TEA TOWEL', '', '!!!'])(
    'no role for %j',
    (name) => {
      expect(roleOf(name)).toBe('other');
    },
  );

  test('entrées are open: French starters or American mains, until a second clue decides', () => {
    expect(roleOf('Entrées')).toBe('other');
    expect(roleOf('Terrine de campagne', 'Entrées')).toBe('starter');
    expect(roleOf('Grilled salmon', 'Entrées')).toBe('main');
    expect(roleOf('Nos entrées')).toBe('starter');
  });

  test('the category outweighs the name, and settles what the name leaves open', () => {
    expect(roleOf('Chicken Tikka')).toBe('other');
    expect(roleOf('Chicken Tikka', 'Starters')).toBe('starter');
    expect(roleOf('Chicken Tikka', 'Mains')).toBe('main');
    expect(roleOf('Number 27', 'Drinks')).toBe('drink');
  });

  test.each([
    ...[
      'Menu',
      'Our Menu',
      'Food menu',
      'Main Menu',
      'Food & Drinks',
      'Items',
      'ALL PRODUCTS',
      'Uncategorized',
      'A la carte',
    ],
    ...[
      'Speisekarte',
      'Unsere Karte',
      'Menü',
      'Speisen und Getränke',
      'Speisen & Getraenke',
      'Essen',
      'Ohne Kategorie',
    ],
    ...[
      'Carte',
      'La carte',
      'Menú',
      'Menú principal',
      'Comida y bebidas',
      'Menù',
      'Il nostro menù',
      'Kaart',
      'Eten en drinken',
    ],
  ])('%s says nothing of what is in it: names decide, as if there were no category', (categoryName) => {
    for (const name of ['Burger', 'Lassi', 'Cheesecake', 'Chicken Tikka', 'T-LIGHT HOLDER']) {
      expect(guessRole({ name, categoryName })).toEqual(guessRole({ name }));
    }
    expect(roleOf(categoryName)).toBe('other');
  });

  test.each([
    ['Mains', 'main'],
    ['Main', 'main'],
    ['Drinks Menu', 'drink'],
    ['Plats', 'main'],
    ['Gift cards', 'other'],
    ['Kids menu', 'other'],
  ])('%s still says what is in it', (categoryName, role) => {
    expect(roleOf('Number 27', categoryName)).toBe(role);
    expect(guessRole({ name: 'Number 27', categoryName })).not.toEqual(guessRole({ name: 'Number 27' }));
  });

  test('clues that disagree lower the certainty', () => {
    const agreed = guessRole({ name: 'Lassi', categoryName: 'Drinks' });
    const torn = guessRole({ name: 'Lassi', categoryName: 'Gelato' });
    expect(agreed.certainty).toBeGreaterThan(guessRole({ name: 'Lassi' }).certainty);
    expect(torn.certainty).toBeLessThan(0.8);
  });

  test('worked example: one dish word is e^4 / (e^4 + e^1 + 4)', () => {
    // 54.598 / (54.598 + 2.718 + 4) = .8904
    expect(guessRole({ name: 'Lassi' })).toEqual({
      role: 'drink',
      certainty: expect.closeTo(0.8904, 4),
      evidence: 'Lassi',
    });
  });

  test('a description only tips the scales', () => {
    expect(roleOf('The Nomad')).toBe('other');
    expect(
      assignedRole(guessRole({ name: 'The Nomad', description: 'served with fries, lemonade and ice cream' })),
    ).toBe('other');
    const drinks = 'lassi, cola, chai, coffee, lemonade. '.repeat(20);
    expect(assignedRole(guessRole({ name: 'The Nomad', description: drinks }))).toBe('other');
    const plain = guessRole({ name: 'Tofu Bowl' }).certainty;
    expect(guessRole({ name: 'Tofu Bowl', description: 'stir fry with noodles' }).certainty).toBeGreaterThan(plain);
  });

  test('the certainty is a probability and the evidence stands in the clue', () => {
    const parts = fc.constantFrom(
      'Garlic',
      'bread',
      'Tea',
      'Crème',
      'brûlée',
      'de',
      'with',
      'mit',
      'box',
      '2',
      'Lamm',
      'x',
    );
    const names = fc.array(parts, { maxLength: 6 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(names, names, (name, categoryName) => {
        const guess = guessRole({ name, categoryName });
        expect(ROLES).toContain(guess.role);
        expect(guess.certainty).toBeGreaterThanOrEqual(1 / ROLES.length);
        expect(guess.certainty).toBeLessThanOrEqual(1);
        expect(name.includes(guess.evidence) || categoryName.includes(guess.evidence)).toBe(true);
      }),
      { seed: 8 },
    );
  });

  test('any text at all gets an answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(guessRole({ name }).certainty).toBeGreaterThan(0);
      }),
      { seed: 9 },
    );
  });
});

describe('the parts of a name', () => {
  const headsOf = (text: string) => {
    const tokens = tokenize(text);
    return findHeads({ text, tokens, hits: findPhrases(tokens) }).map((head) => tokens[head]?.word);
  };

  test('the longest phrase wins over the words in it', () => {
    const tokens = tokenize('Long Island iced tea');
    expect(findPhrases(tokens).map(({ start, end }) => [start, end])).toEqual([[0, 4]]);
  });

  test('the head is last in English and German, first in the Romance languages', () => {
    expect(headsOf('Chicken pie with gravy')).toEqual(['pie']);
    expect(headsOf('Schweinebraten mit Sauerkraut')).toEqual(['schweinebraten']);
    expect(headsOf('Tarte aux pommes maison')).toEqual(['tarte']);
    expect(headsOf('Cobra beer (660 ml)')).toEqual(['beer']);
    expect(headsOf('Burger and fries')).toEqual(['burger', 'fries']);
    expect(headsOf('Verre de vin blanc')).toEqual(['vin']);
  });

  test('plurals meet their singular', () => {
    for (const [many, one] of [
      ['curries', 'curry'],
      ['cookies', 'cookie'],
      ['dishes', 'dish'],
      ['naans', 'naan'],
    ] as const) {
      expect(stemPlural(many)).toBe(stemPlural(one));
    }
  });
});

describe('the 200 golden names', () => {
  const results = golden.names.map(({ name, role }) => ({ name, role, assigned: roleOf(name) }));
  const share = (hits: number, of: number) => hits / of;

  test('are 200 different ones', () => {
    expect(new Set(golden.names.map(({ name }) => name)).size).toBe(200);
  });

  test('at least 85 % get the right role (first run: 88.0 %)', () => {
    const right = results.filter(({ role, assigned }) => role === assigned).length;
    expect(share(right, results.length)).toBeGreaterThanOrEqual(0.85);
  });

  test('at most 1 % get a wrong role other than "other" (first run: none)', () => {
    const harmful = results.filter(({ role, assigned }) => assigned !== 'other' && assigned !== role);
    expect(share(harmful.length, results.length)).toBeLessThanOrEqual(0.01);
  });

  test('at least 82 % of the dishes and drinks get a role (first run: 85.9 %)', () => {
    const food = results.filter(({ role }) => role !== 'other');
    expect(share(food.filter(({ assigned }) => assigned !== 'other').length, food.length)).toBeGreaterThanOrEqual(0.82);
  });
});
