import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillUrl } from '../../contract/shown/fill-url.ts';
import { formatMoney } from '../../contract/shown/format-money.ts';
import { headingFor } from '../../contract/shown/list-heading.ts';
import { toPlainText } from '../../contract/shown/plain-text.ts';
import { type Arranged, arrangeCards } from './arrange-cards.ts';
import { readAnswers } from './read-answer.ts';

const idsOf = (cards: readonly Arranged[]): string => cards.map(({ id }) => id).join('');
const cardsOf = (ids: string): Arranged[] => [...ids].map((id) => ({ id }));

describe('arrangeCards', () => {
  it.each([
    ['', 'abc', 'abc'],
    ['abc', 'cba', 'abc'],
    ['abc', 'dbe', 'dbe'],
    ['abc', 'da', 'ad'],
    ['ab', 'cdef', 'cdef'],
    ['abc', '', ''],
  ])('%s with the answer %s is %s', (shown, wanted, expected) => {
    expect(idsOf(arrangeCards(cardsOf(shown), cardsOf(wanted)))).toBe(expected);
  });

  it('holds what may still be taken back, within the size of the answer', () => {
    const shown = [{ id: 'a', isHeld: true }, { id: 'b' }, { id: 'c' }];
    expect(idsOf(arrangeCards(shown, cardsOf('bcd')))).toBe('abc');
    expect(idsOf(arrangeCards(shown, cardsOf('xyz')))).toBe('axy');
    expect(idsOf(arrangeCards(shown, []))).toBe('a');
  });

  it('never shows an item twice, nor one that is neither wanted nor held; cards that stay keep their order', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 6 });
    const held = fc.subarray([...'abcdefgh']);
    fc.assert(
      fc.property(ids, ids, held, (shownIds, wantedIds, heldIds) => {
        const shown = shownIds.map((id) => ({ id, isHeld: heldIds.includes(id) }));
        const result = arrangeCards(
          shown,
          wantedIds.map((id) => ({ id })),
        ).map(({ id }) => id);
        expect(new Set(result).size).toBe(result.length);
        const isAllowed = (id: string) => wantedIds.includes(id) || (heldIds.includes(id) && shownIds.includes(id));
        expect(result.every(isAllowed)).toBe(true);
        const stayed = result.filter((id) => shownIds.includes(id));
        expect(stayed).toEqual(shownIds.filter((id) => stayed.includes(id)));
      }),
      { seed: 1 },
    );
  });
});

describe('formatMoney', () => {
  it.each([
    [450, 'EUR', 'en-IE', '€4.50'],
    [1_234_567, 'INR', 'en-IN', '₹12,345.67'],
    [450, 'JPY', 'en-US', '¥450'],
    [4500, 'KWD', 'en-US', 'KWD 4.500'],
    [450, 'nothing', 'en', ''],
    [450, 'EUR', 'not a language', ''],
  ])('%d of %s in %s is %s', (amount, currency, locale, expected) => {
    expect(formatMoney(amount, { currency, locale }).replace(/\s/g, ' ')).toBe(expected);
  });
});

describe('fillUrl', () => {
  it.each([
    ['/items/{id}', '/items/a%26b%2F%22c'],
    ['https://shop.example/?p={id}&at={position}', 'https://shop.example/?p=a%26b%2F%22c&at=2'],
    ['?add={id}', '?add=a%26b%2F%22c'],
    ['/{unknown}/{constructor}', '/{unknown}/{constructor}'],
    ['javascript:alert({id})', null],
    ['//evil.example/{id}', null],
    ['/\\evil.example/{id}', null],
    [' JavaScript:alert(1)', null],
    ['data:text/html,{id}', null],
    ['items/{id}', null],
    ['', null],
  ])('%s', (template, expected) => {
    expect(fillUrl(template, { id: 'a&b/"c', position: 2 })).toBe(expected);
  });

  it('encodes what is not well-formed', () => {
    expect(fillUrl('/{id}', { id: 'x\ud800' })).toBe('/x%EF%BF%BD');
  });
});

describe('toPlainText', () => {
  it('takes marks of direction and blanks in a row out, and cuts after 200 signs, not through one', () => {
    expect(toPlainText(' Fries\u202e \n evil\u2066 ')).toBe('Fries evil');
    expect(toPlainText('🍕'.repeat(300))).toBe(`${'🍕'.repeat(200)}…`);
  });
});

describe('readAnswers', () => {
  const slot = { position: 1, item: { id: 'a', name: 'A', price_minor: null }, reason: 'Because' };
  const answer = { rec_id: 'r', currency: 'EUR', slots: [slot] };

  it('takes what looks like an answer', () => {
    expect(readAnswers({ recommendations: [answer, { ...answer, slots: [] }] })).toHaveLength(2);
    expect(readAnswers({ recommendations: [answer] })[0]).toBe(answer);
  });

  it('takes nothing else, whatever comes', () => {
    expect(readAnswers({ recommendations: [{ ...answer, slots: [{ ...slot, item: { id: 7 } }] }] })).toEqual([null]);
    expect(readAnswers({ recommendations: [{ ...answer, slots: [{ ...slot, badge: {} }] }] })).toEqual([null]);
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        expect(readAnswers(body).every((one) => one === null)).toBe(true);
      }),
      { seed: 1 },
    );
  });
});

describe('headingFor', () => {
  const make = (type: string, placement = 'menu', level = 'popular') =>
    headingFor({ placement, level, slots: [{ type }, { type }] } as never);

  it('says only what is true of every suggestion', () => {
    expect(make('trending')).toBe('Trending Right Now');
    expect(make('frequently-together', 'item')).toBe('Frequently Bought Together');
    expect(make('complement', 'cart')).toBe('Complete Your Order');
    expect(make('complement', 'item')).toBe('You May Also Like');
    expect(make('personalized', 'home', 'personal')).toBe('For You');
    expect(make('category-popular')).toBe('Popular Here');
  });
});
