import { visitorKeys } from 'oxc-parser';

/** A node of the syntax tree (TS-ESTree), seen loosely: every field but `type`, `start` and `end` must be asked for. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** Called for every node, with its ancestors from the root (first) to the parent (last). */
export type NodeVisitor = (node: SyntaxNode, ancestors: readonly SyntaxNode[]) => void;

/** Visits `root` and everything below it, parents before children, in the order of the text. */
export function walkTree(root: SyntaxNode, visit: NodeVisitor): void {
  const ancestors: SyntaxNode[] = [];
  const enter = (node: SyntaxNode): void => {
    visit(node, ancestors);
    ancestors.push(node);
    for (const child of childrenOf(node)) enter(child);
    ancestors.pop();
  };
  enter(root);
}

/** The direct children of a node, in the order of the text. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return (visitorKeys[node.type] ?? []).flatMap((key) => nodesIn(node[key]));
}

/** The nodes in a field that may hold one node, a list of nodes with holes, or nothing. */
export function nodesIn(field: unknown): SyntaxNode[] {
  if (Array.isArray(field)) return field.filter(isNode);
  return isNode(field) ? [field] : [];
}

/** The one node in a field, or null. */
export function nodeIn(field: unknown): SyntaxNode | null {
  return isNode(field) ? field : null;
}

/** The name of an identifier, or null when the node is missing or something else. */
export function identifierName(node: unknown): string | null {
  return isNode(node) && node.type === 'Identifier' ? String(node.name) : null;
}

/** The text of a string literal, or null when the node is missing or something else. */
export function stringValue(node: unknown): string | null {
  return isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

/** True for `path`, such as `process.env`: a member of a name, written with a dot. */
export function isMember(node: unknown, path: `${string}.${string}`): boolean {
  if (!isNode(node) || node.type !== 'MemberExpression' || node.computed === true) return false;
  return `${identifierName(node.object)}.${identifierName(node.property)}` === path;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}
