import { describe, expect, test } from 'vitest';
import { nearestName } from './nearest-name.ts';

const PARAMETERS = ['cart', 'avoid', 'diet', 'price_cap', 'limit'];

describe('nearestName', () => {
  test.each([
    ['avoids', 'avoid'], // one letter more
    ['Avoid', 'avoid'], // case is no difference
    ['pricecap', 'price_cap'], // one letter less
    ['lmiit', 'limit'], // two letters changed
    ['carts', 'cart'],
  ])('%s is meant for %s', (name, meant) => {
    expect(nearestName(name, PARAMETERS)).toBe(meant);
  });

  test('what is far from every name, or too short to tell, is meant for none', () => {
    expect(nearestName('utm_source', PARAMETERS)).toBeNull();
    expect(nearestName('_', PARAMETERS)).toBeNull();
    expect(nearestName('ca', PARAMETERS)).toBeNull(); // two of two letters would have to come
    expect(nearestName('avoid', [])).toBeNull();
  });

  test('takes as many edits as the caller allows', () => {
    expect(nearestName('unlimited', PARAMETERS)).toBeNull(); // un- and -ed: four edits
    expect(nearestName('unlimited', PARAMETERS, { mostEdits: 4 })).toBe('limit');
  });
});
