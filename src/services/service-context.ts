import type { ConnectionOptions, Database } from '../storage/database.ts';

/** Writes one line to the log. Details are facts without personal data. */
export type Log = (
  level: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  details?: Record<string, unknown>,
) => void;

/** What every use case needs: the database, the time, a log. Made once, in the composition root. */
export interface ServiceContext {
  readonly database: Database;
  /** The application's connection, for sessions of their own (LISTEN, COPY). */
  readonly connection: ConnectionOptions;
  readonly clock: () => Date;
  readonly log: Log;
  /** A key of this installation for one purpose: the same in every process and after every start. */
  readonly secret: (purpose: string) => Buffer;
  /** Events are kept this many months. */
  readonly eventRetentionMonths: number;
}
