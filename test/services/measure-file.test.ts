import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { AppError } from '../../src/contract/error-registry.ts';
import { measureFile } from '../../src/services/experiments/measure/measure-file.ts';
import { readLegacyPercent, readMetrics, readSplit } from '../../src/services/experiments/measure/measure-request.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'pairwell-measure-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** 1,000 units of each arm: 100 and 120 convert, and spend 10 and 12 each when they do. */
function unitRows(): string[] {
  return ['a', 'b'].flatMap((arm) => {
    const [buyers, spend] = arm === 'a' ? [100, 10] : [120, 12];
    return Array.from({ length: 1000 }, (_, i) => `u${arm}${i},${arm},${i < buyers ? 1 : 0},${i < buyers ? spend : 0}`);
  });
}

const HEADER = 'user,arm,bought,spend';
const METRICS = 'bought:proportion,spend:mean';

function measure(name: string, lines: readonly string[] | null, change: { metrics?: string; split?: string } = {}) {
  const file = path.join(folder, name);
  if (lines !== null) {
    const text = `${lines.join('\n')}\n`;
    writeFileSync(file, name.endsWith('.gz') ? gzipSync(text) : text);
  }
  return measureFile(file, {
    armColumn: 'arm',
    legacyPercent: null,
    control: 'a',
    metrics: readMetrics(change.metrics ?? METRICS),
    split: change.split === undefined ? null : readSplit(change.split),
  });
}

/** The error of what must fail. */
async function failure(work: () => Promise<unknown>): Promise<{ code: string; detail: string; hint: string }> {
  try {
    await work();
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, detail: error.details.detail ?? '', hint: error.hint };
    throw error;
  }
  throw new TypeError('it did not fail');
}

describe('a test of before, assigned by md5(session) mod 100', () => {
  test('its arms are worked out from the sessions, and the ratio is held against its split', async () => {
    const file = path.join(folder, 'sessions.csv');
    const sessions = Array.from({ length: 4000 }, (_, n) => `session-${n}`);
    const rows = sessions.map((session, n) => `${session},${n % 5 === 0 ? 1 : 0}`);
    writeFileSync(file, `${['session_id,bought', ...rows].join('\n')}\n`);
    const planned = new Map([
      ['control', 70],
      ['variant', 30],
    ]);
    const report = await measureFile(file, {
      ...{ armColumn: 'session_id', control: 'control', metrics: readMetrics('bought:proportion'), split: planned },
      legacyPercent: 30,
    });
    // Worked out apart from the program, digit by digit: the digest is a number far beyond what a double holds.
    const variants = sessions.filter((session) => {
      const digest = createHash('md5').update(session).digest('hex');
      return [...digest].reduce((rest, digit) => (rest * 16 + Number.parseInt(digit, 16)) % 100, 0) < 30;
    });
    expect(report).toMatchObject({ assignment: 'md5-legacy', srm: { ok: true } });
    expect(report.comparisons[0]).toMatchObject({
      ...{ control: 'control', variant: 'variant' },
      n: { control: 4000 - variants.length, variant: variants.length },
    });
  });

  test('a percent that compares nobody is refused', () => {
    expect(readLegacyPercent('30')).toBe(30);
    for (const text of ['0', '100', '-5', '3.5', 'half']) expect(() => readLegacyPercent(text)).toThrow(AppError);
  });
});

