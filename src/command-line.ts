import path from 'node:path';
import { runCommandLine } from './cli/program.ts';
import type { CommandSettings, Io, Runtime, ServeSettings } from './cli/runtime.ts';
import { type Config, isColorWanted, readConfig } from './config.ts';
import { VERSION } from './version.ts';

/** The settings of the environment, with what the command line says instead. */
function configOf(settings: CommandSettings & Partial<ServeSettings>): Config {
  const config = readConfig();
  return {
    ...config,
    dataDir: settings.dataDir ?? config.dataDir,
    port: settings.port ?? config.port,
    host: settings.host ?? config.host,
  };
}

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.off(signal, stop);
        process.once(signal, () => process.exit(1));
      }
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  });
}

const io: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  fail: () => {
    process.exitCode = 1;
  },
  isTerminal: process.stderr.isTTY === true,
  color: isColorWanted() && process.stdout.isTTY === true,
  columns: process.stdout.columns ?? 80,
  untilStopped,
};

// The database and the server are read into memory by the commands that need them.
const runtime: Runtime = {
  version: VERSION,
  clock: () => new Date(),
  io,
  open: async (settings) => {
    const config = configOf(settings);
    const { openPairwell } = await import('./open-pairwell.ts');
    return openPairwell(config);
  },
  serve: async (settings) => {
    const { startServer } = await import('./server.ts');
    const config = configOf(settings);
    const server = await startServer(config, { quiet: settings.quiet });
    return { ...server, dataDir: path.resolve(config.dataDir) };
  },
  describeApi: async () => (await import('./server.ts')).describeApi(),
};

// A reader that has seen enough (head, less) closes the pipe; that is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const exitCode = await runCommandLine(process.argv.slice(2), runtime);
if (exitCode !== 0) process.exitCode = exitCode;
