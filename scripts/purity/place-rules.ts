import { isTest } from '../source/repository-files.ts';
import { lineAt, type SourceFile } from '../source/source-file.ts';
import { identifierName, isMember, nodesIn, type SyntaxNode, stringValue, walkTree } from '../source/syntax-tree.ts';
import type { Violation } from '../source/violation.ts';
import { partOf } from './layer-rules.ts';

/**
 * Text that begins like a statement of SQL. Upper case anywhere at the start, or lower case with the punctuation
 * of a statement, so that "Select a row from the table." in a message is none.
 */
const SQL_TEXT =
  /^\s*(?:SELECT\s[\s\S]+\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|(?:CREATE|ALTER|DROP)\s+(?:TABLE|INDEX|SCHEMA|ROLE|DATABASE|VIEW|POLICY)\s|WITH\s+\S+\s+AS\s*\(|select\s+[\w.*"()]+(?:\s*,\s*[\w.*"()]+)*\s+from\s+[\w."]+|insert\s+into\s+\S+\s*\(|update\s+\S+\s+set\s+\S+\s*=|delete\s+from\s+\S+\s+where\s|with\s+\S+\s+as\s*\()/;

/** Things that have one place in `src/`: the environment in config.ts, SQL in storage/. */
export function placeViolations(file: SourceFile): Violation[] {
  const part = partOf(file.path);
  if (part === null || isTest(file.path)) return [];
  const found: Violation[] = [];
  walkTree(file.program, (node) => {
    const fault = environmentFault(node, part) ?? sqlFault(node, part);
    if (fault !== null) found.push({ file: file.path, line: lineAt(file.lineStarts, node.start), ...fault });
  });
  return found;
}

interface Fault {
  readonly rule: string;
  readonly message: string;
}

function environmentFault(node: SyntaxNode, part: string): Fault | null {
  if (part === 'config.ts' || !readsEnvironment(node)) return null;
  return { rule: 'environment', message: 'process.env (allowed only in src/config.ts)' };
}

function readsEnvironment(node: SyntaxNode): boolean {
  if (isMember(node, 'process.env')) return true;
  const source = stringValue(node.source);
  if (node.type !== 'ImportDeclaration' || (source !== 'node:process' && source !== 'process')) return false;
  return nodesIn(node.specifiers).some((specifier) => identifierName(specifier.imported) === 'env');
}

function sqlFault(node: SyntaxNode, part: string): Fault | null {
  const text = part === 'storage' ? null : textOf(node);
  if (text === null || !SQL_TEXT.test(text)) return null;
  return { rule: 'sql-place', message: `SQL "${text.trim().slice(0, 40)}" (allowed only in src/storage/)` };
}

function textOf(node: SyntaxNode): string | null {
  if (node.type !== 'TemplateLiteral') return stringValue(node);
  const quasis = nodesIn(node.quasis).map((quasi) => (quasi.value as { raw?: string } | undefined)?.raw ?? '');
  return quasis.join('x');
}