describe('a good file', () => {
  test('the plain figures, and the others beside them', async () => {
    const report = await measure('units.csv.gz', [HEADER, ...unitRows()]);
    expect(report).toMatchObject({ rows: 2000, kept: 2000, rejected: 0, reasons: [], srm: { ok: true, pValue: 1 } });
    const [bought, spend] = report.comparisons;
    // row prop01 of the reference values: 120 of 1,000 against 100 of 1,000
    expect(bought).toMatchObject({ control: 'a', variant: 'b', metric: 'bought', kind: 'proportion' });
    expect(bought!.n).toEqual({ control: 1000, variant: 1000 });
    expect(bought!.statistic).toBeCloseTo(1.42930085, 7);
    expect(bought!.pValue).toBeCloseTo(0.1529177819, 8);
    expect(bought!.interval[0]).toBeCloseTo(-0.007492167515, 9);
    expect(bought!.uplift).toBeCloseTo(0.2, 12);
    expect([bought!.verdict, bought!.resolution]).toEqual(['no_difference', 'inconclusive']);
    // spend: means 1 and 1.44, variances (10 - 1) x 1000 / 999 and (17.28 - 2.0736) x 1000 / 999
    const standardError = Math.sqrt((9 + 15.2064) / 999);
    expect(spend!.difference).toBeCloseTo(0.44, 12);
    expect(spend!.statistic).toBeCloseTo(0.44 / standardError, 9);
    expect(spend).toMatchObject({ test: 'welch t', verdict: 'variant', resolution: 'significant' });
    expect(spend!.safe.standardError).toBeGreaterThanOrEqual(standardError * (1 - 1e-12));
    expect(spend!.sequential.pValue).toBeGreaterThan(spend!.pValue);
  });

  test('another layout: semicolons, decimal commas, words for yes and no, other case of the header', async () => {
    const rows = unitRows().map((row) => {
      const [user, arm, bought, spend] = row.split(',');
      return [user, arm, bought === '1' ? 'TRUE' : 'no', `${spend},0`].join(';');
    });
    const report = await measure('other.csv', ['User;ARM;Bought;Spend', ...rows]);
    expect(report.comparisons[0]!.statistic).toBeCloseTo(1.42930085, 7);
    expect(report.comparisons[1]!.difference).toBeCloseTo(0.44, 12);
  });

  test('the arms are held against what was planned, and a mismatch leaves no winner', async () => {
    const lines = [HEADER, ...unitRows()];
    expect(await measure('split.csv', lines, { split: 'a=9,b=9' })).toMatchObject({ srm: { ok: true } });
    const report = await measure('split.csv', lines, { split: 'a=0.4,b=0.6' });
    // (1000 - 800)^2 / 800 + (1000 - 1200)^2 / 1200 = 83.33
    expect(report.srm).toMatchObject({ ok: false, degreesOfFreedom: 1 });
    expect(report.srm.chiSquare).toBeCloseTo(83.3333, 3);
    expect(report.comparisons[1]).toMatchObject({ verdict: null, resolution: 'invalid_srm' });
  });

  test('several variants are corrected by Holm', async () => {
    const third = unitRows()
      .slice(1000)
      .map((row) => row.replace(',b,', ',c,'));
    const { comparisons } = await measure('three.csv', [HEADER, ...unitRows(), ...third]);
    const told = comparisons.map(({ variant, metric }) => `${metric} ${variant}`);
    expect(told).toEqual(['bought b', 'bought c', 'spend b', 'spend c']);
    expect(comparisons[0]!.adjustedPValue).toBeCloseTo(2 * comparisons[0]!.safe.pValue, 12);
  });
});

describe('a metric that does not vary', () => {
  test('is refused alone, with its reason; the others are measured as without it', async () => {
    const lines = ['user,arm,bought,spend', ...unitRows().map((row) => row.replace(/\d+$/, '7'))];
    const without = await measure('constant.csv', lines, { metrics: 'bought:proportion' });
    for (const metrics of ['bought:proportion,spend:mean', 'spend:mean,bought:proportion']) {
      const report = await measure('constant.csv', lines, { metrics });
      expect(report.comparisons).toEqual(without.comparisons);
      const reason = 'The metric "spend" of constant.csv is 7 for every unit.';
      expect(report.refused).toEqual([{ metric: 'spend', kind: 'mean', reason }]);
    }
  });
});

