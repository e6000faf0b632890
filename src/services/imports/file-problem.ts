import { basename } from 'node:path';
import { AppError } from '../../contract/error-registry.ts';
import { ImportFileError } from './reading/import-file-error.ts';

/** A file with the name that people know it by. */
export interface NamedFile {
  readonly path: string;
  readonly name: string;
}

/** Runs a piece of reading; what is wrong with the file as a whole becomes an AppError `invalid_file`. */
export async function withFileProblems<T>(file: string | NamedFile, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ImportFileError)) throw error;
    const { path, name } = typeof file === 'string' ? { path: file, name: basename(file) } : file;
    const message = error.message.replaceAll(basename(path), name);
    const detail = message.includes(name) ? `${message}.` : `Cannot read ${name}: ${message}.`;
    throw new AppError('invalid_file', { detail, hint: error.hint }, { cause: error });
  }
}
