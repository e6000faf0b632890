import type { Reporter, TestModule } from 'vitest/node';

/** How many tests ended in which way. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * The closing line of a test run, for people and for programs that read the output.
 *
 * @example
 * summaryLine({ passed: 3, failed: 0, skipped: 1 }) // => '3 passed, 0 failed, 1 skipped'
 */
export function summaryLine({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Titles of tests that need a browser begin so. */
const BROWSER_TITLE = 'browser: ';

/**
 * What is said of browser tests that were skipped because no browser was found; '' when there were none.
 *
 * @example
 * skippedBrowserLine(2) // => '2 browser tests were skipped: no Chrome or Chromium was found. To get one: npx playwright-core install chromium'
 */
export function skippedBrowserLine(skipped: number): string {
  if (skipped === 0) return '';
  const tests = skipped === 1 ? '1 browser test was' : `${skipped} browser tests were`;
  const way = 'npx playwright-core install chromium';
  return `${tests} skipped: no Chrome or Chromium was found. To get one: ${way}`;
}

/** Prints the closing line after everything else; a file that cannot be loaded and a stray error each count as failed. */
export class SummaryReporter implements Reporter {
  private modules: readonly TestModule[] = [];
  private strayErrors = 0;

  onTestRunEnd(modules: readonly TestModule[], strayErrors: readonly unknown[]): void {
    this.modules = modules;
    this.strayErrors = strayErrors.length;
    // Reporters that print their own summary do so in the same call, whatever their order in the list.
    setImmediate(() => {
      const line = skippedBrowserLine(this.skippedBrowserTests());
      console.log(line === '' ? summaryLine(this.counts()) : `${line}\n${summaryLine(this.counts())}`);
    });
  }

  /** Tests that are skipped with the whole group that needs a browser; one that is left out by its name is not meant. */
  private skippedBrowserTests(): number {
    const groups = this.modules.flatMap((file) => [...file.children.suites()]);
    const skipped = groups.filter(({ name, options }) => name.startsWith(BROWSER_TITLE) && options.mode === 'skip');
    return skipped.flatMap((group) => [...group.children.allTests()]).length;
  }

  private counts(): TestCounts {
    const states = this.modules.flatMap((file) => [...file.children.allTests()].map((test) => test.result().state));
    const count = (state: string): number => states.filter((one) => one === state).length;
    const brokenFiles = this.modules.filter((file) => file.state() === 'failed' && isBroken(file)).length;
    return {
      passed: count('passed'),
      failed: count('failed') + brokenFiles + this.strayErrors,
      skipped: count('skipped') + count('pending'),
    };
  }
}

/** A file that failed although none of its tests did: it does not load, or a hook outside the tests broke. */
function isBroken(file: TestModule): boolean {
  return [...file.children.allTests()].every((test) => test.result().state !== 'failed');
}