describe('names with a comma', () => {
  test('of an arm and of a column are read whole', async () => {
    const named = unitRows().map((row) => row.replace(',b,', ',"blue, large",'));
    const lines = ['user,arm,bought,"spend, EUR"', ...named];
    const report = await measure('commas.csv', lines, {
      metrics: 'bought:proportion, spend, EUR:mean',
      split: 'a=1, blue, large = 1',
    });
    expect(report.comparisons.map(({ metric, variant }) => [metric, variant])).toEqual([
      ['bought', 'blue, large'],
      ['spend, EUR', 'blue, large'],
    ]);
    expect(report.srm.ok).toBe(true);
  });
});

describe('bad rows', () => {
  test('are left out whole and counted with their reasons; the good ones are kept', async () => {
    const bad = [
      'x1,a,1',
      'x2,,1,3',
      'x3,b,maybe,3',
      'x4,b,1,many',
      'x5,a,0.5,2',
      'x6,a,1,',
      'x7,b,1,Infinity',
      'x9,A,1,2',
      'x8,a,1,2,3',
    ];
    const report = await measure('bad.csv', [HEADER, ...bad, '', ...unitRows(), ',,,']);
    expect(report).toMatchObject({ rows: 2009, kept: 2000, rejected: 9 });
    expect(report.reasons.map(({ code, rows, firstRow }) => [code, rows, firstRow])).toEqual([
      ['wrong_column_count', 2, 2],
      ['no_arm', 1, 3],
      ['not_yes_or_no', 2, 4],
      ['not_a_number', 2, 5],
      ['empty', 1, 7],
      ['arm_of_one', 1, 9],
    ]);
    expect(report.comparisons[0]!.statistic).toBeCloseTo(1.42930085, 7);
  });
});

describe('files that cannot be measured', () => {
  const good = unitRows();
  const constant = good.map((row) => row.replace(/\d+$/, '7'));
  const constantInArms = good.map((row) => row.replace(/\d+$/, row.includes(',a,') ? '1' : '2'));

  test.each<[string, string[], string, string?]>([
    ['nothing but a header', [HEADER], 'it.csv has a header and no rows.'],
    ['a missing column', ['user,arm,bought', 'u,a,1'], 'no column "spend" in the header "user, arm, bought"'],
    ['a column twice', [`${HEADER},spend`, 'u,a,1,1,1'], '2 columns "spend"'],
    ['one arm', [HEADER, ...good.slice(0, 1000)], 'one arm only, "a"'],
    ['no control', [HEADER, ...good.slice(1000), 'u,c,1,1'], 'No row of it.csv has the control "a" in "arm".'],
    ['a variant of one', [HEADER, ...good.slice(0, 1000), 'u,b,1,1'], 'one arm only, "a"'],
    ['a constant metric', [HEADER, ...constant], '"spend" of it.csv is 7 for every unit', 'spend:mean'],
    ['a metric constant in each arm', [HEADER, ...constantInArms], 'the same for every unit of an arm', 'spend:mean'],
    ['no usable row', [HEADER, 'u,a,1', 'u,a,x,1'], 'No row of it.csv can be used: 1 because'],
    [
      'too many arms',
      [HEADER, ...good.map((row, i) => row.replace(/,[ab],/, `,${i},`))],
      'more than 20 different values',
    ],
  ])('%s', async (_, lines, detail, metrics) => {
    const error = await failure(() => measure('it.csv', lines, metrics === undefined ? {} : { metrics }));
    expect(error.code).toBe('invalid_file');
    expect(error.detail).toContain(detail);
    expect(error.hint.length).toBeGreaterThan(10);
  });

  test('no file, an empty file, a damaged archive', async () => {
    expect((await failure(() => measure('gone.csv', null))).detail).toContain('gone.csv: there is no such file.');
    writeFileSync(path.join(folder, 'empty.csv'), '');
    expect((await failure(() => measure('empty.csv', null))).detail).toContain('empty');
    writeFileSync(path.join(folder, 'cut.csv.gz'), gzipSync([HEADER, ...good].join('\n')).subarray(0, 2000));
    expect((await failure(() => measure('cut.csv.gz', null))).detail).toContain('cannot be unpacked');
  });

  test('a request that says nothing or does not fit', async () => {
    const lines = [HEADER, ...good];
    const refusal = async (change: { metrics?: string; split?: string }) => {
      const error = await failure(async () => measure('units.csv', lines, change));
      expect(error.code).toBe('invalid_request');
      return error.detail;
    };
    expect(await refusal({ metrics: 'spend' })).toContain('"spend"');
    expect(await refusal({ metrics: 'spend:median' })).toContain('"spend:median"');
    expect(await refusal({ metrics: 'spend:mean,spend:mean' })).toContain('twice');
    expect(await refusal({ metrics: ' , ' })).toContain('no metric');
    expect(await refusal({ split: 'a=0.5' })).toContain('expected at least 2');
    expect(await refusal({ split: 'a=0.5,b=x' })).toContain('"b=x"');
    expect(await refusal({ split: 'a=0.5,b=' })).toContain('"b="');
    const detail = '--split names "a", "c"; the arms of units.csv are "a", "b".';
    expect(await refusal({ split: 'a=0.5,c=0.5' })).toBe(detail);
  });
});

