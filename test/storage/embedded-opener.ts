/**
 * A process that opens a data folder, for tests that need another process, another user, or one to kill.
 *
 * Usage: node embedded-opener.ts <dataDir> [supervise]; prints one JSON line per happening; "close" on stdin closes.
 */
import { EmbeddedPostgresError, openEmbeddedPostgres } from '../../src/storage/embedded/embedded-postgres.ts';

const [dataDir = '', mode] = process.argv.slice(2);
const say = (line: Record<string, unknown>): void => console.log(JSON.stringify(line));

try {
  const server = await openEmbeddedPostgres({
    dataDir,
    supervise: mode === 'supervise',
    onEvent: (event) => say({ event }),
  });
  say({ opened: true, started: server.started, connection: server.connection });
  process.stdin.once('data', async () => {
    await server.close();
    say({ closed: true });
    process.exit(0);
  });
} catch (error) {
  if (!(error instanceof EmbeddedPostgresError)) throw error;
  say({ code: error.code, message: error.message, hint: error.hint });
}
