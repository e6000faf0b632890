import { globSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENGLISH } from './english.ts';
import { GERMAN } from './german.ts';
import { LANGUAGES, pickLanguage, speak } from './language.ts';
import type { PageWords } from './page-words.ts';

describe('the choice of a language', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [[null, 'fr', 'EN-us', 'de'], 'en'],
    [['toString', 'fr'], 'en'],
    [[], 'en'],
  ])('of %j is %s', (wishes, chosen) => {
    expect(pickLanguage(wishes)).toBe(chosen);
  });

  it('brings its words', async () => {
    expect((await speak('de')).messages.pages.customers).toBe('Kunden');
  });
});

describe('the words', () => {
  const placesOf = (value: unknown, place = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => placesOf(inner, `${place}/${key}`))
      : [`${place} ${typeof value} ${value === ''}`];

  it('are the same in number and kind, and none is missing', () => {
    expect(placesOf(GERMAN)).toEqual(placesOf(ENGLISH));
    expect(placesOf(ENGLISH).filter((place) => place.endsWith('true'))).toEqual([]);
  });

  const dashboard = path.join(import.meta.dirname, '..');
  it.each(globSync('*/words.ts', { cwd: dashboard }))('of a page are the same in every language: %s', async (file) => {
    const pages = Object.values(await import(path.join(dashboard, file))) as PageWords<object>[];
    expect(pages.length).toBeGreaterThan(0);
    for (const page of pages) {
      const { en, ...others } = page;
      const words = [en, ...(await Promise.all(Object.values(others).map((load) => load())))];
      expect(Object.keys(page).sort()).toEqual(Object.keys(LANGUAGES).sort());
      for (const spoken of words) expect(placesOf(spoken)).toEqual(placesOf(en));
      expect(placesOf(en).filter((place) => place.endsWith('true'))).toEqual([]);
    }
  });

  it('count', () => {
    expect([ENGLISH.table.rows(1), ENGLISH.table.rows(0), GERMAN.table.some(2, 1)]).toEqual([
      '1 row',
      '0 rows',
      '2 von 1 Zeile',
    ]);
  });
});