const DATA = process.env.PAIRWELL_DATA_DIR ?? path.join(import.meta.dirname, '../../../shared/data');
const EXPERIMENTS = path.join(DATA, 'experiments');

describe.skipIf(!existsSync(EXPERIMENTS))('public tests', () => {
  const measurePublic = (name: string, request: { arm: string; control: string; metrics: string }) =>
    measureFile(path.join(EXPERIMENTS, name), {
      armColumn: request.arm,
      legacyPercent: null,
      control: request.control,
      metrics: readMetrics(request.metrics),
      split: null,
    });

  test('an e-mail test of three arms', async () => {
    const request = { arm: 'segment', control: 'No E-Mail', metrics: 'conversion:proportion,spend:mean' };
    const report = await measurePublic('hillstrom.csv.gz', request);
    expect(report).toMatchObject({ rows: 64_000, kept: 64_000, srm: { ok: true } });
    const [conversion, , spend] = report.comparisons;
    expect(conversion).toMatchObject({ variant: 'Mens E-Mail', n: { control: 21_306, variant: 21_307 } });
    expect(Math.round(conversion!.mean.control * 21_306)).toBe(122);
    expect(Math.round(conversion!.mean.variant * 21_307)).toBe(267);
    expect(conversion!.statistic).toBeCloseTo(7.38511, 5);
    expect(conversion!.pValue / 1.523e-13).toBeCloseTo(1, 3);
    expect(conversion!.verdict).toBe('variant');
    expect(spend).toMatchObject({ variant: 'Mens E-Mail', metric: 'spend' });
    expect(spend!.statistic).toBeCloseTo(5.30014, 5);
    expect(spend!.pValue / 1.164e-7).toBeCloseTo(1, 3);
  });

  test('a game whose arms are not as large as they should be', async () => {
    const request = { arm: 'version', control: 'gate_30', metrics: 'retention_7:proportion,sum_gamerounds:mean' };
    const report = await measurePublic('cookie_cats.csv.gz', request);
    const [retention] = report.comparisons;
    expect(retention).toMatchObject({ n: { control: 44_700, variant: 45_489 } });
    expect(retention!.statistic).toBeCloseTo(-3.16436, 5);
    expect(retention!.pValue).toBeCloseTo(0.001554, 6);
    expect(report.srm.ok).toBe(false);
    expect(report.srm.pValue).toBeCloseTo(0.0086, 4);
    expect(retention).toMatchObject({ verdict: null, resolution: 'invalid_srm' });
  });
});
