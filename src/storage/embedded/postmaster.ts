import { readFile, readlink, realpath } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import pg from 'pg';
import type { DataFolder } from './data-folder.ts';
import { EmbeddedPostgresError, errnoOf } from './embedded-error.ts';
import { commandLineOf, identifyProcess, type ProcessIdentity } from './process-identity.ts';
import { SUPERUSER } from './settings.ts';
import { fitsSocket, PORT } from './socket-folder.ts';

/** How node-postgres reaches the server as its administrator. */
export interface EmbeddedConnection {
  /** Folder of the socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** Said outright, so that a PGSSLMODE in the environment does not ask a socket for TLS. */
  readonly ssl: false;
}

/** What postmaster.pid, PostgreSQL's own note of its main process, says. */
export interface PostmasterNote {
  readonly pid: number;
  readonly socketFolder: string;
  /** 'starting', 'ready', 'stopping', 'standby'; '' while it is being written. */
  readonly status: string;
}

/**
 * Who the process of a note is: `ours` = proven to serve this folder, `other` = a process that got the number later,
 * `gone`, or `unknown` = it lives, and the system does not let us see what it is.
 */
export type Proof = 'ours' | 'other' | 'gone' | 'unknown';

const LINE = { pid: 0, socketFolder: 4, status: 7 };
const PROBE_TIMEOUT_MS = 5_000;
const CANNOT_CONNECT_NOW = '57P03';
const TOO_MANY_CONNECTIONS = '53300';
const NOBODY_LISTENS = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTSOCK', 'ENOTDIR']);

/**
 * The options to connect with, given the socket's folder.
 *
 * @example
 * connectionThrough('/run/pw').port // => 5432
 */
export function connectionThrough(socketFolder: string): EmbeddedConnection {
  return { host: socketFolder, port: PORT, user: SUPERUSER, database: 'postgres', ssl: false };
}

/** Reads postmaster.pid; null when there is none, which is what a clean stop leaves. */
export async function readPostmasterNote(folder: DataFolder): Promise<PostmasterNote | null> {
  try {
    const lines = (await readFile(join(folder.cluster, 'postmaster.pid'), 'utf8')).split('\n');
    const text = (index: number) => (lines[index] ?? '').trim();
    const pid = Number.parseInt(text(LINE.pid), 10);
    if (!(pid > 0)) return null;
    return { pid, socketFolder: text(LINE.socketFolder), status: text(LINE.status) };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Decides whether a process is the PostgreSQL of this folder; only one that is `ours` may ever get a signal. */
export async function provePostmaster(
  pid: number,
  folder: DataFolder,
): Promise<{ proof: Proof; identity: ProcessIdentity | null }> {
  const identity = await identifyProcess(pid);
  if (identity === null) return { proof: 'gone', identity };
  const command = await commandLineOf(pid);
  if (command === null || command === '') return { proof: 'unknown', identity };
  const isPostgres = /(?:^|\/)postgres /.test(command);
  if (!isPostgres) return { proof: 'other', identity };
  const named = `${command} `.includes(` -D ${folder.cluster} `);
  return { proof: named || (await worksIn(pid, folder.cluster)) ? 'ours' : 'other', identity };
}

/** A running server whose folder was renamed still works in it, whatever its command line says. */
async function worksIn(pid: number, cluster: string): Promise<boolean> {
  const place = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  return place !== null && place === (await realpath(cluster).catch(() => ''));
}

/**
 * Connects once: `ready`, `busy` (starting, recovering or stopping), or `absent` (nobody listens).
 *
 * @throws EmbeddedPostgresError `socket_not_reachable` when a server is there and does not let us in.
 */
export async function probe(socketFolder: string): Promise<'ready' | 'busy' | 'absent'> {
  // An unfinished note names no folder, and node-postgres would turn to localhost.
  if (!isAbsolute(socketFolder) || !fitsSocket(socketFolder)) return 'absent';
  const client = new pg.Client({
    ...connectionThrough(socketFolder),
    connectionTimeoutMillis: PROBE_TIMEOUT_MS,
    application_name: 'pairwell probe',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return 'ready';
  } catch (error) {
    const code = errnoOf(error);
    if (code === TOO_MANY_CONNECTIONS) return 'ready';
    if (code === CANNOT_CONNECT_NOW) return 'busy';
    if (NOBODY_LISTENS.has(code)) return 'absent';
    // A server that dies in the middle ends the connection without a code.
    if (code === '' || code === 'ECONNRESET' || code === 'EPIPE') return 'busy';
    throw refused(socketFolder, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function refused(socketFolder: string, cause: unknown): EmbeddedPostgresError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new EmbeddedPostgresError('socket_not_reachable', `The server behind ${socketFolder} refuses us: ${reason}`, {
    hint: `Pairwell's own server lets the user of the data folder in as "${SUPERUSER}": was its pg_hba.conf or that role changed?`,
    cause,
  });
}
