import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, unguardCell } from './csv-out.ts';
import { CsvRecords } from './csv-records.ts';

function readAll(text: string, options: { columns: number; pieceLength?: number; maxRecordLength?: number }) {
  const found: { cells: string[]; row: number; unterminated: boolean }[] = [];
  const records = new CsvRecords({ delimiter: ',', newline: '\n', ...options }, (cells, row, unterminated) => {
    found.push({ cells, row, unterminated });
  });
  const length = options.pieceLength ?? text.length;
  for (let at = 0; at < text.length; at += length) records.push(text.slice(at, at + length));
  records.end();
  return found;
}

describe('CsvRecords', () => {
  it('gives the same records whatever the pieces', () => {
    const cell = fc.stringMatching(/^[",\n;a ]{0,5}$/);
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 9 }), (written, pieceLength) => {
        const text = written.map((row) => csvLine(row).replace('\r\n', '\n')).join('');
        const found = readAll(text, { columns: 3, pieceLength }).slice(0, written.length);
        expect(found.map(({ cells }) => cells.map(unguardCell))).toEqual(written);
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it('loses one row, not the rest of the file, to a quote that never closes', () => {
    const found = readAll('1,"a\n2,b\n3,c', { columns: 2 });
    expect(found).toEqual([
      { cells: ['1', '"a'], row: 1, unterminated: true },
      { cells: ['2', 'b'], row: 2, unterminated: false },
      { cells: ['3', 'c'], row: 3, unterminated: false },
    ]);
  });

  it('loses one row to a quote that closes in a later row', () => {
    const found = readAll('1,"a\n2,b\n3,"c"\n4,d\n', { columns: 2, pieceLength: 3 });
    expect(found.slice(0, 4).map(({ unterminated }) => unterminated)).toEqual([true, false, false, false]);
    expect(found[2].cells).toEqual(['3', 'c']);
  });

  it('keeps a quote in the middle of a cell', () => {
    const found = readAll('1,5" pipe\n2,"a "b" c"', { columns: 2 });
    expect(found.map(({ cells }) => cells[1])).toEqual(['5" pipe', 'a "b" c']);
  });

  it('stops at a line without end, and at a file without closing quotes', () => {
    const long = 'x'.repeat(3000);
    expect(() => readAll(long, { columns: 2, pieceLength: 100, maxRecordLength: 1000 })).toThrow(/row 1 is longer/);
    expect(() => readAll('1,"a\n'.repeat(301), { columns: 2, maxRecordLength: 100 })).toThrow(/do not close/);
  });
});
