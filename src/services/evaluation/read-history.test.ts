import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { AppError } from '../../contract/error-registry.ts';
import { readFileHistory } from './read-history.ts';
import { PROTOCOL_NAMES, runEvaluation } from './run-evaluation.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'pairwell-history-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, lines: readonly string[]): string {
  const file = path.join(folder, name);
  const text = `${lines.join('\n')}\n`;
  writeFileSync(file, name.endsWith('.gz') ? gzipSync(text) : text);
  return file;
}

const now = new Date('2026-03-20T12:00:00Z');
const withoutCategories = { categoriesFile: null, now };

const asked = {
  models: null,
  sample: null,
  sampling: 'even' as const,
  learnedOrders: null,
  randomFor: () => () => 0.5,
  onProgress: () => undefined,
};

function failureOf(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('expected an AppError');
}

describe('a file of orders', () => {
  test('a compressed file with times, customers and prices; local times count as UTC', async () => {
    const file = write('full.csv.gz', [
      'order_id,customer_id,ordered_at,item_id,item_name,category,quantity,unit_price',
      '10,ann,2026-03-02T12:00:00,tea,Green Tea,drink,1,2.50',
      '9,bob,2026-03-02T13:00:00,tea,Green Tea,drink,1,2.70',
      '10,ann,2026-03-02T11:59:00,pie,Apple Pie,,2,',
      '10,ann,2026-03-02T12:00:00,tea,Green Tea,drink,3,2.50',
    ]);
    const history = await readFileHistory(file, withoutCategories);
    expect(history).toMatchObject({ source: 'full.csv.gz', customers: 2 });
    expect(history.items.map(({ id, name, priceMinor }) => [id, name, priceMinor])).toEqual([
      [1, 'Green Tea', 250],
      [2, 'Apple Pie', null],
    ]);
    // Order 10 is as old as its first line, and its two lines of tea are one item.
    const noon = Date.UTC(2026, 2, 2, 12);
    expect(history.orders).toEqual([
      { orderId: 1, orderedAtMs: noon - 60_000, customerId: 1, basket: [1, 2], completed: true },
      { orderId: 2, orderedAtMs: noon + 3_600_000, customerId: 2, basket: [1], completed: true },
    ]);
  });

  test('nothing but order and item: orders by number, no times, no customers', async () => {
    const file = write('bare.csv', ['order_id,item_id', '10,a', '9,b', '9,a']);
    const history = await readFileHistory(file, withoutCategories);
    expect(history.orders.map(({ basket, orderedAtMs }) => [basket, orderedAtMs])).toEqual([
      [[1, 2], null],
      [[1], null],
    ]);
    expect(history.customers).toBe(0);
  });

  test('cancelled orders are left out, and so are bad rows, which are told', async () => {
    const file = write('some.csv', [
      'order_id,ordered_at,item_id,quantity,status',
      '1,2026-03-02T12:00:00,a,1,completed',
      '2,2026-03-02T12:00:00,a,1,cancelled',
      '3,not a date,a,1,completed',
    ]);
    const history = await readFileHistory(file, withoutCategories);
    expect(history.orders).toHaveLength(1);
    expect(history.notes[0]).toBe('1 of 3 rows could not be read and are left out.');
  });

  test('rows that are left out are told with their reasons, with the report and where there is nothing to ask', async () => {
    const file = write('few.csv', ['order_id,ordered_at,item_id', '1,2026-03-02,a', '2,someday,b', '3,never,b']);
    const history = await readFileHistory(file, withoutCategories);
    const reason = /^2 rows: expected a date.* \(first: row 3, ordered_at "someday"\)\. Write dates like /;
    expect(history.notes[1]).toMatch(reason);
    for (const protocol of PROTOCOL_NAMES) {
      const failed = failureOf(() => runEvaluation(history, { ...asked, protocol }));
      expect(failed).toMatchObject({ code: 'nothing_to_evaluate' });
      expect(failed.message).toContain('2 of 3 rows could not be read and are left out. 2 rows: expected a date');
      expect(failed.hint).toContain('Mend the column "ordered_at", or see all reasons: pairwell import ');
    }
  });

  test('a file of which no row can be read is refused with the first reasons', async () => {
    const file = write('alldates.csv', ['order_id,ordered_at,item_id', '1,someday,a', '2,never,b', '3,2026-02-30,b']);
    const failed = await readFileHistory(file, withoutCategories).catch((error) => error);
    expect(failed).toMatchObject({ code: 'invalid_file' });
    expect(failed.message).toMatch(
      /^alldates\.csv: 3 of 3 rows could not be read\. 2 rows: expected a date.* \(first: row 2, ordered_at "someday"\)\. .*1 row: .*\(first: row 4, ordered_at "2026-02-30"\)/,
    );
    expect(failed.hint).toBe(`Mend the column "ordered_at", or see all reasons: pairwell import ${file} --dry-run`);
  });

  test('a file with a header only says that it has no rows', async () => {
    const file = write('header.csv', ['order_id,ordered_at,item_id']);
    const failed = await readFileHistory(file, withoutCategories).catch((error) => error);
    expect(failed).toMatchObject({ code: 'invalid_file', message: 'header.csv has a header and no rows.' });
  });

  test('orders dated more than 24 hours from now are left out, as an import does', async () => {
    const file = write('ahead.csv', [
      'order_id,ordered_at,item_id',
      '1,2026-03-20T12:00:00,a',
      '2,2026-03-21T12:00:00,a',
      '3,2026-03-21T12:00:01,a',
      '4,2026-03-21T14:00:00+02:00,a',
    ]);
    const history = await readFileHistory(file, withoutCategories);
    expect(history.orders).toHaveLength(3);
    expect(history.notes.slice(0, 2)).toEqual([
      '1 of 4 rows could not be read and are left out.',
      '1 row: expected a time up to 24 hours from now (first: row 4, ordered_at "2026-03-21T12:00:01"). Check the date, and whether day or month comes first in this file.',
    ]);
  });

  test('a file that is not there is told with a way out', async () => {
    const failed = await readFileHistory(path.join(folder, 'none.csv'), withoutCategories).catch((error) => error);
    expect(failed).toBeInstanceOf(AppError);
    expect(failed).toMatchObject({ code: 'invalid_file', message: 'none.csv: there is no such file.' });
    expect(failed.hint).toBe('Check the path and the spelling.');
  });
});

