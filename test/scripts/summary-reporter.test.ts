import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { skippedBrowserLine, summaryLine } from '../../scripts/summary-reporter.ts';
import { writeFixtureTree } from './fixture-tree.ts';

function lastLine(tests: Readonly<Record<string, string>>): string | undefined {
  return lastLines(tests).at(-1);
}

/** Runs vitest on a folder of its own and returns the last two lines that it prints. */
function lastLines(tests: Readonly<Record<string, string>>): string[] {
  const reporter = pathToFileURL(resolve('scripts/summary-reporter.ts')).href;
  const config = `import { SummaryReporter } from '${reporter}';
    export default { test: { globals: true, reporters: ['default', new SummaryReporter()] } };`;
  const root = writeFixtureTree({ 'vitest.config.mjs': config, ...tests });
  const vitest = resolve('node_modules/vitest/vitest.mjs');
  const { stdout } = spawnSync(process.execPath, [vitest, 'run', '--root', root], { encoding: 'utf8' });
  return stdout.trimEnd().split('\n').slice(-2);
}

describe('summary-reporter', () => {
  it('leaves skipped tests out when there are none', () => {
    expect(summaryLine({ passed: 2, failed: 0, skipped: 0 })).toBe('2 passed, 0 failed');
  });

  it('closes the run with one line that counts every test', () => {
    const text = "it('a', () => {}); it('b', () => { throw new Error('no'); }); it.skip('c', () => {}); it.todo('d');";
    expect(lastLine({ 'a.test.js': text })).toBe('1 passed, 1 failed, 2 skipped');
  });

  it('says how many browser tests were skipped and how to get a browser, before the closing line', () => {
    const text = `describe.skipIf(true)('browser: a page', () => { it('a', () => {}); describe('b', () => it('c', () => {})); });
      describe.skip('other', () => it('d', () => {}));
      it('e', () => {});`;
    expect(lastLines({ 'a.test.js': text })).toEqual([skippedBrowserLine(2), '1 passed, 0 failed, 3 skipped']);
    expect(skippedBrowserLine(2)).toMatch(/^2 browser tests were skipped: .*: npx playwright-core install chromium$/);
    expect(skippedBrowserLine(0)).toBe('');
  });

  it('counts a file that cannot be loaded as one failure', () => {
    expect(lastLine({ 'a.test.js': "import './gone.js';", 'b.test.js': "it('b', () => {});" })).toBe(
      '1 passed, 1 failed',
    );
  });
});
