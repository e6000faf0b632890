import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeRejection, type ImportedLine, type RejectedRow } from './order-row.ts';
import { type ReadOrdersOptions, readOrdersFile } from './read-orders-file.ts';
import { RejectedFile } from './rejected-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pairwell-imports-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Buffer, options: Partial<ReadOrdersOptions> = {}) {
  const path = join(folder, 'orders.csv');
  await writeFile(path, content);
  const lines: ImportedLine[] = [];
  const rejected: RejectedRow[] = [];
  const sink = { line: (line: ImportedLine) => lines.push(line), rejected: (row: RejectedRow) => rejected.push(row) };
  const summary = await readOrdersFile(path, { currencyExponent: 2, ...options }, sink);
  expect(summary.kept + summary.rejected).toBe(summary.rows);
  return { summary, lines, rejected };
}

const HEADER = 'order_id,ordered_at,item_id,item_name,quantity,price\n';
const GOOD = '7,2024-05-31 18:30:00,tea,Green tea,2,3.50\n';

describe('readOrdersFile, good files', () => {
  it('reads a line', async () => {
    const { lines, summary } = await read(HEADER + GOOD);
    expect(lines).toEqual([
      {
        rowNumber: 2,
        orderId: '7',
        orderedAt: { kind: 'local', year: 2024, month: 5, day: 31, hour: 18, minute: 30, second: 0 },
        customerId: null,
        itemId: 'tea',
        itemName: 'Green tea',
        category: null,
        quantityMilli: 2000,
        unitPriceMinor: 350,
        discountMinor: null,
        currency: null,
        channel: null,
        location: null,
        status: 'completed',
        table: null,
      },
    ]);
    expect(summary).toMatchObject({ rows: 1, kept: 1, orders: 1, items: 1, delimiter: ',', warnings: [] });
    expect(summary.columns).toMatchObject({ unitPrice: 'price' });
  });

  it.each([
    ['a byte order mark', `\ufeff${HEADER}${GOOD}`],
    ['CR LF', (HEADER + GOOD).replaceAll('\n', '\r\n')],
    ['CR alone', (HEADER + GOOD).replaceAll('\n', '\r')],
    ['no last line end', (HEADER + GOOD).trimEnd()],
    ['blank lines', `${HEADER}\n${GOOD}\n,,,,,\n`],
    ['tabs', (HEADER + GOOD).replaceAll(',', '\t')],
    ['bars', (HEADER + GOOD).replaceAll(',', '|')],
    ['a title', `Sales of May\n\n${HEADER}${GOOD}`],
    ['a hint for spreadsheets', `sep=,\n${HEADER}${GOOD}`],
    ['semicolons and decimal commas', (HEADER + GOOD).replaceAll(',', ';').replace('3.50', '3,50')],
    ['UTF-16LE', Buffer.from(`\ufeff${HEADER}${GOOD}`, 'utf16le')],
    ['UTF-16LE without mark', Buffer.from(HEADER + GOOD, 'utf16le')],
    ['UTF-16BE', Buffer.from(`\ufeff${HEADER}${GOOD}`, 'utf16le').swap16()],
    ['gzip', gzipSync(HEADER + GOOD)],
    ['padding cells', `${HEADER}${GOOD.trimEnd()},,\n`],
  ])('reads the same line from a file with %s', async (_, content) => {
    const { lines, rejected } = await read(content);
    expect(rejected).toEqual([]);
    expect(lines).toMatchObject([{ orderId: '7', itemName: 'Green tea', quantityMilli: 2000, unitPriceMinor: 350 }]);
  });

  it('reads Windows-1252 where it is not UTF-8, and says so', async () => {
    const { lines, summary } = await read(Buffer.from(HEADER + GOOD.replace('Green tea', 'Caf\xe9 \x80'), 'latin1'));
    expect(lines[0].itemName).toBe('Café €');
    expect(summary.encoding).toBe('windows-1252');
    expect(summary.warnings[0]).toContain('Windows-1252');
  });

  it('reads one order per row', async () => {
    const { lines, summary, rejected } = await read(
      'order_id,created_at,items,amount\n1,2024-05-31,a:2;Flat White,900\n2,2024-05-30,a:3,1000\n3,2024-05-30,a;b:x,1\n',
    );
    expect(
      lines.map(({ orderId, itemId, unitPriceMinor, discountMinor }) => [
        orderId,
        itemId,
        unitPriceMinor,
        discountMinor,
      ]),
    ).toEqual([
      ['1', 'a', null, null],
      ['1', 'flat-white', null, null],
      // 10.00 for three: 3 x 3.34 - 0.02.
      ['2', 'a', 334, 2],
    ]);
    expect(summary).toMatchObject({ form: 'order-per-row', rows: 3, kept: 2, rejected: 1, lines: 3, orders: 2 });
    expect(summary.firstOrderedAt).toMatchObject({ day: 30 });
    expect(summary.lastOrderedAt).toMatchObject({ day: 31 });
    expect(describeRejection(rejected[0])).toBe(
      'row 4 column "items" is "a;b:x", expected a decimal number after "b:"',
    );
  });

  it('gives rows without order number the same id every time, and different ones to different rows', async () => {
    const file =
      'receipt,product,amount,status,created_at\nr1,Pro Pack,49900,paid,2024-05-01T10:00:00Z\nr1,Starter Pack,9900,paid,2024-05-01T10:00:00Z\n';
    const [first, second] = [await read(file), await read(file)];
    expect(first.lines).toEqual(second.lines);
    expect(first.summary.orders).toBe(2);
    expect(first.lines[0]).toMatchObject({
      customerId: 'r1',
      itemId: 'pro-pack',
      itemName: 'Pro Pack',
      unitPriceMinor: 49900,
    });
    expect(first.summary.warnings.join()).toContain('minor units');
  });

  it('lets one date of the whole file decide about day and month', async () => {
    const rows = '1,03/04/2024,a\n2,12/31/2024 6:30 PM,a\n3,31/12/2024,a\n';
    const { lines, rejected } = await read(`order,date,sku\n${rows}`);
    expect(lines.map(({ orderedAt }) => orderedAt)).toMatchObject([
      { month: 3, day: 4 },
      { month: 12, day: 31, hour: 18 },
    ]);
    expect(rejected).toMatchObject([{ rowNumber: 4, code: 'no_such_day' }]);
  });

  it('asks the locale when no date decides, and says so', async () => {
    const file = 'order,date,sku\n1,03/04/2024,a\n';
    const [abroad, home] = [await read(file, { locale: 'en-IN' }), await read(file, { locale: 'en-US' })];
    expect(abroad.lines[0].orderedAt).toMatchObject({ month: 4, day: 3 });
    expect(home.lines[0].orderedAt).toMatchObject({ month: 3, day: 4 });
    expect(home.summary.warnings[0]).toContain('month first');
  });

  it('keeps repeated and unordered rows, markup, and formulas without their guard', async () => {
    const names = ['<script>alert(1)</script>', "'=1+1", "'@x", '=2+2'];
    const rows = names.map((name, index) => `${9 - index},2024-05-0${9 - index},a,"${name}",1,1\n`);
    const { lines } = await read(HEADER + rows.join('') + rows[0]);
    expect(lines.map(({ itemName }) => itemName)).toEqual([names[0], '=1+1', '@x', '=2+2', names[0]]);
  });
});

