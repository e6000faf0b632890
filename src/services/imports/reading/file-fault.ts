import { basename } from 'node:path';
import { ImportFileError } from './import-file-error.ts';

interface FaultWords {
  /** What is wrong, after the file's name. */
  readonly words: string;
  readonly hint: string;
}

const NOT_ALLOWED: FaultWords = {
  words: 'this user may not open it',
  hint: 'Give this user the right to the file and its folder, or name a copy.',
};

const MISSING: FaultWords = { words: 'there is no such file', hint: 'Check the path and the spelling.' };

const FOLDER: FaultWords = { words: 'this is a folder, not a file', hint: 'Name one CSV file.' };

/** What the system's codes mean to whoever named the file. */
const WORDS: Readonly<Record<string, FaultWords>> = {
  ENOENT: MISSING,
  ENOTDIR: MISSING,
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EISDIR: FOLDER,
  ENAMETOOLONG: { words: 'the name is too long', hint: 'Check the path and the spelling.' },
  ELOOP: { words: 'its links lead in a circle', hint: 'Name the file itself.' },
  EMFILE: { words: 'too many files are open', hint: 'Try again in a moment.' },
};

/**
 * Why a file could not be opened or read, in plain words; null for what is no error of the file system.
 *
 * @example
 * explainFileFault(Object.assign(new Error(), { code: 'ENOENT' }), 'shop/nope.csv').message // => "nope.csv: there is no such file"
 */
export function explainFileFault(cause: unknown, path: string): ImportFileError | null {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (!/^E[A-Z0-9]+$/.test(code)) return null;
  const other = { words: `it cannot be read (${code})`, hint: 'Check the disk and try again.' };
  const { words, hint } = WORDS[code] ?? other;
  const kind = WORDS[code] === MISSING ? 'file_not_found' : 'unreadable_file';
  return new ImportFileError(kind, `${basename(path)}: ${words}`, { hint, cause });
}

/** The same for a folder that was named where a file is wanted: it opens, and cannot be read. */
export function folderFault(path: string): ImportFileError {
  return new ImportFileError('unreadable_file', `${basename(path)}: ${FOLDER.words}`, { hint: FOLDER.hint });
}
