/** What Node and PostgreSQL say when a connection cannot be made, or is gone. */
const AWAY_CODES = /^(ECONNREFUSED|ECONNRESET|EPIPE|57P0[1-3]|08\w{3}|53300)$/;
const AWAY_WORDS = /Connection terminated|is not queryable|timeout exceeded when trying to connect/;
const DISK_FULL = '53100';

/** A fault of the database that has a name: it does not answer right now, or its disk is full. Null for any other error. */
export function databaseFault(error: unknown): 'database_unavailable' | 'disk_full' | null {
  if (!(error instanceof Error)) return null;
  const { code, syscall } = error as Error & { code?: unknown; syscall?: unknown };
  if (code === DISK_FULL) return 'disk_full';
  // The socket of a server that is not there is a file that is not there.
  const isNoSocket = code === 'ENOENT' && syscall === 'connect';
  const isAway = isNoSocket || AWAY_WORDS.test(error.message) || (typeof code === 'string' && AWAY_CODES.test(code));
  return isAway ? 'database_unavailable' : null;
}
