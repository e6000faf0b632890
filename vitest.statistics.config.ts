import { defineConfig } from 'vitest/config';
import { SummaryReporter } from './scripts/summary-reporter.ts';

/** The long seeded runs: `npm run test:statistics`. They need no database. */
export default defineConfig({
  test: {
    include: ['test/statistics/**/*.statistics.ts'],
    reporters: ['default', new SummaryReporter()],
    maxWorkers: 2,
    testTimeout: 600_000,
  },
});
