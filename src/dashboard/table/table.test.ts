import { describe, expect, it } from 'vitest';
import { arrangeRows } from './arrange-rows.ts';
import { toCsv } from './csv.ts';

const rows = [
  { name: 'Éclair', sold: 3 as number | null },
  { name: 'apple cake', sold: null },
  { name: 'Table 10', sold: 12 },
  { name: 'Table 9', sold: 12 },
];
const columns = [
  { id: 'name', value: (row: (typeof rows)[number]) => row.name },
  { id: 'sold', value: (row: (typeof rows)[number]) => row.sold },
];
const arrange = (sort: string, search = '') =>
  arrangeRows(rows, columns, { sort, search, locale: 'en' }).map(({ name }) => name);

describe('the order of rows', () => {
  it('is that of the data until a column is chosen', () => {
    expect(arrange('')).toEqual(rows.map(({ name }) => name));
    expect(arrange('no-such-column')).toEqual(rows.map(({ name }) => name));
  });

  it('takes words as people do: accents and case do not matter, numbers count', () => {
    expect(arrange('name')).toEqual(['apple cake', 'Éclair', 'Table 9', 'Table 10']);
    expect(arrange('-name')).toEqual(['Table 10', 'Table 9', 'Éclair', 'apple cake']);
  });

  it('leaves what is unknown at the end, and equal rows as they were', () => {
    expect(arrange('sold')).toEqual(['Éclair', 'Table 10', 'Table 9', 'apple cake']);
    expect(arrange('-sold')).toEqual(['Table 10', 'Table 9', 'Éclair', 'apple cake']);
  });

  it('keeps the rows that contain the words', () => {
    expect(arrange('', ' TABLE ')).toEqual(['Table 10', 'Table 9']);
    expect(arrange('', 'nothing')).toEqual([]);
  });
});

describe('CSV', () => {
  it('quotes what would break a line, and lets no text run as a formula', () => {
    const text = toCsv([
      ['name', 'lift', 'sure'],
      ['Fish, "fresh"\nand hot', -1.5, true],
      ['=HYPERLINK("http://a")', null, false],
      ['@SUM(A1)', 0, true],
    ]);
    expect(text).toBe(
      'name,lift,sure\r\n"Fish, ""fresh""\nand hot",-1.5,true\r\n"\'=HYPERLINK(""http://a"")",,false\r\n\'@SUM(A1),0,true\r\n',
    );
  });
});
