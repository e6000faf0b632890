import { stripTypeScriptTypes } from 'node:module';
import { type Comment, parseSync } from 'oxc-parser';
import { lineAt, lineStartsOf } from '../source/source-file.ts';
import { identifierName, nodesIn, type SyntaxNode } from '../source/syntax-tree.ts';
import type { DocExample } from './doc-comment.ts';

/** One statement of an example and what stands behind it as `// => value`. */
export interface ExampleStep {
  /** JavaScript of the statement. */
  readonly statement: string;
  /** JavaScript of the value that the statement shows: the expression itself, or the variable it declares. */
  readonly shown: string | null;
  /** The promised value as written, or null when nothing is promised. */
  readonly expected: string | null;
  /** Line in the file, counted from 1. */
  readonly line: number;
}

/** Cuts an example into its statements. Imports are left out: the module's exports are in scope anyway. */
export function exampleSteps(example: DocExample): ExampleStep[] {
  const code = plainJavaScript(example.code);
  const { program, comments, errors } = parseSync('example.ts', code);
  if (errors[0] !== undefined) throw new SyntaxError(errors[0].message);
  const starts = lineStartsOf(code);
  const statements = nodesIn((program as unknown as SyntaxNode).body);
  return statements
    .filter((statement) => statement.type !== 'ImportDeclaration')
    .map((statement) => ({
      statement: code.slice(statement.start, statement.end),
      shown: shownValue(code, statement),
      expected: promiseBehind(statement, { comments, starts }),
      line: example.line + lineAt(starts, statement.end) - 1,
    }));
}

/** Types are stripped only where there are any, because Node warns that its stripping may still change. */
function plainJavaScript(code: string): string {
  const isPlain = parseSync('example.js', code).errors.length === 0;
  return isPlain ? code : stripTypeScriptTypes(code);
}

function shownValue(code: string, statement: SyntaxNode): string | null {
  const declared = nodesIn(statement.declarations).at(-1);
  if (declared !== undefined) return identifierName(declared.id);
  const expression = statement.type === 'ExpressionStatement' ? nodesIn(statement.expression)[0] : undefined;
  return expression === undefined ? null : code.slice(expression.start, expression.end);
}

function promiseBehind(
  statement: SyntaxNode,
  { comments, starts }: { comments: readonly Comment[]; starts: readonly number[] },
): string | null {
  const line = lineAt(starts, statement.end);
  const behind = comments.find(({ start }) => start >= statement.end && lineAt(starts, start) === line);
  return /^\s*=>\s*(.+?)\s*$/s.exec(behind?.value ?? '')?.[1] ?? null;
}
