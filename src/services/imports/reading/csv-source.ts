import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, type Gunzip } from 'node:zlib';
import { explainFileFault, folderFault } from './file-fault.ts';
import { ImportFileError } from './import-file-error.ts';
import { sniffEncoding, TextDecoding, type TextEncoding } from './text-decoding.ts';

const CHUNK_BYTES = 256 * 1024;

/** A piece of a file's text, and how far into the file it reaches. */
export interface TextPiece {
  readonly text: string;
  /** Bytes of the file (compressed, if it is) read so far. */
  readonly bytesRead: number;
  /** Encoding found so far: it can fall back to windows-1252 late in the file. */
  readonly encoding: TextEncoding;
}

/** A file that is ready to be read, as often as wanted. */
export interface CsvSource {
  readonly path: string;
  readonly sizeBytes: number;
  readonly compressed: boolean;
  /** Longest text, unpacked, in bytes. */
  readonly mostBytes: number;
}

/**
 * Looks at a file: is it there, how large is it, is it compressed (by its first bytes, whatever its name).
 *
 * @throws ImportFileError `file_not_found`, `unreadable_file`, `empty_file`.
 */
export async function openCsvSource(
  path: string,
  { mostBytes = Number.POSITIVE_INFINITY }: { mostBytes?: number | undefined } = {},
): Promise<CsvSource> {
  const name = basename(path);
  const file = await open(path, 'r').catch((error: unknown) => {
    throw explainFileFault(error, path) ?? error;
  });
  try {
    const stat = await file.stat();
    if (stat.isDirectory()) throw folderFault(path);
    if (!stat.isFile()) {
      throw new ImportFileError('unreadable_file', `${name} is not a file`, { hint: 'Name one CSV file.' });
    }
    const magic = Buffer.alloc(2);
    const { bytesRead } = await file.read(magic, 0, 2, 0);
    if (bytesRead === 0) throw emptyFile(name);
    return { path, sizeBytes: stat.size, compressed: magic[0] === 0x1f && magic[1] === 0x8b, mostBytes };
  } finally {
    await file.close();
  }
}

/**
 * Unpacks a compressed file once without keeping anything of it, so that one which would unpack to more than is wanted is
 * refused before it is read. Stops as soon as it is too much.
 *
 * @throws ImportFileError `too_large`, `damaged_gzip`, `unreadable_file`.
 */
export async function requireFits(source: CsvSource): Promise<void> {
  if (!source.compressed) return;
  let unpacked = 0;
  const count = async (pieces: AsyncIterable<Buffer>) => {
    for await (const piece of pieces) {
      unpacked += piece.length;
      if (unpacked > source.mostBytes) throw tooLarge(source);
    }
  };
  try {
    await pipeline(createReadStream(source.path), createGunzip({ chunkSize: CHUNK_BYTES }), count);
  } catch (error) {
    throw explainReadError(error, source);
  }
}

function emptyFile(name: string): ImportFileError {
  return new ImportFileError('empty_file', `${name} is empty`, { hint: 'Export it again.' });
}

/**
 * Reads a file as text, piece by piece: unpacked, decoded, without byte order mark. Stopping early closes the file.
 *
 * @throws ImportFileError `damaged_gzip`, `unreadable_file`, `binary_file`, `spreadsheet_file`, `empty_file`, `too_large`.
 */
export async function* readText(source: CsvSource): AsyncGenerator<TextPiece, void, undefined> {
  const raw = createReadStream(source.path, { highWaterMark: CHUNK_BYTES });
  const gunzip: Gunzip | null = source.compressed ? createGunzip({ chunkSize: CHUNK_BYTES }) : null;
  if (gunzip !== null) {
    raw.on('error', (error) => gunzip.destroy(error));
    raw.pipe(gunzip);
  }
  let decoding: TextDecoding | null = null;
  let unpacked = 0;
  try {
    for await (const chunk of gunzip ?? raw) {
      let bytes = chunk as Buffer;
      unpacked += bytes.length;
      if (unpacked > source.mostBytes) throw tooLarge(source);
      if (decoding === null) {
        const { encoding, bomLength } = sniffEncoding(bytes);
        decoding = new TextDecoding(encoding);
        bytes = bytes.subarray(bomLength);
      }
      yield { text: decoding.push(bytes), bytesRead: raw.bytesRead, encoding: decoding.encoding };
    }
    if (decoding === null) throw emptyFile(basename(source.path));
    yield { text: decoding.end(), bytesRead: raw.bytesRead, encoding: decoding.encoding };
  } catch (error) {
    throw explainReadError(error, source);
  } finally {
    gunzip?.destroy();
    raw.destroy();
  }
}

function tooLarge({ path, mostBytes, compressed }: CsvSource): ImportFileError {
  const size = `${Math.round(mostBytes / 2 ** 20)} MB`;
  const words = compressed
    ? `${basename(path)} unpacks to more than ${size}`
    : `${basename(path)} has more than ${size}`;
  return new ImportFileError('too_large', words, {
    hint: 'Cut it into several files, for instance one for each year.',
  });
}

function explainReadError(error: unknown, source: CsvSource): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const name = basename(source.path);
  if (error instanceof ImportFileError || code === '') return error;
  if (code.startsWith('Z_')) {
    const hint = 'The file is cut off or damaged: download it again.';
    return new ImportFileError('damaged_gzip', `${name} cannot be unpacked`, { hint, cause: error });
  }
  return explainFileFault(error, source.path) ?? error;
}
