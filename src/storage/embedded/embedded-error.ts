import { StorageError } from '../storage-error.ts';

/** What can go wrong with the embedded PostgreSQL; docs/operations.md has a paragraph for each. */
export type EmbeddedErrorCode =
  | 'no_binary'
  | 'folder_not_writable'
  | 'folder_is_not_ours'
  | 'folder_busy'
  | 'disk_full'
  | 'other_major'
  | 'not_traversable'
  | 'socket_not_reachable'
  | 'start_failed';

/** The embedded PostgreSQL could not be opened: `message` says what and where, `hint` the ways out. */
export class EmbeddedPostgresError extends StorageError {
  declare readonly code: EmbeddedErrorCode;

  constructor(code: EmbeddedErrorCode, message: string, options: { hint: string; cause?: unknown }) {
    super(code, message, options);
    this.name = 'EmbeddedPostgresError';
  }
}

const OWN_DATABASE = 'set DATABASE_URL to a PostgreSQL 15 or newer';
const NOT_WRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG', 'ELOOP']);
const DISK_FULL = new Set(['ENOSPC', 'EDQUOT']);
const DISK_FULL_TEXT = /No space left on device|Disk quota exceeded|Check free disk space/;
const SEGMENT_FULL_TEXT = /shared memory segment.*No space left on device/;

/**
 * The code of an error: the system's ('ENOENT', 'EACCES', ...) or PostgreSQL's ('57P03', ...), '' when it has none.
 *
 * @example
 * errnoOf(new Error('no code')) // => ""
 */
export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Turns a file-system error met below the data folder into one with a way out; other errors pass unchanged. */
export function explainFolderError(error: unknown, dataDir: string): unknown {
  if (error instanceof EmbeddedPostgresError) return error;
  const errno = errnoOf(error);
  if (isDiskFull(error)) return diskFull(dataDir, error);
  if (!NOT_WRITABLE.has(errno)) return error;
  const reason = error instanceof Error ? error.message : errno;
  return new EmbeddedPostgresError('folder_not_writable', `Cannot use the data folder ${dataDir}: ${reason}`, {
    hint: `Give this user the folder (chown), choose another one with PAIRWELL_DATA, or ${OWN_DATABASE}.`,
    cause: error,
  });
}

/** The disk that holds the data folder has no room left. */
export function diskFull(dataDir: string, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError('disk_full', `The disk that holds ${dataDir} is full.`, {
    hint: 'Make room and start again; committed data is safe. An empty database needs about 60 MB, later up to 1 GB more.',
    cause,
  });
}

/** True for the system's errors of a full disk or an exhausted quota. */
export function isDiskFull(error: unknown): boolean {
  return DISK_FULL.has(errnoOf(error));
}

/** A failed initdb or postgres, told from its last words. */
export function explainFailedRun(what: string, context: { dataDir: string; words: string }): EmbeddedPostgresError {
  const cause = context.words.trim();
  const inMemory = SEGMENT_FULL_TEXT.test(cause);
  if (DISK_FULL_TEXT.test(cause) && !inMemory) return diskFull(context.dataDir, cause);
  const lines = cause.split('\n').slice(-12).join('\n  ');
  return new EmbeddedPostgresError('start_failed', `${what} for ${context.dataDir}:\n  ${lines}`, {
    hint: inMemory
      ? 'The shared memory (/dev/shm) is too small; for Docker: --shm-size=256m.'
      : `The lines above are PostgreSQL's own words; what it said before is in ${context.dataDir}/postgres.log.`,
    cause,
  });
}
