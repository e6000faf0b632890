import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Violation } from '../source/violation.ts';
import { LAYER_TABLE } from './layer-table.ts';

/** Holds the `references` of each layer's tsconfig.json, which the compiler enforces, against the same table. */
export function referenceViolations(root: string): Violation[] {
  return Object.entries(LAYER_TABLE).flatMap(([part, rule]) => {
    const file = `src/${part}/tsconfig.json`;
    if (part.endsWith('.ts') || rule.ours === 'all' || !existsSync(join(root, file))) return [];
    const allowed = [...rule.ours, ...(rule.typesOnly ?? [])];
    return referencesOf(join(root, file))
      .filter((name) => !allowed.includes(name))
      .map((name) => ({ file, line: 1, rule: 'layer-reference', message: `references ${name} (allowed: ${allowed})` }));
  });
}

function referencesOf(path: string): string[] {
  const configuration = JSON.parse(readFileSync(path, 'utf8')) as { references?: { path: string }[] };
  return (configuration.references ?? []).map((reference) => basename(reference.path));
}
