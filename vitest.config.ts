import { defineConfig } from 'vitest/config';
import { SummaryReporter } from './scripts/summary-reporter.ts';

export default defineConfig({
  test: {
    reporters: ['default', new SummaryReporter()],
    // Many tests wait for processes and disks: more of them at once than there are cores.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 90_000,
    // What a page will show soon takes longer on a busy machine; it costs nothing where it comes at once.
    expect: { poll: { timeout: 15_000, interval: 25 } },
    projects: [
      {
        extends: true,
        // Pure functions: their files share processes, which load each module once.
        test: { name: 'unit', include: ['src/**/*.test.ts'], isolate: false },
      },
      {
        extends: true,
        test: { name: 'system', include: ['test/**/*.test.ts'], globalSetup: ['test/support/test-cluster.ts'] },
      },
    ],
  },
});
