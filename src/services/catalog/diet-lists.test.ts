import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allergens, diets } from '../../contract/catalog.ts';
import { ALLERGENS, DIETS } from '../../engine/diets.ts';

const MIGRATION = new URL('../../storage/migrations/0006-rules-and-diets.sql', import.meta.url);

/** The names that the check of a column of `item` allows. */
function namesInCheck(column: string): string[] {
  const sql = readFileSync(MIGRATION, 'utf8');
  const [, list = ''] = new RegExp(`CHECK \\(${column} <@ ARRAY\\[([^\\]]*)\\]`).exec(sql) ?? [];
  return [...list.matchAll(/'([^']+)'/g)].map(([, name = '']) => name);
}

describe('what the wire, the engine and the database know alike', () => {
  test('diets', () => {
    expect(DIETS).toEqual(diets);
    expect(namesInCheck('diets')).toEqual(diets);
  });

  test('allergens', () => {
    expect(ALLERGENS).toEqual(allergens);
    expect(namesInCheck('allergens')).toEqual(allergens);
  });
});
