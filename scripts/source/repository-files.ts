import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that hold nothing written by hand: what tools install, build, measure or store. */
const SKIPPED_FOLDERS = new Set(['.git', 'node_modules', 'dist', 'coverage', 'pairwell-data']);

/**
 * Every file under `root` that belongs to the repository, as sorted relative paths with forward slashes.
 * The list does not need git, so that the checks also run on an unpacked archive.
 */
export function listFiles(root: string): string[] {
  return filesUnder(root, '').sort();
}

function filesUnder(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile()) return [path];
    return entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name) ? filesUnder(root, path) : [];
  });
}

/** True for a TypeScript source file, tests included. */
export function isTypeScript(path: string): boolean {
  return path.endsWith('.ts') || path.endsWith('.tsx');
}

/** True for a test file: `*.test.ts` beside its subject or under `test/`. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}
