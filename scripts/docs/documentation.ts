import type { CheckResult } from '../source/violation.ts';
import { checkErrorCodes } from './error-code-rules.ts';
import { checkExamples } from './example-rules.ts';
import { linkViolations } from './link-rules.ts';
import { checkReadme } from './readme-rules.ts';

/** Checks that what the documents and documentation comments under `root` say is true. */
export async function checkDocumentation(root: string): Promise<CheckResult> {
  const parts = [
    checkReadme(root),
    { notes: [], violations: linkViolations(root) },
    await checkExamples(root),
    await checkErrorCodes(root),
  ];
  return {
    notes: parts.flatMap((part) => part.notes),
    violations: parts.flatMap((part) => part.violations),
  };
}
