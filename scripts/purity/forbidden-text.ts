import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineAt, lineStartsOf } from '../source/source-file.ts';
import type { Violation } from '../source/violation.ts';

/** Put together from pieces, so that this file passes its own check. */
const MACHINE_PATHS = [
  ['work', ''],
  ['root', ''],
  ['tmp', 'bash'],
].map((parts) => ['', ...parts].join('/'));

const REGISTRY_HOSTS = [
  ['registry', 'npmjs', 'org'],
  ['registry', 'yarnpkg', 'com'],
  ['npm', 'pkg', 'github', 'com'],
  ['npm', 'jsr', 'io'],
].map((parts) => parts.join('.'));

/** A URL whose host is named like a registry or a mirror of one. */
const REGISTRY_URL = /https?:\/\/(?:[\w-]+[.-])*(?:registry|artifactory|nexus|verdaccio)(?:[.:-][\w.:-]*)?\//g;

/** A path counts only where it begins: `../work/` in a link and `DATA/work/` in a document are not this machine's. */
const FORBIDDEN: readonly { readonly rule: string; readonly pattern: RegExp; readonly allowed: string }[] = [
  {
    rule: 'machine-path',
    pattern: new RegExp(`(?<![\\w.~}-])(?:${MACHINE_PATHS.join('|')})`, 'g'),
    allowed: 'paths relative to the repository, DATA/... in documents',
  },
  { rule: 'registry-host', pattern: new RegExp(REGISTRY_HOSTS.map(escapeDots).join('|'), 'g'), allowed: 'none' },
  { rule: 'registry-host', pattern: REGISTRY_URL, allowed: 'none' },
];

/** The lock file names versions and checksums; where a package is fetched from is the affair of each machine. */
const LOCK_RULE = { rule: 'lock-resolved', pattern: /"resolved":/g, allowed: 'no "resolved" in a lock file' };

/** Looks for paths of a machine and hosts of package registries in one file of the repository. */
export function forbiddenTextViolations(root: string, path: string): Violation[] {
  const text = readFileSync(join(root, path), 'utf8');
  if (text.includes('\0')) return [];
  const starts = lineStartsOf(text);
  const rules = /(?:^|\/)package-lock\.json$/.test(path) ? [...FORBIDDEN, LOCK_RULE] : FORBIDDEN;
  return rules.flatMap(({ rule, pattern, allowed }) =>
    [...text.matchAll(pattern)].map((match) => {
      const message = `"${match[0]}" (allowed: ${allowed})`;
      return { file: path, line: lineAt(starts, match.index), rule, message };
    }),
  );
}

function escapeDots(host: string): string {
  return host.replaceAll('.', '\\.');
}
