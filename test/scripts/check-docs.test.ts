import { describe, expect, it } from 'vitest';
import type { DocExample } from '../../scripts/docs/doc-comment.ts';
import { checkDocumentation } from '../../scripts/docs/documentation.ts';
import { runExample } from '../../scripts/docs/example-runner.ts';
import { anchorOf, markdownAnchors, markdownLinks } from '../../scripts/docs/markdown.ts';
import { isSameValue } from '../../scripts/docs/same-value.ts';
import { placesOf, writeFixtureTree } from './fixture-tree.ts';

async function check(files: Readonly<Record<string, string>>): Promise<string[]> {
  return placesOf(await checkDocumentation(writeFixtureTree(files)));
}

describe('links', () => {
  it('follows files, folders and headings', async () => {
    const page = '# Title\n[a](docs/b.md#what-is-lift) [c](docs) [d](#title) [e](https://example.com/x)\n';
    expect(await check({ 'a.md': page, 'docs/b.md': '## What is `lift`?\n' })).toEqual([]);
  });

  it('reports what leads nowhere, with its line', async () => {
    const page = '# Title\n\n[a](gone.md)\n[b](#nowhere)\n![c](../c.png)\n\n[d]: docs/b.md#lost\n';
    expect(await check({ 'a.md': page, 'docs/b.md': '# Found\n' })).toEqual([
      'a.md:3 dead-link',
      'a.md:4 dead-link',
      'a.md:5 dead-link',
      'a.md:7 dead-link',
    ]);
  });

  it('sees no link in code', () => {
    expect(markdownLinks('```\n[a](b.md)\n```\n`[c](d.md)` [e](f.md "title")')).toEqual([{ target: 'f.md', line: 4 }]);
  });

  it('names headings as GitHub does and numbers repeated ones', () => {
    expect(anchorOf('Lift, confidence & support')).toBe('lift-confidence--support');
    expect([...markdownAnchors('# A b\n# A b\n```\n# no\n```\n<a id="x"></a>')]).toEqual(['a-b', 'a-b-1', 'x']);
  });
});

describe('README', () => {
  it('shows the demo early and stays short', async () => {
    expect(await check({ 'README.md': `${'\n'.repeat(24)}npx pairwell demo\n` })).toEqual([]);
    expect(await check({ 'README.md': `${'\n'.repeat(25)}npx pairwell demo\n` })).toEqual(['README.md:26 readme-demo']);
    expect(await check({ 'README.md': `npm run demo\n${'x\n'.repeat(150)}` })).toEqual(['README.md:151 readme-lines']);
  });
});

describe('examples', () => {
  const scope = { half: (value: number) => value / 2, fail: () => new RangeError('no') };
  const run = async (code: string) => {
    const example: DocExample = { code, line: 10 };
    const result = await runExample(example, { file: 'a.ts', scope });
    return { compared: result.compared, faults: result.violations.map(({ line, message }) => `${line} ${message}`) };
  };

  it('compares every promised value', async () => {
    const code =
      "import { half } from 'x';\nconst pair = [\n  half(2),\n  half(3),\n]; // => [1, 1.5]\nhalf(1) // => 0.5";
    expect(await run(code)).toEqual({ compared: 2, faults: [] });
    expect(await run('const a = half(3);\nhalf(a) // => 0.76')).toEqual({
      compared: 1,
      faults: ['11 gives 0.75, the example says 0.76'],
    });
  });

  it('lets an example have types and names of its own', async () => {
    expect(await run('const half: number = 3;\nhalf // => 3')).toEqual({ compared: 1, faults: [] });
  });

  it('takes errors as promised results', async () => {
    expect((await run('missing() // => throws ReferenceError')).faults).toEqual([]);
    expect((await run('half(2) // => throws RangeError')).faults).toEqual([
      '10 gives 1, the example says it throws RangeError',
    ]);
  });

  it('reports code that does not run and promises that are no literal', async () => {
    expect((await run('half(')).faults[0]).toMatch(/^10 does not run: SyntaxError/);
    expect((await run('missing()')).faults).toEqual(['10 does not run: ReferenceError: missing is not defined']);
    expect((await run('half(2) // => about one')).faults[0]).toMatch(/^10 "about one" is no literal/);
  });

  it('compares numbers within 0.1 %, whole numbers and everything else exactly', () => {
    expect(isSameValue(1.2345, 1.2344)).toBe(true);
    expect(isSameValue(1.234, 1.237)).toBe(false);
    expect(isSameValue(100_001, 100_002)).toBe(false);
    expect(isSameValue(Number.NaN, Number.NaN)).toBe(true);
    expect(isSameValue(new Float64Array([1, 2]), [1, 2])).toBe(true);
    expect(isSameValue(new Map([[1, { a: 2 }]]), new Map([[1, { a: 2 }]]))).toBe(true);
    expect(isSameValue({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(isSameValue({ a: 1, b: 2 }, { a: 1 })).toBe(false);
    expect(isSameValue([1], { 0: 1 })).toBe(false);
    expect(isSameValue(null, {})).toBe(false);
  });

  it('runs those of the engine and wants them on every exported function', async () => {
    const text = [
      '/**',
      ' * Halves.',
      ' *',
      ' * @example',
      ' * half(3) // => 1.6',
      ' */',
      'export function half(value: number): number {',
      '  return value / 2;',
      '}',
      'export const bare = 1;',
      '/** Doubles. */',
      'export const double = (value: number) => value * 2;',
      '/**',
      ' * Triples.',
      ' * @example',
      ' * triple(3);',
      ' */',
      'export function triple(value: number): number { return value * 3; }',
    ].join('\n');
    expect(await check({ 'src/engine/half.ts': text })).toEqual([
      'src/engine/half.ts:10 undocumented',
      'src/engine/half.ts:12 no-example',
      'src/engine/half.ts:18 no-example',
      'src/engine/half.ts:5 example',
    ]);
  });
});

describe('error codes', () => {
  const registry = 'export const ERROR_REGISTRY = { bad_json: {}, bad_json_line: {} };';

  it('must all stand in docs/errors.md', async () => {
    const files = { 'src/contract/error-registry.ts': registry, 'docs/errors.md': '## bad_json_line\n' };
    const result = await checkDocumentation(writeFixtureTree(files));
    expect(result.violations.map(({ message }) => message)).toEqual(['error code bad_json is not explained']);
  });

  it('are skipped, and said to be, as long as the page is missing', async () => {
    const result = await checkDocumentation(writeFixtureTree({ 'src/contract/error-registry.ts': registry }));
    expect(result.violations).toEqual([]);
    expect(result.notes).toContain('docs/errors.md is not there yet');
  });
});
