import { basename } from 'node:path';
import { AppError } from '../../contract/error-registry.ts';
import { ImportFileError } from './reading/import-file-error.ts';

/** Runs a piece of reading; what is wrong with the file as a whole becomes an AppError `invalid_file`. */
export async function withFileProblems<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ImportFileError)) throw error;
    const name = basename(path);
    const detail = error.message.includes(name) ? `${error.message}.` : `Cannot read ${name}: ${error.message}.`;
    throw new AppError('invalid_file', { detail, hint: error.hint }, { cause: error });
  }
}
