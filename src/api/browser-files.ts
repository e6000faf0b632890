import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { z } from 'zod';

/** Beside the sources and beside the built server alike. */
const FOLDER = new URL('../../dist/browser/', import.meta.url);

const fileSchema = z.object({ file: z.string(), versioned: z.string(), integrity: z.string() });
const manifestSchema = z.object({
  version: z.string(),
  tracker: fileSchema,
  widget: fileSchema,
  style: fileSchema,
  shopScript: fileSchema,
  shopStyle: fileSchema,
});

/** What was built for browsers, by its names. */
export type BrowserManifest = z.infer<typeof manifestSchema>;

/** One file, ready to be sent. */
export interface BrowserFile {
  readonly type: string;
  readonly etag: string;
  /** True for the name that holds its checksum: it never changes. */
  readonly isVersioned: boolean;
  /** The file as it is, and made small for those who take it. */
  readonly bodies: { readonly identity: Buffer; readonly gzip: Buffer; readonly br: Buffer };
}

/** The files for browsers with their manifest. */
export interface BrowserFiles {
  readonly manifest: BrowserManifest;
  readonly byName: ReadonlyMap<string, BrowserFile>;
}

/** Reads what `npm run build:browser` made; null when it has not been run. */
export function readBrowserFiles(): BrowserFiles | null {
  let text: string;
  try {
    text = readFileSync(new URL('manifest.json', FOLDER), 'utf8');
  } catch {
    return null;
  }
  const manifest = manifestSchema.parse(JSON.parse(text));
  const { version: _version, ...files } = manifest;
  const entries = Object.values(files).flatMap(({ file, versioned }): [string, BrowserFile][] => {
    const read = readFile(file);
    return [
      [file, { ...read, isVersioned: false }],
      [versioned, { ...read, isVersioned: true }],
    ];
  });
  return { manifest, byName: new Map(entries) };
}

function readFile(file: string): Omit<BrowserFile, 'isVersioned'> {
  const identity = readFileSync(new URL(file, FOLDER));
  const etag = `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`;
  const type = file.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8';
  return { type, etag, bodies: { identity, gzip: gzipSync(identity, { level: 9 }), br: brotliCompressSync(identity) } };
}
