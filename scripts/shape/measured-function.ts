import { lineAt, linesCovered, type SourceFile } from '../source/source-file.ts';
import { childrenOf, identifierName, nodeIn, nodesIn, type SyntaxNode, walkTree } from '../source/syntax-tree.ts';
import { HANDLE_TYPES } from './shape-limits.ts';

/** The sizes of one function. */
export interface MeasuredFunction {
  readonly file: string;
  readonly line: number;
  /** Its name, or null for a callback written in place. */
  readonly name: string | null;
  readonly lines: number;
  /** Whether other files can call it: exported, or a public method. */
  readonly isPublic: boolean;
  /** Its parameters without a leading `this` or handle. */
  readonly parameters: readonly SyntaxNode[];
  /** Deepest nesting of branches, loops, switches and tries; an `else if` is as deep as its `if`. */
  readonly nesting: number;
}

const FUNCTION_TYPES = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

const NESTING_TYPES = new Set([
  'IfStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
  'SwitchStatement',
  'TryStatement',
]);

/** Measures every function, method, constructor and callback of a file. */
export function measureFunctions(file: SourceFile): MeasuredFunction[] {
  const found: MeasuredFunction[] = [];
  walkTree(file.program, (node, ancestors) => {
    const body = nodeIn(node.body);
    if (!FUNCTION_TYPES.has(node.type) || body === null) return;
    found.push({
      file: file.path,
      line: lineAt(file.lineStarts, node.start),
      name: functionName(node, ancestors.at(-1)),
      lines: linesCovered(file, node),
      isPublic: isPublic(node, ancestors),
      parameters: nodesIn(node.params).filter((parameter, place) => !standsForThis(parameter, place)),
      nesting: deepestNesting(body),
    });
  });
  return found;
}

/** `this` itself, or a handle in its place. */
function standsForThis(parameter: SyntaxNode, place: number): boolean {
  if (place > 0) return false;
  const type = nodeIn(nodeIn(parameter.typeAnnotation)?.typeAnnotation);
  const typeName = type?.type === 'TSTypeReference' ? identifierName(type.typeName) : null;
  return identifierName(parameter) === 'this' || (typeName !== null && HANDLE_TYPES.has(typeName));
}

function isPublic(node: SyntaxNode, ancestors: readonly SyntaxNode[]): boolean {
  const parent = ancestors.at(-1);
  if (parent?.type === 'MethodDefinition') return nodeIn(parent.key)?.type !== 'PrivateIdentifier';
  const exported = node.type === 'FunctionDeclaration' ? parent : ancestors.at(-3);
  return exported?.type === 'ExportNamedDeclaration';
}

/** Own name, else that of the variable, method or property that holds the function. */
function functionName(node: SyntaxNode, parent: SyntaxNode | undefined): string | null {
  const own = identifierName(node.id);
  if (own !== null || parent === undefined) return own;
  if (parent.type === 'VariableDeclarator') return identifierName(parent.id);
  const isHolder = ['MethodDefinition', 'PropertyDefinition'].includes(parent.type);
  return isHolder || (parent.type === 'Property' && parent.method === true) ? keyName(parent) : null;
}

function keyName(holder: SyntaxNode): string {
  const key = nodeIn(holder.key);
  return identifierName(key) ?? (key?.type === 'PrivateIdentifier' ? `#${String(key.name)}` : '(computed)');
}

/** Callbacks count on from where they stand; a function declared inside starts again at zero. */
function deepestNesting(node: SyntaxNode, depth = 0): number {
  if (node.type === 'FunctionDeclaration' || node.type === 'ClassBody') return depth;
  const own = NESTING_TYPES.has(node.type) ? depth + 1 : depth;
  const alternate = node.type === 'IfStatement' ? nodeIn(node.alternate) : null;
  return childrenOf(node).reduce((deepest, child) => {
    const isElseIf = child === alternate && child.type === 'IfStatement';
    return Math.max(deepest, deepestNesting(child, isElseIf ? depth : own));
  }, own);
}
