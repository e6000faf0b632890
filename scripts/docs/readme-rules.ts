import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckResult } from '../source/violation.ts';

const MOST_LINES = 150;
const DEMO_BY_LINE = 25;
const DEMO_COMMAND = /\bpairwell demo\b|\bnpm run demo\b/;

/** The README is short, and shows early the one command after which something is to be seen. */
export function checkReadme(root: string): CheckResult {
  const file = 'README.md';
  if (!existsSync(join(root, file))) return { notes: [`${file} is not there yet`], violations: [] };
  const lines = readFileSync(join(root, file), 'utf8').trimEnd().split('\n');
  const demoLine = lines.findIndex((line) => DEMO_COMMAND.test(line)) + 1;
  const tooLong = `the README is long (${lines.length} lines, allowed ${MOST_LINES})`;
  const tooLate = `the demo command is ${demoLine === 0 ? 'missing' : `on line ${demoLine}`} (allowed: by line ${DEMO_BY_LINE})`;
  const isShown = demoLine > 0 && demoLine <= DEMO_BY_LINE;
  return {
    notes: [],
    violations: [
      ...(lines.length > MOST_LINES ? [{ file, line: MOST_LINES + 1, rule: 'readme-lines', message: tooLong }] : []),
      ...(isShown ? [] : [{ file, line: Math.max(demoLine, 1), rule: 'readme-demo', message: tooLate }]),
    ],
  };
}
