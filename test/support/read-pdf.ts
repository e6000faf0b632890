import { inflateSync } from 'node:zlib';

/** A PDF as a reader sees it. */
export interface ReadPdf {
  /** Pages with their lines, from the top; what stands on one line is put together from the left. */
  readonly pages: readonly (readonly string[])[];
  /** All lines of all pages. */
  readonly text: string;
  /** Names of the fonts that are embedded. */
  readonly fonts: readonly string[];
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Reads the text of a PDF: objects, streams, fonts and their tables of letters, and nothing of what wrote it. */
export function readPdf(file: Buffer): ReadPdf {
  const objects = readObjects(file);
  const letters = readFonts(objects);
  const pages = [...objects.values()]
    .filter(({ source }) => /\/Type \/Page\b/.test(source))
    .map(({ source }) => {
      const content = objects.get(Number(/\/Contents (\d+) 0 R/.exec(source)?.[1]))?.stream ?? '';
      return toLines(readContent(content, letters));
    });
  const names = [...objects.values()].flatMap(({ source }) => /\/FontName \/([\w+-]+)/.exec(source)?.[1] ?? []);
  return { pages, text: pages.flat().join('\n'), fonts: [...new Set(names)] };
}

interface PdfObject {
  readonly source: string;
  /** What its stream holds, unpacked. */
  readonly stream: string;
}

function readObjects(file: Buffer): Map<number, PdfObject> {
  const text = file.toString('latin1');
  const objects = new Map<number, PdfObject>();
  for (const found of text.matchAll(/(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj/gs)) {
    const [, id, body = ''] = found;
    const start = body.indexOf('stream\n');
    const source = start < 0 ? body : body.slice(0, start);
    const packed = start < 0 ? '' : body.slice(start + 7, body.lastIndexOf('\nendstream'));
    const bytes = Buffer.from(packed, 'latin1');
    const stream = source.includes('/FlateDecode') ? inflateSync(bytes).toString('latin1') : packed;
    objects.set(Number(id), { source, stream });
  }
  return objects;
}

/** Of each font, by the name that pages call it: which letters a glyph stands for. */
function readFonts(objects: Map<number, PdfObject>): Map<string, Map<string, string>> {
  const fonts = new Map<string, Map<string, string>>();
  for (const { source } of objects.values()) {
    for (const [, list = ''] of source.matchAll(/\/Font <<(.*?)>>/gs)) {
      for (const [, name = '', id] of list.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
        const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(id))?.source ?? '')?.[1];
        fonts.set(name, readLetterTable(objects.get(Number(table))?.stream ?? ''));
      }
    }
  }
  return fonts;
}

/** `beginbfrange <0000> <0003> [<0048> <0065> ...]` */
function readLetterTable(table: string): Map<string, string> {
  const letters = new Map<string, string>();
  for (const [, first = '', list = ''] of table.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[(.*?)\]/gis)) {
    [...list.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, hex = ''], index) => {
      const glyph = (Number.parseInt(first, 16) + index).toString(16).padStart(4, '0');
      const units = hex.replaceAll(' ', '').match(/.{4}/g) ?? [];
      letters.set(glyph, String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16))));
    });
  }
  return letters;
}

function readContent(content: string, fonts: Map<string, Map<string, string>>): Place[] {
  const places: Place[] = [];
  let [x, y, font] = [0, 0, new Map<string, string>()];
  const operators = /1 0 0 1 ([\d.-]+) ([\d.-]+) Tm|\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g;
  for (const [, left, top, name, shown] of content.matchAll(operators)) {
    if (left !== undefined) [x, y] = [Number(left), Number(top)];
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    if (shown === undefined) continue;
    const hex = [...shown.matchAll(/<([0-9a-f]*)>/gi)].map(([, part = '']) => part).join('');
    places.push({
      x,
      y,
      text: (hex.match(/.{4}/g) ?? []).map((glyph) => font.get(glyph.toLowerCase()) ?? '\ufffd').join(''),
    });
  }
  return places;
}

function toLines(places: readonly Place[]): string[] {
  const rows = Map.groupBy(places, ({ y }) => Math.round(y * 2));
  return [...rows]
    .sort(([a], [b]) => b - a)
    .map(([, row]) =>
      row
        .toSorted((a, b) => a.x - b.x)
        .map(({ text }) => text)
        .join(''),
    );
}
