import { exportedDeclarations } from '../source/exported-declarations.ts';
import { isTest } from '../source/repository-files.ts';
import { lineAt, type SourceFile } from '../source/source-file.ts';
import { identifierName, nodeIn, nodesIn, type SyntaxNode, walkTree } from '../source/syntax-tree.ts';
import type { Violation } from '../source/violation.ts';
import { bannedWordsInName } from './name-rules.ts';

/** Configuration files of tools, which must have a default export. */
const TOOL_CONFIGURATION = /\.config\.ts$/;

/** The rules for what is written in a file: exports, `any`, bare errors. */
export function syntaxViolations(file: SourceFile): Violation[] {
  const found: Violation[] = bannedExports(file);
  walkTree(file.program, (node) => {
    const broken = brokenRule(file.path, node);
    if (broken !== null) found.push(violation(file, node, broken));
  });
  return found;
}

/** A broken rule before its place is known. */
interface BrokenRule {
  readonly rule: string;
  readonly message: string;
}

function brokenRule(path: string, node: SyntaxNode): BrokenRule | null {
  switch (node.type) {
    case 'ExportAllDeclaration':
      return { rule: 'no-export-all', message: 'export * (allowed: each name written out)' };
    case 'ExportDefaultDeclaration':
      return TOOL_CONFIGURATION.test(path) ? null : defaultExport();
    case 'ExportSpecifier':
      return identifierName(node.exported) === 'default' ? defaultExport() : null;
    case 'TSAnyKeyword':
      // What stands under the tests looks into JSON of every shape; the expectations are the check.
      return path.startsWith('test/')
        ? null
        : { rule: 'no-any', message: 'any (allowed: a type, or unknown and a check)' };
    case 'ThrowStatement':
      return mustNameErrors(path) && isBareError(nodeIn(node.argument)) ? bareError() : null;
    default:
      return null;
  }
}

function defaultExport(): BrokenRule {
  return { rule: 'no-default-export', message: 'a default export (allowed: a named one)' };
}

function bareError(): BrokenRule {
  return { rule: 'no-bare-error', message: 'throw new Error (allowed: an error class with a code or a kind)' };
}

/** The engine has no error classes of its own (RangeError and TypeError do); tests and scripts have no callers. */
function mustNameErrors(path: string): boolean {
  return path.startsWith('src/') && !path.startsWith('src/engine/') && !isTest(path);
}

function isBareError(thrown: SyntaxNode | null): boolean {
  const isCall = thrown?.type === 'NewExpression' || thrown?.type === 'CallExpression';
  return isCall && identifierName(thrown.callee) === 'Error';
}

function bannedExports(file: SourceFile): Violation[] {
  const declared = exportedDeclarations(file).map(({ name, statement }) => ({ name, node: statement }));
  const listed = nodesIn(file.program.body)
    .filter((statement) => statement.type === 'ExportNamedDeclaration')
    .flatMap((statement) => nodesIn(statement.specifiers))
    .map((node) => ({ name: identifierName(node.exported) ?? '', node }));
  return [...declared, ...listed].flatMap(({ name, node }) =>
    bannedWordsInName(name).map((word) => {
      const message = `export "${name}" contains "${word}" (allowed: a name that says what it is)`;
      return violation(file, node, { rule: 'banned-word', message });
    }),
  );
}

function violation(file: SourceFile, node: SyntaxNode, broken: BrokenRule): Violation {
  return { file: file.path, line: lineAt(file.lineStarts, node.start), ...broken };
}
