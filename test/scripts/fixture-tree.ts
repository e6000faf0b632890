import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CheckResult } from '../../scripts/source/violation.ts';

/** Writes files (path -> text) into a new temporary folder, which goes when the test ends, and returns the folder. */
export function writeFixtureTree(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'pairwell-check-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** The violations as `file:line rule`, sorted, for short expectations. */
export function placesOf(result: CheckResult): string[] {
  return result.violations.map(({ file, line, rule }) => `${file}:${line} ${rule}`).sort();
}
