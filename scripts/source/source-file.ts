import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { isTypeScript, listFiles } from './repository-files.ts';
import type { SyntaxNode } from './syntax-tree.ts';

/** A comment with its place in the text; `value` is without the comment signs. */
export interface SourceComment {
  readonly type: 'Line' | 'Block';
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A TypeScript file that was read and parsed. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly program: SyntaxNode;
  readonly comments: readonly SourceComment[];
  /** First syntax error, or null when the file parses. */
  readonly syntaxError: string | null;
  /** Offset in the text at which each line starts. */
  readonly lineStarts: readonly number[];
}

/** Reads and parses every TypeScript file of the repository. */
export function loadSources(root: string): SourceFile[] {
  return listFiles(root)
    .filter(isTypeScript)
    .map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')));
}

/** Parses the text of one file. */
export function parseSource(path: string, text: string): SourceFile {
  const result = parseSync(path, text);
  return {
    path,
    text,
    program: result.program as unknown as SyntaxNode,
    comments: result.comments,
    syntaxError: result.errors[0]?.message ?? null,
    lineStarts: lineStartsOf(text),
  };
}

/** Offsets at which the lines of a text start. */
export function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\n/g)) starts.push(match.index + 1);
  return starts;
}

/**
 * The line (counted from 1) that holds an offset, by binary search.
 *
 * @example
 * lineAt([0, 4, 9], 5) // => 2
 */
export function lineAt(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** Number of lines that a node covers, its first and last included. */
export function linesCovered(file: SourceFile, node: SyntaxNode): number {
  return lineAt(file.lineStarts, node.end) - lineAt(file.lineStarts, node.start) + 1;
}

/** Number of lines of a file; the newline at the end starts none. */
export function lineCount(file: SourceFile): number {
  return file.text.endsWith('\n') ? file.lineStarts.length - 1 : file.lineStarts.length;
}
