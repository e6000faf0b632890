import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { ImportFileError } from './import-file-error.ts';

/** Encodings that are recognised. `windows-1252` stands for a file that is UTF-8 in parts or not at all. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const LINE_FEED = 10;
const MAX_PENDING_BYTES = 4 * 1024 * 1024;

/**
 * Recognises the encoding of a file from its first bytes: by its byte order mark, else by where its zero bytes are.
 *
 * @throws ImportFileError `spreadsheet_file` or `binary_file` when this is no text.
 */
export function sniffEncoding(head: Buffer): { encoding: TextEncoding; bomLength: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bomLength: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bomLength: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bomLength: 2 };
  refuseKnownBinaries(head);
  const sample = head.subarray(0, 4096);
  let [evenZeros, oddZeros, controls] = [0, 0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0 && index % 2 === 0) evenZeros++;
    else if (byte === 0) oddZeros++;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) controls++;
  });
  const many = sample.length * 0.3;
  if (oddZeros > many && evenZeros < many / 10) return { encoding: 'utf-16le', bomLength: 0 };
  if (evenZeros > many && oddZeros < many / 10) return { encoding: 'utf-16be', bomLength: 0 };
  if (controls > sample.length / 10) {
    throw new ImportFileError('binary_file', 'this is not a text file', { hint: 'Export it as CSV.' });
  }
  return { encoding: 'utf-8', bomLength: 0 };
}

function refuseKnownBinaries(head: Buffer): void {
  const magic = head.subarray(0, 4).toString('latin1');
  if (magic === 'PK\x03\x04' || magic === '\xd0\xcf\x11\xe0') {
    throw new ImportFileError('spreadsheet_file', 'this is a spreadsheet or a zip archive, not a CSV file', {
      hint: 'Open it in your spreadsheet program and save it as "CSV UTF-8", or unpack the archive first.',
    });
  }
  if (magic === '%PDF') {
    throw new ImportFileError('binary_file', 'this is a PDF document', { hint: 'Export it as CSV.' });
  }
}

/**
 * Turns the bytes of a file into text, piece by piece. UTF-8 is checked; a line that is not valid UTF-8 is read as
 * Windows-1252, which old tills write, and `encoding` says so from then on.
 */
export class TextDecoding {
  encoding: TextEncoding;
  readonly #wide: TextDecoder | null;
  readonly #fallback = new TextDecoder('windows-1252');
  #pending: Buffer = Buffer.alloc(0);

  constructor(encoding: TextEncoding) {
    this.encoding = encoding;
    this.#wide = encoding.startsWith('utf-16') ? new TextDecoder(encoding) : null;
  }

  /** The text of the next bytes; incomplete lines wait for the rest. */
  push(bytes: Buffer): string {
    if (this.#wide !== null) return this.#wide.decode(bytes, { stream: true });
    // A line feed is never part of a longer character, neither in UTF-8 nor in Windows-1252.
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    if (end === 0 && this.#pending.length + bytes.length <= MAX_PENDING_BYTES) {
      this.#pending = Buffer.concat([this.#pending, bytes]);
      return '';
    }
    const cut = end === 0 ? bytes.length : end;
    const whole =
      this.#pending.length > 0 ? Buffer.concat([this.#pending, bytes.subarray(0, cut)]) : bytes.subarray(0, cut);
    this.#pending = Buffer.from(bytes.subarray(cut));
    return this.#decode(whole);
  }

  /** The text of what is left at the end of the file. */
  end(): string {
    return this.#wide !== null ? this.#wide.decode() : this.#decode(this.#pending);
  }

  #decode(bytes: Buffer): string {
    if (isAscii(bytes)) return bytes.toString('latin1');
    return isUtf8(bytes) ? bytes.toString('utf8') : this.#decodeLines(bytes);
  }

  #decodeLines(bytes: Buffer): string {
    this.encoding = 'windows-1252';
    const lines: string[] = [];
    for (let start = 0; start < bytes.length; ) {
      const feed = bytes.indexOf(LINE_FEED, start);
      const end = feed < 0 ? bytes.length : feed + 1;
      const line = bytes.subarray(start, end);
      lines.push(isUtf8(line) ? line.toString('utf8') : this.#fallback.decode(line));
      start = end;
    }
    return lines.join('');
  }
}
