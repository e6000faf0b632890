import { describe, expect, test } from 'vitest';
import { ALLERGENS, allergenBits, DIETS, dietBits, suitedDietBits } from './diets.ts';

describe('bits of diets and allergens', () => {
  test('are one for each name, without repeats, and add up whatever the order', () => {
    expect(DIETS.map((diet) => dietBits([diet]))).toEqual(DIETS.map((_diet, bit) => 2 ** bit));
    expect(ALLERGENS.map((allergen) => allergenBits([allergen]))).toEqual(ALLERGENS.map((_name, bit) => 2 ** bit));
    expect(dietBits([])).toBe(0);
    expect(allergenBits(['eggs', 'celery', 'eggs'])).toBe(allergenBits(['celery', 'eggs']));
  });

  test('fit the arrays that menus keep them in', () => {
    expect(dietBits(DIETS)).toBeLessThan(2 ** 8);
    expect(allergenBits(ALLERGENS)).toBeLessThan(2 ** 16);
  });
});

describe('suitedDietBits', () => {
  test('holds vegan and Jain dishes to be vegetarian, and nothing the other way round', () => {
    expect(suitedDietBits(['vegan'])).toBe(dietBits(['vegan', 'vegetarian']));
    expect(suitedDietBits(['jain', 'halal'])).toBe(dietBits(['jain', 'vegetarian', 'halal']));
    expect(suitedDietBits(['vegetarian'])).toBe(dietBits(['vegetarian']));
    expect(suitedDietBits(['gluten-free'])).toBe(dietBits(['gluten-free']));
  });
});
