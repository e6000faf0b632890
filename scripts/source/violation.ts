/** One broken rule of the house: where it is, which rule, and what was found against what is allowed. */
export interface Violation {
  /** Path relative to the root of the repository, with forward slashes. */
  readonly file: string;
  /** Line, counted from 1. */
  readonly line: number;
  /** Name of the rule in kebab case. */
  readonly rule: string;
  readonly message: string;
}

/** What one check found: its violations, and lines that are worth printing even when all is well. */
export interface CheckResult {
  readonly violations: readonly Violation[];
  readonly notes: readonly string[];
}

/**
 * One violation as a line that editors can jump to.
 *
 * @example
 * formatViolation({ file: 'a.ts', line: 3, rule: 'no-any', message: 'any' }) // => 'a.ts:3 no-any: any'
 */
export function formatViolation(violation: Violation): string {
  return `${violation.file}:${violation.line} ${violation.rule}: ${violation.message}`;
}

/** Prints the result of the check called `name` and lets the process end with exit code 1 when a rule is broken. */
export function reportCheck(name: string, result: CheckResult): void {
  for (const note of result.notes) console.log(`${name}: ${note}`);
  for (const violation of [...result.violations].sort(byPlace)) console.error(formatViolation(violation));
  const count = result.violations.length;
  console.log(count === 0 ? `${name}: no violations` : `${name}: ${count} violation${count === 1 ? '' : 's'}`);
  if (count > 0) process.exitCode = 1;
}

function byPlace(a: Violation, b: Violation): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line;
}
