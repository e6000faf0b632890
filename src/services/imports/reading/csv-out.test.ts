import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvCell, csvLine, guardCell, unguardCell } from './csv-out.ts';

describe('csvCell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2', '-2'],
    ['+44 20', "'+44 20"],
    ['-2.5', '-2.5'],
    ["'=x", "''=x"],
    ["it's", "it's"],
    ['a,b', '"a,b"'],
    ['5" pipe', '"5"" pipe"'],
    [' x', '" x"'],
    ['<script>', '<script>'],
  ])('writes %s', (text, cell) => expect(csvCell(text)).toBe(cell));

  it('guards a tab and a return', () => {
    expect(guardCell('\tx')).toBe("'\tx");
    expect(csvCell('\rx')).toBe('"\'\rx"');
  });

  it('writes numbers, truth and nothing', () => expect(csvLine([-1.5, true, null])).toBe('-1.5,true,\r\n'));

  it('gives the same rows when read again', () => {
    const cell = fc.oneof(fc.string(), fc.stringMatching(/^['=+\-@\t\r",; \n0-9a]{0,6}$/));
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, (written) => {
        const text = written.map(csvLine).join('');
        const { data } = Papa.parse<string[]>(text.slice(0, -2), { delimiter: ',', newline: '\r\n' });
        expect(data.map((cells) => cells.map(unguardCell))).toEqual(written);
      }),
      { seed: 21, numRuns: 1000 },
    );
  });
});
