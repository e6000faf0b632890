import type { SourceFile } from './source-file.ts';
import { identifierName, nodeIn, nodesIn, type SyntaxNode } from './syntax-tree.ts';

/** One name that a module declares and exports in the same statement. */
export interface ExportedDeclaration {
  readonly name: string;
  readonly kind: 'function' | 'class' | 'type' | 'value';
  /** The whole `export ...` statement. */
  readonly statement: SyntaxNode;
}

/** The exports that a file declares itself; lists such as `export { a } from './b.ts'` are not among them. */
export function exportedDeclarations(file: SourceFile): ExportedDeclaration[] {
  return nodesIn(file.program.body)
    .filter((statement) => statement.type === 'ExportNamedDeclaration')
    .flatMap((statement) => declarationsIn(statement));
}

function declarationsIn(statement: SyntaxNode): ExportedDeclaration[] {
  const declaration = nodeIn(statement.declaration);
  if (declaration === null) return [];
  if (declaration.type !== 'VariableDeclaration') {
    const name = identifierName(declaration.id);
    return name === null ? [] : [{ name, kind: kindOf(declaration), statement }];
  }
  return nodesIn(declaration.declarations).flatMap((declarator) => {
    const name = identifierName(declarator.id);
    return name === null ? [] : [{ name, kind: isFunction(declarator.init) ? 'function' : 'value', statement }];
  });
}

function kindOf(declaration: SyntaxNode): ExportedDeclaration['kind'] {
  if (declaration.type === 'FunctionDeclaration' || declaration.type === 'TSDeclareFunction') return 'function';
  return declaration.type === 'ClassDeclaration' ? 'class' : 'type';
}

function isFunction(initial: unknown): boolean {
  const type = nodeIn(initial)?.type;
  return type === 'ArrowFunctionExpression' || type === 'FunctionExpression';
}
