import { describe, expect, it } from 'vitest';
import { percentile } from '../../scripts/shape/function-rules.ts';
import { measureFunctions } from '../../scripts/shape/measured-function.ts';
import { bannedWordsInName } from '../../scripts/shape/name-rules.ts';
import { checkShape } from '../../scripts/shape/shape.ts';
import { parseSource } from '../../scripts/source/source-file.ts';
import { placesOf, writeFixtureTree } from './fixture-tree.ts';

function check(files: Readonly<Record<string, string>>): string[] {
  return placesOf(checkShape(writeFixtureTree(files)));
}

function lines(count: number): string {
  return '  step();\n'.repeat(count);
}

describe('sizes', () => {
  it('allows a file of 400 lines and not one of 401', () => {
    expect(check({ 'src/a.ts': '// line\n'.repeat(400) })).toEqual([]);
    expect(check({ 'src/a.ts': '// line\n'.repeat(401) })).toEqual(['src/a.ts:1 file-lines']);
  });

  it('exempts tests, generated files and tables without functions', () => {
    const long = `export const words = [\n${"  'a',\n".repeat(500)}];\n`;
    const files = { 'src/a.test.ts': long, 'src/b.ts': `// @generated\n${long}`, 'src/role-words.ts': long };
    expect(check(files)).toEqual([]);
    expect(check({ 'src/role-words.ts': `${long}export function f() {}\n` })).toEqual([
      'src/role-words.ts:1 file-lines',
    ]);
  });

  it('caps functions at 60 lines, their signature and brace included', () => {
    const short = 'function a() {}\n'.repeat(40);
    expect(check({ 'src/a.ts': `${short}function long() {\n${lines(58)}}\n` })).toEqual([]);
    expect(check({ 'src/a.ts': `${short}function long() {\n${lines(59)}}\n` })).toEqual(['src/a.ts:41 function-lines']);
  });

  it('wants half of the functions short and nearly all moderate', () => {
    // 11 lines each: the median is 11 > 10, the 95th percentile 11 <= 30.
    expect(check({ 'src/a.ts': `function a() {\n${lines(9)}}\n`.repeat(3) })).toEqual(['.:1 median-function-lines']);
    // 9 of 10 have one line; rank ceil(.95 x 10) = 10 is the one with 31.
    const text = `${'function a() {}\n'.repeat(9)}function b() {\n${lines(29)}}\n`;
    expect(check({ 'src/a.ts': text })).toEqual(['.:1 percentile-95-function-lines']);
  });

  it('takes the percentile by nearest rank', () => {
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2);
    expect(percentile([4, 1, 3, 2], 0.95)).toBe(4);
    expect(percentile([], 0.5)).toBe(0);
  });
});

describe('parameters', () => {
  const accepted = [
    'function f(a: number, b: number, c: number) {}',
    'class A { #m(a: number, b: number, c: number) {} }',
    'export function f(context: ServiceContext, a: number, b: number, options: Options) {}',
    'function f(this: Window, a: number, b: number) {}',
    'function f(a: number, b: number, options?: number) {}',
    'function f(a: number, b: number, { seed }: { seed: number }) {}',
    'function f(a: number, b: number, { seed = 1 } = {}) {}',
    'function f(a: number, b: number, limits: RankLimits) {}',
    'run((a, b, c, d) => a);',
  ];
  const refused = [
    'export function f(a: number, b: number, c: number) {}',
    'export function f(a: number, b: number, c: string[]) {}',
    'export function f(a: number, b: number, c: ReadonlyMap<string, number>) {}',
    'export function f(a: number, b: number, ...rest: Rest) {}',
    'export function f(a: number, context: ServiceContext, b: number) {}',
    'function f(a: number, b: number, c: number, options: Options) {}',
    'export const f = (a: number, b: number, c: number) => a;',
    'const f = (a: number, b: number, c: number, d: number) => a;',
    'class A { constructor(a: number, b: number, c: number) {} }',
    'class A { m(a: number, b: number, c: number) {} }',
  ];

  it.each(accepted)('accepts %s', (text) => {
    expect(check({ 'src/a.ts': text })).toEqual([]);
  });

  it.each(refused)('refuses %s', (text) => {
    expect(check({ 'src/a.ts': text })).toEqual(['src/a.ts:1 parameter-count']);
  });
});

