import { posix } from 'node:path';
import { isTest } from '../source/repository-files.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { Violation } from '../source/violation.ts';
import { LAYER_TABLE, type LayerRule, PACKAGE_OWNERS } from './layer-table.ts';
import { type ModuleImport, moduleImports } from './module-imports.ts';

/** Holds the imports of a file in `src/` against the table of layers. Tests may import what they test with. */
export function layerViolations(file: SourceFile): Violation[] {
  const part = layerOf(file.path);
  if (part === null || isTest(file.path)) return [];
  const rule = LAYER_TABLE[part];
  if (rule === undefined) {
    return [{ file: file.path, line: 1, rule: 'unknown-layer', message: `src/${part} is not in the table of layers` }];
  }
  return moduleImports(file).flatMap((imported) => {
    const fault = isRelative(imported)
      ? relativeFault(imported, { file, part, rule })
      : packageFault(imported, { part, rule });
    return fault === null ? [] : [{ file: file.path, line: imported.line, ...fault }];
  });
}

/**
 * The part of `src/` that a path belongs to: its folder, or the file itself when it lies directly in `src/`.
 *
 * @example
 * partOf('src/engine/basket/pair.ts') // => 'engine'
 * partOf('src/config.ts') // => 'config.ts'
 * partOf('bench/learn.ts') // => null
 */
export function partOf(path: string): string | null {
  const [top, part] = path.split('/');
  return top === 'src' && part !== undefined ? part : null;
}

/** The row of the table for a path: that of the innermost folder which has one. */
function layerOf(path: string): string | null {
  const inner = Object.keys(LAYER_TABLE).find((name) => name.includes('/') && path.startsWith(`src/${name}/`));
  return inner ?? partOf(path);
}

interface Fault {
  readonly rule: string;
  readonly message: string;
}

interface Importer {
  readonly file: SourceFile;
  readonly part: string;
  readonly rule: LayerRule;
}

function isRelative({ specifier }: ModuleImport): boolean {
  return specifier.startsWith('.');
}

function relativeFault(imported: ModuleImport, { file, part, rule }: Importer): Fault | null {
  const target = layerOf(posix.join(posix.dirname(file.path), imported.specifier));
  if (rule.ours === 'all') return null;
  const what = target === null ? `${imported.specifier} outside src/` : target;
  const isIn = (layer: string): boolean => target === layer || target?.startsWith(`${layer}/`) === true;
  if (isIn(part) || rule.ours.some(isIn)) return null;
  const isTypePart = rule.typesOnly?.some(isIn) === true;
  if (isTypePart && imported.isType) return null;
  const allowed =
    [...rule.ours, ...(rule.typesOnly ?? []).map((name) => `types of ${name}`)].join(', ') || 'nothing of ours';
  return {
    rule: 'layer-import',
    message: `${part} imports ${isTypePart ? 'values of ' : ''}${what} (allowed: ${allowed})`,
  };
}

function packageFault({ specifier }: ModuleImport, { part, rule }: Omit<Importer, 'file'>): Fault | null {
  const name = packageName(specifier);
  const owners = PACKAGE_OWNERS[name];
  if (rule.packages !== undefined && !rule.packages.includes(name)) {
    return {
      rule: 'package-import',
      message: `${part} imports ${name} (allowed: ${rule.packages.join(', ') || 'none'})`,
    };
  }
  if (owners === undefined || owners.includes(part)) return null;
  return { rule: 'package-import', message: `${part} imports ${name} (allowed only in ${owners.join(', ')})` };
}

function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
