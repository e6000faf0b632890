import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandRunner } from '../support/command-runner.ts';

const folder = new CommandRunner();
afterAll(() => folder.remove());

const MEASURE = [
  'measure',
  '--file',
  'units.csv.gz',
  '--arm',
  'arm',
  '--control',
  'a',
  '--metric',
  'bought:proportion,spend:mean',
];

/** 1,000 units of each arm: 100 and 120 convert, and spend 10 and 12 each when they do; and one row that says nothing. */
beforeAll(() => {
  const rows = ['a', 'b'].flatMap((arm) => {
    const [buyers, spend] = arm === 'a' ? [100, 10] : [120, 12];
    return Array.from({ length: 1000 }, (_, i) => `${arm},${i < buyers ? 1 : 0},${i < buyers ? spend : 0}`);
  });
  writeFileSync(folder.file('units.csv.gz'), gzipSync(`arm,bought,spend\na,1\n${rows.join('\n')}\n`));
});

test('--json has the fields of the contract, and no database is opened', async () => {
  const report = await folder.json(MEASURE);
  expect(report).toMatchObject({ rows: 2001, kept: 2000, rejected: 1, srm: { ok: true, pValue: 1 } });
  expect(report.comparisons).toHaveLength(2);
  const wanted =
    'control variant metric kind n mean difference interval statistic pValue safe sequential uplift upliftInterval verdict resolution';
  for (const name of wanted.split(' ')) expect(report.comparisons[0], name).toHaveProperty(name);
  expect(report.comparisons[0].statistic).toBeCloseTo(1.42930085, 7);
  expect(folder.hasDatabase).toBe(false);
});

test('for people: rows left out, arms, table, a sentence each, and nothing on standard error', async () => {
  const told = await folder.run(MEASURE);
  expect(told).toMatchObject({ code: 0, stderr: '' });
  expect(told.stdout).toMatch(
    /^units\.csv\.gz: 2,000 units in 2 arms\nLeft out: 1 of 2,001 rows because a row has more or fewer/,
  );
  expect(told.stdout).toContain('Arms as planned: a 1,000 (planned 1,000), b 1,000 (planned 1,000); p = 1.0000.');
  expect(told.stdout).toMatch(/^bought +b +10\.00 % +12\.00 % +\+20\.0 % .* z 1\.429 +0\.1529 /m);
  expect(told.stdout).toContain('bought, b against a: not shown either way.');
  expect(told.stdout).toContain('spend, b against a: the variant is higher, beyond chance.');
});

test('arms that are not as planned are told first, and leave no winner', async () => {
  const told = await folder.run([...MEASURE, '--split', 'a=0.4,b=0.6']);
  expect(told.stdout).toContain('Sample-ratio mismatch: a 1,000 (planned 800), b 1,000 (planned 1,200)');
  expect(told.stdout).toContain('spend, b against a: no verdict, because the arms are not as planned.');
});

test('exit codes: 1 with an error as JSON, 2 without a needed option', async () => {
  const failed = await folder.run([...MEASURE.slice(0, -1), 'price:mean', '--json']);
  expect([failed.code, failed.stdout]).toEqual([1, '']);
  expect(JSON.parse(failed.stderr).error).toMatchObject({ code: 'invalid_file' });
  const missing = await folder.run(['measure', '--file', 'units.csv.gz']);
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain("required option '--arm <column>' not specified");
});
