import { isTest } from '../source/repository-files.ts';
import { lineAt, type SourceFile } from '../source/source-file.ts';
import { identifierName, isMember, nodesIn, type SyntaxNode, walkTree } from '../source/syntax-tree.ts';
import type { Violation } from '../source/violation.ts';
import { partOf } from './layer-rules.ts';

/** Names of the machine outside: a clock, chance, input, output. */
const OUTSIDE_NAMES = new Set([
  'process',
  'console',
  'require',
  'fetch',
  'performance',
  'crypto',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'globalThis',
]);

/** The engine computes: the same arguments give the same result, whatever the clock, the machine and chance say. */
export function engineViolations(file: SourceFile): Violation[] {
  if (partOf(file.path) !== 'engine' || isTest(file.path)) return [];
  const found: Violation[] = [];
  const ownNames = namesDeclaredIn(file.program);
  walkTree(file.program, (node, ancestors) => {
    const what = impurity(node) ?? outsideName(node, { parent: ancestors.at(-1), ownNames });
    if (what === null) return;
    const message = `${what} (allowed: time, seed and data as arguments)`;
    found.push({ file: file.path, line: lineAt(file.lineStarts, node.start), rule: 'engine-purity', message });
  });
  return found;
}

function impurity(node: SyntaxNode): string | null {
  if (isMember(node, 'Date.now')) return 'Date.now';
  if (isMember(node, 'Math.random')) return 'Math.random';
  const isDate = identifierName(node.callee) === 'Date';
  if (isDate && node.type === 'CallExpression') return 'Date()';
  if (isDate && node.type === 'NewExpression' && nodesIn(node.arguments).length === 0) return 'new Date()';
  return null;
}

function outsideName(
  node: SyntaxNode,
  { parent, ownNames }: { parent: SyntaxNode | undefined; ownNames: ReadonlySet<string> },
): string | null {
  const name = identifierName(node);
  if (name === null || !OUTSIDE_NAMES.has(name) || ownNames.has(name)) return null;
  const isField = parent !== undefined && parent.computed !== true && [parent.property, parent.key].includes(node);
  return isField ? null : name;
}

/** Names of variables, parameters and functions; a field `process` of an object is no name of the file. */
function namesDeclaredIn(program: SyntaxNode): Set<string> {
  const names = new Set<string>();
  walkTree(program, (node) => {
    const bindings = [...nodesIn(node.params), ...(node.type === 'VariableDeclarator' ? nodesIn(node.id) : [])];
    for (const name of bindings.flatMap(namesInPattern)) names.add(name);
  });
  return names;
}

function namesInPattern(pattern: SyntaxNode): string[] {
  const name = identifierName(pattern);
  if (name !== null) return [name];
  const inner = [pattern.elements, pattern.properties, pattern.left, pattern.argument, pattern.value];
  return inner.flatMap(nodesIn).flatMap(namesInPattern);
}
