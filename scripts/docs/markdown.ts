/** A link in a Markdown document: its target as written and its line, counted from 1. */
export interface MarkdownLink {
  readonly target: string;
  readonly line: number;
}

/** `[text](target)`, `![alt](target "title")`, and `[name]: target` at the start of a line. */
const LINK =
  /\]\(\s*<?([^)\s>]+)>?(?:\s+["'][^)]*)?\)|^\s{0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)|\b(?:href|src)="([^"]+)"/g;

/** The links of a document; what stands in code is none. */
export function markdownLinks(text: string): MarkdownLink[] {
  return withoutCode(text).flatMap((lineText, index) =>
    [...lineText.matchAll(LINK)].map((match) => ({
      target: match[1] ?? match[2] ?? match[3] ?? '',
      line: index + 1,
    })),
  );
}

/** The anchors that a document offers: its headings as GitHub names them, and `id="..."` in HTML. */
export function markdownAnchors(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const line of withoutFences(text)) {
    const heading = /^ {0,3}#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1];
    if (heading !== undefined) anchors.add(unusedAnchor(anchorOf(heading), anchors));
    for (const match of line.matchAll(/\b(?:id|name)="([^"]+)"/g)) anchors.add(match[1] ?? '');
  }
  return anchors;
}

/**
 * The anchor that GitHub gives to a heading: lower case, no punctuation, hyphens for spaces.
 *
 * @example
 * anchorOf('What is `lift`? (A -> B)') // => 'what-is-lift-a---b'
 */
export function anchorOf(heading: string): string {
  const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
  return words.replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '').replace(/\s/g, '-');
}

function unusedAnchor(anchor: string, used: ReadonlySet<string>): string {
  if (!used.has(anchor)) return anchor;
  let count = 1;
  while (used.has(`${anchor}-${count}`)) count += 1;
  return `${anchor}-${count}`;
}

function withoutCode(text: string): string[] {
  return withoutFences(text).map((line) => line.replace(/(`+).*?\1/g, ''));
}

/** The lines of a document, with those of fenced code made empty, so that line numbers stay. */
function withoutFences(text: string): string[] {
  let fence: string | null = null;
  return text.split('\n').map((line) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== null) {
      if (mark?.startsWith(fence)) fence = null;
      return '';
    }
    fence = mark ?? null;
    return fence === null ? line : '';
  });
}
