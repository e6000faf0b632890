import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { SummaryReporter } from './scripts/summary-reporter.ts';

/** Where Linux keeps files in memory. Databases and folders of tests lie there where it is large: no test waits for a disk. */
const MEMORY_FOLDER = '/dev/shm';
const ENOUGH_BYTES = 4 * 2 ** 30;

// Set here, before the first worker starts: it goes to every worker, and from there to every process of a test.
if (process.env.TMPDIR === undefined && freeBytesOf(MEMORY_FOLDER) >= ENOUGH_BYTES) {
  const folder = mkdtempSync(path.join(MEMORY_FOLDER, 'pairwell-'));
  // Open to everybody, as folders for temporary files are: some tests run as another user.
  chmodSync(folder, 0o1777);
  process.env.TMPDIR = folder;
  // A worker ends without a word to its browser, which leaves its profile behind.
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
}
// A process of a test loads the program that another one has compiled; the cache knows changed files by their content.
process.env.NODE_COMPILE_CACHE ??= path.join(import.meta.dirname, 'node_modules/.cache/compiled');

function freeBytesOf(folder: string): number {
  if (!existsSync(folder)) return 0;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

export default defineConfig({
  test: {
    reporters: ['default', new SummaryReporter()],
    // Many tests wait for processes and disks: more of them at once than there are cores.
    maxWorkers: 3,
    // On a busy machine everything takes ten times as long: these only end what would never end.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // What a page will show soon takes longer on a busy machine; it costs nothing where it comes at once.
    expect: { poll: { timeout: 60_000, interval: 25 } },
    projects: [
      {
        extends: true,
        // Pure functions: their files share processes, which load each module once.
        test: { name: 'unit', include: ['src/**/*.test.ts'], isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'system',
          include: ['test/**/*.test.ts'],
          globalSetup: ['test/support/test-cluster.ts'],
          // Loading the program takes longer than most files: it is loaded once a worker. What a file needs it makes itself.
          isolate: false,
        },
      },
    ],
  },
});
