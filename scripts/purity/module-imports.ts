import { lineAt, type SourceFile } from '../source/source-file.ts';
import { nodesIn, type SyntaxNode, stringValue, walkTree } from '../source/syntax-tree.ts';

/** One import, re-export, dynamic import or `import('...')` type of a file. */
export interface ModuleImport {
  readonly specifier: string;
  readonly line: number;
  /** True when nothing of it is left at run time. */
  readonly isType: boolean;
}

/** Every module that a file names. */
export function moduleImports(file: SourceFile): ModuleImport[] {
  const found: ModuleImport[] = [];
  walkTree(file.program, (node) => {
    const specifier = stringValue(node.source);
    if (specifier === null) return;
    found.push({ specifier, line: lineAt(file.lineStarts, node.start), isType: isTypeOnly(node) });
  });
  return found;
}

function isTypeOnly(node: SyntaxNode): boolean {
  if (node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type') return true;
  const specifiers = nodesIn(node.specifiers);
  return specifiers.length > 0 && specifiers.every((one) => one.importKind === 'type' || one.exportKind === 'type');
}
