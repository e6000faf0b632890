import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { errnoOf } from './embedded-error.ts';

/** A process that cannot be mistaken for a later one with the same number: `startedAt` is opaque, '' when unknown. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string;
}

const PS_ENVIRONMENT = { PATH: '/bin:/usr/bin', LC_ALL: 'C', TZ: 'UTC' };
const run = promisify(execFile);
/** In /proc/<pid>/stat, counted after the ")" that closes the name: the state, and the start in ticks since boot. */
const STATE_FIELD = 0;
const START_FIELD = 19;

/** Names a running process; null when there is none, or only a zombie that nobody collected. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | null> {
  if (!signalReaches(pid)) return null;
  const startedAt = process.platform === 'linux' ? await linuxStart(pid) : await psStart(pid);
  return startedAt === null ? null : { pid, startedAt };
}

/** True while this very process runs, not another one that got its number. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  const now = await identifyProcess(identity.pid);
  if (now === null) return false;
  return now.startedAt === '' || identity.startedAt === '' || now.startedAt === identity.startedAt;
}

/** The command line, words joined by blanks; null when it cannot be read. */
export async function commandLineOf(pid: number): Promise<string | null> {
  try {
    if (process.platform !== 'linux') return await ps(pid, 'command=');
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
  } catch {
    return null;
  }
}

/**
 * Reads an identity that was written as JSON; null when the text is not one.
 *
 * @example
 * parseIdentity('{"pid":12,"startedAt":"boot:345"}') // => {"pid":12,"startedAt":"boot:345"}
 */
export function parseIdentity(text: string): ProcessIdentity | null {
  try {
    const { pid, startedAt } = JSON.parse(text);
    return Number.isSafeInteger(pid) && pid > 0 && typeof startedAt === 'string' ? { pid, startedAt } : null;
  } catch {
    return null;
  }
}

/** True when a process has this number, be it a zombie or somebody else's (EPERM). */
export function signalReaches(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errnoOf(error) === 'EPERM';
  }
}

async function linuxStart(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[STATE_FIELD] === 'Z') return null;
    // Ticks count from the boot, so the boot is part of the name.
    return `${await bootId()}:${fields[START_FIELD]}`;
  } catch {
    return signalReaches(pid) ? '' : null;
  }
}

async function bootId(): Promise<string> {
  return readFile('/proc/sys/kernel/random/boot_id', 'utf8').then(
    (text) => text.trim(),
    () => '',
  );
}

async function psStart(pid: number): Promise<string | null> {
  try {
    const [state = '', ...started] = (await ps(pid, 'stat=,lstart=')).split(/\s+/);
    return state.startsWith('Z') ? null : started.join(' ');
  } catch {
    return signalReaches(pid) ? '' : null;
  }
}

async function ps(pid: number, columns: string): Promise<string> {
  const { stdout } = await run('ps', ['-ww', '-o', columns, '-p', String(pid)], { env: PS_ENVIRONMENT });
  return stdout.trim();
}
