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

/** Prints the closing line after everything else; a file that cannot be loaded and a stray error each count as failed. */
export class SummaryReporter implements Reporter {
  private modules: readonly TestModule[] = [];
  private strayErrors = 0;

  onTestRunEnd(modules: readonly TestModule[], strayErrors: readonly unknown[]): void {
    this.modules = modules;
    this.strayErrors = strayErrors.length;
    // Reporters that print their own summary do so in the same call, whatever their order in the list.
    setImmediate(() => console.log(summaryLine(this.counts())));
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
