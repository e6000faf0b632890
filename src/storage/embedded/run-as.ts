import { type ChildProcess, spawn } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import type { Binaries } from './binaries.ts';
import type { Account, DataFolder } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-error.ts';
import { findBarrier } from './traversal.ts';

/** How a PostgreSQL program is started: directly, or through a command in front of it; uid and gid only when we are root. */
export interface Launch {
  readonly prefix: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

/** What a finished program left. */
export interface Finished {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Enough for initdb, which asks the shell to run postgres; PG* variables and library paths of ours stay out. */
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };
const SETPRIV = ['/usr/bin/setpriv', '/bin/setpriv', '/usr/local/bin/setpriv'];
/** Bits of the capability sets in /proc/self/status; reading and searching is the lesser right, so it comes first. */
const CAPABILITIES = [
  { name: 'dac_read_search', bit: 2n },
  { name: 'dac_override', bit: 1n },
];

/**
 * Finds the way to run the PostgreSQL programs as `account`.
 *
 * Where root's own closed folder lies above the programs or the data, the account is given the one right to pass it.
 *
 * @throws EmbeddedPostgresError `not_traversable` when that is impossible.
 */
export async function chooseLaunch(
  account: Account,
  place: { binaries: Binaries; folder: DataFolder },
): Promise<Launch> {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const barrier = (await findBarrier(place.binaries.root, account)) ?? (await findBarrier(place.folder.path, account));
  if (barrier === null) return { prefix: [], uid: account.uid, gid: account.gid };
  const launch = { prefix: await passingPrefix(account) };
  if (launch.prefix.length > 0) {
    const trial = await finish(start(launch, [place.binaries.postgres, '--version']));
    if (trial.exitCode === 0) return launch;
  }
  throw notTraversable(barrier, { account, folder: place.folder });
}

/** Starts a program; its working folder is / because ours may be closed to the account. */
export function start(
  launch: Launch,
  command: readonly string[],
  options: { detached?: boolean; log?: number } = {},
): ChildProcess {
  const [program = '', ...args] = [...launch.prefix, ...command];
  const out = options.log ?? 'pipe';
  return spawn(program, args, {
    cwd: '/',
    env: ENVIRONMENT,
    stdio: ['ignore', out, out],
    detached: options.detached ?? false,
    ...(launch.uid === undefined ? {} : { uid: launch.uid, gid: launch.gid }),
  });
}

/** Waits for a program and gives what it printed; one that could not be started counts as failed. */
export function finish(child: ChildProcess): Promise<Finished> {
  return new Promise((resolve) => {
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ exitCode: null, output: `${output}${error.message}` }));
    child.once('close', (exitCode) => resolve({ exitCode, output }));
  });
}

async function passingPrefix(account: Account): Promise<string[]> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`);
  const capability = CAPABILITIES.find(({ bit }) => (effective >> bit) & 1n)?.name;
  const setpriv = await firstThatExists(SETPRIV);
  if (capability === undefined || setpriv === null) return [];
  const who = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  // PostgreSQL asks access(2), which ignores the capabilities of a user other than root unless this bit is set.
  const rights = ['--securebits=+no_setuid_fixup', `--inh-caps=+${capability}`, `--ambient-caps=+${capability}`];
  return [setpriv, ...who, ...rights, '--'];
}

async function firstThatExists(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return null;
}

function notTraversable(barrier: string, { account, folder }: { account: Account; folder: DataFolder }) {
  const inData = folder.path.startsWith(barrier);
  const message =
    `PostgreSQL refuses to run as root, and the user with number ${account.uid}, as whom it would run instead, ` +
    `may not enter ${barrier}, which holds ${inData ? folder.path : 'the PostgreSQL programs'}.`;
  const move = inData
    ? 'set PAIRWELL_DATA to a folder elsewhere, e.g. /var/lib/pairwell'
    : 'install Pairwell elsewhere, e.g. in /opt/pairwell';
  return new EmbeddedPostgresError('not_traversable', message, {
    hint: `Run Pairwell as a normal user; or ${move}; or set DATABASE_URL to a PostgreSQL 15 or newer.`,
  });
}
