import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ItemIndex } from './item-index.ts';

describe('ItemIndex', () => {
  it('numbers ids in order of arrival and finds them both ways', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 2 ** 40 })), (ids) => {
        const index = new ItemIndex();
        const arrived = [...new Set(ids)];
        for (const id of ids) expect(index.indexOf(id)).toBe(arrived.indexOf(id));
        expect(index.size).toBe(arrived.length);
        for (const [place, id] of arrived.entries()) {
          expect(index.idAt(place)).toBe(id);
          expect(index.find(id)).toBe(place);
        }
      }),
      { seed: 1 },
    );
  });

  it('does not number an id that is only looked for', () => {
    const index = new ItemIndex();
    expect(index.find(5)).toBe(-1);
    expect(index.size).toBe(0);
  });

  it('refuses an index that it has not given', () => {
    expect(() => new ItemIndex().idAt(0)).toThrow('No item has the index 0; there are 0.');
  });
});