describe('nesting', () => {
  const nestingOf = (text: string) => measureFunctions(parseSource('a.ts', text)).map(({ nesting }) => nesting);

  it('counts branches, loops, switches and tries', () => {
    expect(nestingOf('function f() { for (;;) { if (a) { while (b) { try { c(); } catch {} } } } }')).toEqual([4]);
    expect(nestingOf('function f() { switch (a) { case 1: do { b(); } while (c); } }')).toEqual([2]);
  });

  it('takes else-if as one level, callbacks as part of the function and inner functions for themselves', () => {
    expect(nestingOf('function f() { if (a) b(); else if (c) d(); else if (e) g(); }')).toEqual([1]);
    expect(nestingOf('function f() { if (a) b.map((c) => { if (c) d(); }); }')).toEqual([2, 1]);
    expect(nestingOf('function f() { if (a) { function g() { if (b) c(); } } }')).toEqual([1, 1]);
  });

  it('reports what is deeper than 3', () => {
    const text = 'function f() {\n  if (a) for (;;) if (b) if (c) d();\n}\n';
    expect(check({ 'src/a.ts': text })).toEqual(['src/a.ts:1 nesting-depth']);
  });
});

describe('names and constructions', () => {
  it('wants kebab case, without words that say nothing', () => {
    expect(check({ 'src/PairCounts.ts': '', 'src/pair-counts.test.ts': '', 'docs/READ_ME.ts': '' })).toEqual([
      'src/PairCounts.ts:1 kebab-case',
    ]);
    expect(check({ 'src/date-utils.ts': '', 'src/shared/clock.ts': '', 'src/calibrate.ts': '' })).toEqual([
      'src/date-utils.ts:1 banned-word',
      'src/shared/clock.ts:1 banned-word',
    ]);
  });

  it('finds banned words in exported names, whatever their spelling', () => {
    expect(bannedWordsInName('sharedPairs')).toEqual(['shared']);
    expect(bannedWordsInName('HTTPManager')).toEqual(['manager']);
    expect(bannedWordsInName('ITEM_UTILS')).toEqual(['utils']);
    expect(bannedWordsInName('calibrateLibrary')).toEqual([]);
    expect(check({ 'src/a.ts': 'const a = 1;\nexport { a as itemHelper };\n' })).toEqual(['src/a.ts:2 banned-word']);
  });

  it('refuses export *, default exports and any', () => {
    const text = "export * from './b.ts';\nexport default 1;\nexport const a: any = 1;\nexport { a as default };\n";
    expect(check({ 'src/a.ts': text })).toEqual([
      'src/a.ts:1 no-export-all',
      'src/a.ts:2 no-default-export',
      'src/a.ts:3 no-any',
      'src/a.ts:4 no-default-export',
    ]);
    expect(check({ 'vitest.config.ts': 'export default 1;' })).toEqual([]);
  });

  it('refuses bare errors in src outside the engine', () => {
    const text = "throw new Error('no');\n";
    const files = { 'src/api/a.ts': text, 'src/engine/a.ts': text, 'src/api/a.test.ts': text, 'scripts/a.ts': text };
    expect(check(files)).toEqual(['src/api/a.ts:1 no-bare-error']);
    expect(check({ 'src/api/a.ts': "throw new RangeError('no');\n" })).toEqual([]);
  });

  it('reports a file that does not parse', () => {
    expect(check({ 'src/a.ts': 'const = 1;' })).toEqual(['src/a.ts:1 syntax']);
  });
});
