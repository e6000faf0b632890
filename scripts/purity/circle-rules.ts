import { posix } from 'node:path';
import { isTest } from '../source/repository-files.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { Violation } from '../source/violation.ts';
import { moduleImports } from './module-imports.ts';

/** What each file of `src/` imports of its own kind: line by path. Files without such an import are in no circle. */
type Imports = Map<string, ReadonlyMap<string, number>>;

/** Files of `src/` that import each other in a circle, types included: each circle once, at its first file by path. */
export function circleViolations(sources: readonly SourceFile[]): Violation[] {
  const imports: Imports = new Map();
  for (const file of sources)
    if (file.path.startsWith('src/') && !isTest(file.path)) imports.set(file.path, importsOf(file));
  const violations: Violation[] = [];
  for (dropLoose(imports); imports.size > 0; dropLoose(imports)) {
    const circle = findCircle(imports);
    const [file = '', next = file] = circle;
    const message = `${[...circle, file].join(' -> ')} import each other in a circle; a type that both need has a file of its own`;
    violations.push({ file, line: imports.get(file)?.get(next) ?? 1, rule: 'import-circle', message });
    for (const path of circle) imports.delete(path);
  }
  return violations;
}

function importsOf(file: SourceFile): Map<string, number> {
  const lines = new Map<string, number>();
  for (const { specifier, line } of moduleImports(file)) {
    if (specifier.startsWith('.')) lines.set(posix.join(posix.dirname(file.path), specifier), line);
  }
  return lines;
}

/** Takes out who imports none of the others, until there is nobody left who does not. */
function dropLoose(imports: Imports): void {
  for (let before = 0; before !== imports.size; ) {
    before = imports.size;
    for (const [path, imported] of imports)
      if (![...imported.keys()].some((other) => imports.has(other))) imports.delete(path);
  }
}

/** A circle, its first file by path first, where every file imports another one. */
function findCircle(imports: Imports): string[] {
  const walked: string[] = [];
  let path = [...imports.keys()].sort()[0] ?? '';
  while (!walked.includes(path)) {
    walked.push(path);
    path = [...(imports.get(path) ?? new Map()).keys()].find((other) => imports.has(other)) ?? '';
  }
  const circle = walked.slice(walked.indexOf(path));
  const first = circle.indexOf([...circle].sort()[0] ?? '');
  return [...circle.slice(first), ...circle.slice(0, first)];
}