describe('readOrdersFile, bad rows', () => {
  it.each([
    ['7,2024-05-31,tea,Tea,1,"12,5o"', 'row 2 column "price" is "12,5o", expected a decimal number'],
    [
      '7,2024-05-31,tea,Tea,-1,1',
      'row 2 column "quantity" is "-1", expected a quantity above 0: returns are not imported here',
    ],
    ['7,2024-05-31,tea,Tea,1', 'row 2: expected 6 columns, found 5'],
    ['7,2024-05-31,,,1,1', 'row 2 column "item_id" is "", expected the id or the name of an item'],
    [',2024-05-31,tea,Tea,1,1', 'row 2 column "order_id" is "", expected the number of the order'],
    ['7,soon,tea,Tea,1,1', 'row 2 column "ordered_at" is "soon", expected a date and time like 2024-05-31 18:30:00'],
    ['7,2024-05-31,te\0a,Tea,1,1', 'row 2 column "item_id" is "te\0a", expected text without NUL characters'],
    ['7,2024-05-31,"tea,Tea,1,1', 'row 2: a quote opens in this row and never closes'],
    [
      `${'7'.repeat(201)},,tea,Tea,1,1`,
      `row 2 column "order_id" is "${'7'.repeat(79)}…", expected at most 200 characters`,
    ],
  ])('rejects %s and keeps the next row', async (row, sentence) => {
    const { lines, rejected } = await read(`${HEADER}${row}\n${GOOD}`);
    expect(rejected.map(describeRejection)).toEqual([sentence]);
    expect(lines).toMatchObject([{ rowNumber: 3, orderId: '7' }]);
  });

  it('strips other control characters', async () => {
    const { lines } = await read(`${HEADER}7,,te\x07a,"Green\ntea",1,\n`);
    expect(lines).toMatchObject([{ itemId: 'tea', itemName: 'Green tea', orderedAt: null, unitPriceMinor: null }]);
  });

  it('accounts for every row of any text', async () => {
    const cell = fc.oneof(
      fc.constantFrom('1', '', '2024-05-31', '"a', 'b"', '"c,d"', '-1', 'x\0'),
      fc.string({ maxLength: 5 }),
    );
    const row = fc.array(cell, { minLength: 1, maxLength: 7 }).map((cells) => cells.join(','));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
        const { summary, lines, rejected } = await read(HEADER + rows.join('\n'));
        expect(lines).toHaveLength(summary.kept);
        expect(rejected).toHaveLength(summary.rejected);
      }),
      { seed: 8, numRuns: 150 },
    );
  });
});

