import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { listFiles } from '../source/repository-files.ts';
import type { Violation } from '../source/violation.ts';
import { type MarkdownLink, markdownAnchors, markdownLinks } from './markdown.ts';

/** Every link of every Markdown file to something in the repository must lead there, down to the heading. */
export function linkViolations(root: string): Violation[] {
  return listFiles(root)
    .filter((path) => path.endsWith('.md'))
    .flatMap((file) =>
      markdownLinks(readFileSync(join(root, file), 'utf8')).flatMap((link) => {
        const fault = linkFault(root, { file, link });
        return fault === null ? [] : [{ file, line: link.line, rule: 'dead-link', message: fault }];
      }),
    );
}

function linkFault(root: string, { file, link }: { file: string; link: MarkdownLink }): string | null {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(link.target)) return null;
  const [path = '', anchor] = decodeURI(link.target).split('#');
  const target = path === '' ? file : targetPath(file, path);
  if (target.startsWith('..')) return `${link.target} leads out of the repository`;
  if (!existsSync(join(root, target))) return `${link.target} leads nowhere (${target} does not exist)`;
  if (anchor === undefined || anchor === '' || !target.endsWith('.md')) return null;
  const anchors = markdownAnchors(readFileSync(join(root, target), 'utf8'));
  return anchors.has(anchor) ? null : `${link.target} leads to no heading (#${anchor} is not in ${target})`;
}

function targetPath(file: string, path: string): string {
  return posix.normalize(path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(file), path));
}
