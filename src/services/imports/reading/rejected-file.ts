import { type FileHandle, open } from 'node:fs/promises';
import { CSV_BOM, csvLine } from './csv-out.ts';
import { explainFileFault } from './file-fault.ts';
import type { RejectedRow } from './order-row.ts';

const FLUSH_LENGTH = 64 * 1024;

/**
 * Writes the rows that were not imported, so that their owner can mend and send them again: row, column, value, reason,
 * then the row itself under its own header. Readable by the owner of the process only (0600), since it holds orders.
 * The file is made with the first rejected row: no bad rows, no file.
 */
export class RejectedFile {
  readonly path: string;
  readonly #header: readonly string[];
  #file: FileHandle | null = null;
  #buffer: string;

  constructor(path: string, header: readonly string[]) {
    this.path = path;
    this.#header = header;
    this.#buffer = '';
  }

  /** Adds a row; `drain` writes it. */
  add(row: RejectedRow): void {
    if (this.#file === null && this.#buffer === '') {
      this.#buffer = CSV_BOM + csvLine(['row', 'column', 'value', 'reason', ...this.#header]);
    }
    this.#buffer += csvLine([row.rowNumber, row.column, row.value, row.reason, ...row.cells]);
  }

  /** Null while little waits to be written, else a promise that resolves when it is. */
  drain(): Promise<void> | null {
    return this.#buffer.length < FLUSH_LENGTH ? null : this.#flush();
  }

  /** Writes what is left and closes the file. */
  async close(): Promise<void> {
    if (this.#buffer !== '') await this.#flush();
    await this.#file?.close();
    this.#file = null;
  }

  async #flush(): Promise<void> {
    const text = this.#buffer;
    this.#file ??= await this.#create();
    this.#buffer = '';
    await this.#file.appendFile(text, 'utf8');
  }

  async #create(): Promise<FileHandle> {
    const file = await open(this.path, 'w', 0o600).catch((error: unknown) => {
      throw explainFileFault(error, this.path) ?? error;
    });
    // The mode above is for a new file; one that was there keeps its own until told otherwise.
    await file.chmod(0o600);
    return file;
  }
}
