/** What Node and PostgreSQL say when a connection cannot be made, or is gone. */
const AWAY_CODES = /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|57P0[1-3]|08\w{3}|53300)$/;
const AWAY_WORDS = /Connection terminated|is not queryable|timeout exceeded when trying to connect/;

/** Whether an error only says that the database does not answer right now. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as Error & { code?: unknown };
  return AWAY_WORDS.test(error.message) || (typeof code === 'string' && AWAY_CODES.test(code));
}
