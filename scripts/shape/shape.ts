import { exportedDeclarations } from '../source/exported-declarations.ts';
import { isTest, listFiles } from '../source/repository-files.ts';
import { lineCount, loadSources, type SourceFile } from '../source/source-file.ts';
import type { CheckResult, Violation } from '../source/violation.ts';
import { functionLengthStatistics, functionViolations } from './function-rules.ts';
import { measureFunctions } from './measured-function.ts';
import { pathViolations } from './name-rules.ts';
import { SHAPE_LIMITS } from './shape-limits.ts';
import { syntaxViolations } from './syntax-rules.ts';

/** Checks sizes, names and forbidden constructions of every file under `root` (ARCHITECTURE, "Sizes" and "Names"). */
export function checkShape(root: string): CheckResult {
  const sources = loadSources(root);
  const sized = sources.filter((file) => !isExemptFromSizes(file));
  const functions = sized.flatMap(measureFunctions);
  const statistics = functionLengthStatistics(functions);
  return {
    notes: [`${sources.length} files`, statistics.note],
    violations: [
      ...listFiles(root).flatMap(pathViolations),
      ...sources.flatMap(unreadable),
      ...sources.flatMap(syntaxViolations),
      ...sized.flatMap(fileLinesViolation),
      ...functions.flatMap(functionViolations),
      ...statistics.violations,
    ],
  };
}

/** Tests and what they stand on, generated files, and tables: files named `*-words.ts`, `*-words-french.ts` or `*-table.ts` that export data and no function. */
function isExemptFromSizes(file: SourceFile): boolean {
  if (isTest(file.path) || file.path.startsWith('test/') || file.text.slice(0, 500).includes('@generated')) return true;
  const isNamedTable = /-(?:words|table)(?:-[a-z]+)*\.ts$/.test(file.path);
  return isNamedTable && !exportedDeclarations(file).some(({ kind }) => kind === 'function' || kind === 'class');
}

function fileLinesViolation(file: SourceFile): Violation[] {
  const lines = lineCount(file);
  if (lines <= SHAPE_LIMITS.fileLines) return [];
  const message = `the file is long (${lines} lines, allowed ${SHAPE_LIMITS.fileLines})`;
  return [{ file: file.path, line: 1, rule: 'file-lines', message }];
}

function unreadable(file: SourceFile): Violation[] {
  return file.syntaxError === null ? [] : [{ file: file.path, line: 1, rule: 'syntax', message: file.syntaxError }];
}
