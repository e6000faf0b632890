import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalizeText, tokenize } from './tokens.ts';

describe('normalizeText', () => {
  test('strips case, accents and ligatures of the five languages', () => {
    expect(normalizeText('CRÈME Brûlée')).toBe('creme brulee');
    expect(normalizeText('Süßkartoffel')).toBe('susskartoffel');
    expect(normalizeText('Bœuf à la Piña')).toBe('boeuf a la pina');
  });

  test('gives composed and decomposed spellings the same form', () => {
    expect(normalizeText('caf\u00e9')).toBe(normalizeText('cafe\u0301'));
  });

  test('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normalizeText(normalizeText(text))).toBe(normalizeText(text));
      }),
      { seed: 1 },
    );
  });
});

describe('tokenize', () => {
  test('separates at apostrophes, hyphens and signs, and keeps numbers', () => {
    expect(tokenize("Jus d'orange, T-light 330ml").map((token) => token.word)).toEqual([
      'jus',
      'd',
      'orange',
      't',
      'light',
      '330ml',
    ]);
  });

  test('says where each word stood', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const token of tokenize(text)) expect(normalizeText(text.slice(token.start, token.end))).toBe(token.word);
      }),
      { seed: 2 },
    );
  });

  test('keeps the accents beside the plain word', () => {
    expect(tokenize('Entrées')).toEqual([{ word: 'entrees', accented: 'entrées', start: 0, end: 7 }]);
  });
});