describe('a list of categories', () => {
  const orders = write('corner.csv.gz', ['order_id,item_id', '1,a', '1,b']);

  test('only the rows of this data set count where the list is of several', async () => {
    const categoriesFile = write('several.csv', [
      'dataset,item_id,item_name,category',
      'corner,a,A,drink',
      'other,b,B,main',
    ]);
    const history = await readFileHistory(orders, { categoriesFile, now });
    expect(history.items.map((item) => item.categoryName)).toEqual(['drink', null]);
    expect(history.notes).toEqual(['1 of 2 items have a category.']);
  });

  test('a role guessed from a name is not called a category', async () => {
    const named = write('named.csv', ['order_id,item_id,item_name', '1,a,Lemonade', '1,b,Thing', '2,c,Cola']);
    const categoriesFile = write('of-one.csv', ['item_id,category', 'b,things']);
    const history = await readFileHistory(named, { categoriesFile, now });
    expect(history.items.map((item) => item.categoryName)).toEqual(['drink', 'things', 'drink']);
    expect(history.notes).toEqual([
      '1 of 3 items have a category; of the others 2 are grouped by a role guessed from the name.',
    ]);
  });

  test('without a data set column all rows count', async () => {
    const categoriesFile = write('one.csv', ['item_id,category', 'a,drink', 'b,main']);
    const history = await readFileHistory(orders, { categoriesFile, now });
    expect(history.items.map((item) => item.categoryName)).toEqual(['drink', 'main']);
  });

  test('a list that is about other stores is told', async () => {
    const categoriesFile = write('foreign.csv', ['dataset,item_id,category', 'elsewhere,a,drink']);
    const history = await readFileHistory(orders, { categoriesFile, now });
    expect(history.notes[0]).toMatch(/^foreign\.csv says nothing about "corner"/);
  });

  test('a list without the column is refused with what it has', async () => {
    const categoriesFile = write('wrong.csv', ['item_id,kind', 'a,drink']);
    const failed = await readFileHistory(orders, { categoriesFile, now }).catch((error) => error);
    expect(failed).toMatchObject({ code: 'invalid_file' });
    expect(failed.message).toContain('no column "category": its header is "item_id,kind"');
  });
});