describe('readOrdersFile, files that are of no use', () => {
  it.each([
    ['empty', '', 'empty_file'],
    ['blank', '\n \n', 'empty_file'],
    ['an empty archive', gzipSync(''), 'empty_file'],
    ['binary', Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256)), 'binary_file'],
    ['a spreadsheet', Buffer.from('PK\x03\x04rest'), 'spreadsheet_file'],
    ['a damaged archive', gzipSync(HEADER + GOOD.repeat(1000)).subarray(0, 60), 'damaged_gzip'],
    ['without orders', 'colour,size\nred,3\n', 'missing_columns'],
    ['one endless line', HEADER + 'x'.repeat(9_000_000), 'line_too_long'],
    ['one endless cell', `${HEADER}"${'x'.repeat(9_000_000)}`, 'line_too_long'],
  ])('refuses a file that is %s', async (_, content, code) => {
    await expect(read(content)).rejects.toMatchObject({
      name: 'ImportFileError',
      code,
      hint: expect.stringMatching(/\w/),
    });
  });

  it('refuses a file that is not there, and a folder', async () => {
    const sink = { line: () => {}, rejected: () => {} };
    const options = { currencyExponent: 2 };
    await expect(readOrdersFile(join(folder, 'none'), options, sink)).rejects.toMatchObject({ code: 'file_not_found' });
    await expect(readOrdersFile(folder, options, sink)).rejects.toMatchObject({
      code: 'unreadable_file',
      message: expect.stringMatching(/: this is a folder, not a file$/),
    });
  });

  it('says of a header alone that there are no rows', async () => {
    const { summary } = await read(HEADER);
    expect(summary).toMatchObject({ rows: 0, warnings: ['The file has a header and no rows.'] });
  });
});

describe('reading in pieces', () => {
  it('waits for the sink, reports progress to the end, and stops when told', async () => {
    const path = join(folder, 'large.csv');
    await writeFile(path, HEADER + GOOD.repeat(20_000));
    const [waits, progress]: [number[], number[]] = [[], []];
    let lines = 0;
    const sink = {
      line: () => void lines++,
      rejected: () => {},
      drain: () => Promise.resolve().then(() => void waits.push(lines)),
    };
    const options = {
      currencyExponent: 2,
      onProgress: ({ bytesRead, sizeBytes }) => progress.push(bytesRead / sizeBytes),
    } satisfies ReadOrdersOptions;
    await readOrdersFile(path, options, sink);
    expect(waits.length).toBeGreaterThan(3);
    expect(waits[0]).toBeLessThan(20_000);
    expect(progress.at(-1)).toBe(1);
    await expect(readOrdersFile(path, { ...options, signal: AbortSignal.abort() }, sink)).rejects.toThrow(/abort/i);
  });
});

describe('RejectedFile', () => {
  it('writes what can be mended and read again, for the owner only', async () => {
    const path = join(folder, 'rejected.csv');
    const { rejected } = await read(`${HEADER}7,2024-05-31,tea,=cmd(),1,"12,5o"\n`);
    const file = new RejectedFile(path, HEADER.trim().split(','));
    for (const row of rejected) file.add(row);
    expect(file.drain()).toBeNull();
    await file.close();
    expect(await readFile(path, 'utf8')).toBe(
      '\ufeffrow,column,value,reason,order_id,ordered_at,item_id,item_name,quantity,price\r\n' +
        '2,price,"12,5o",expected a decimal number,7,2024-05-31,tea,\'=cmd(),1,"12,5o"\r\n',
    );
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const again = await read((await readFile(path, 'utf8')).replaceAll('12,5o', '12.50'));
    expect(again.lines).toMatchObject([{ itemName: '=cmd()', unitPriceMinor: 1250 }]);
  });

  it('makes no file when nothing was rejected', async () => {
    const path = join(folder, 'nothing.csv');
    await new RejectedFile(path, ['a']).close();
    await expect(stat(path)).rejects.toThrow(/ENOENT/);
  });
});
