import { lineAt, type SourceFile } from '../source/source-file.ts';
import type { SyntaxNode } from '../source/syntax-tree.ts';

/** One `@example` of a documentation comment. */
export interface DocExample {
  /** The code without comment stars and Markdown fences. */
  readonly code: string;
  /** Line of the file on which `code` begins. */
  readonly line: number;
}

/** A comment between slash-star-star and star-slash. */
export interface DocComment {
  readonly start: number;
  readonly end: number;
  /** What stands before the first tag. */
  readonly summary: string;
  readonly examples: readonly DocExample[];
}

/** The documentation comments of a file, in the order of the text. */
export function docComments(file: SourceFile): DocComment[] {
  return file.comments
    .filter((comment) => comment.type === 'Block' && comment.value.startsWith('*'))
    .map((comment) => {
      const lines = comment.value.slice(1).split('\n').map(withoutStar);
      const firstTag = lines.findIndex(isTag);
      return {
        start: comment.start,
        end: comment.end,
        summary: lines
          .slice(0, firstTag === -1 ? lines.length : firstTag)
          .join('\n')
          .trim(),
        examples: examplesIn(lines, lineAt(file.lineStarts, comment.start)),
      };
    });
}

/** The documentation comment directly above a statement, or null. */
export function docCommentOf(file: SourceFile, statement: SyntaxNode): DocComment | null {
  const above = docComments(file)
    .filter((comment) => comment.end <= statement.start)
    .at(-1);
  if (above === undefined || file.text.slice(above.end, statement.start).trim() !== '') return null;
  return above;
}

function examplesIn(lines: readonly string[], firstLine: number): DocExample[] {
  return lines.flatMap((line, index) => {
    if (!line.trimStart().startsWith('@example')) return [];
    const following = lines.slice(index + 1);
    const nextTag = following.findIndex(isTag);
    const body = nextTag === -1 ? following : following.slice(0, nextTag);
    const code = body.map((one) => (/^\s*```/.test(one) ? '' : one)).join('\n');
    return [{ code, line: firstLine + index + 1 }];
  });
}

function isTag(line: string): boolean {
  return /^\s*@[a-z]/i.test(line);
}

function withoutStar(line: string): string {
  return line.replace(/^\s*\* ?/, '');
}
