import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The kernel counts processor time in hundredths of a second. */
const MS_PER_TICK = 10;

/** Processor time so far, in ms: of this process, and of the embedded PostgreSQL (0 where there is no /proc). */
export interface CpuTime {
  readonly nodeMs: number;
  readonly postgresMs: number;
}

/**
 * Reads the processor time that was used. On a machine that others use too it says more than the clock.
 *
 * @param dataDir data folder of the embedded PostgreSQL
 */
export function readCpuTime(dataDir: string): CpuTime {
  const { user, system } = process.cpuUsage();
  return { nodeMs: (user + system) / 1000, postgresMs: readPostgresMs(dataDir) };
}

function readPostgresMs(dataDir: string): number {
  if (process.platform !== 'linux') return 0;
  const note = readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
  const postmaster = Number(note.split('\n')[0]);
  const ticks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProcess(name, postmaster));
  return ticks.reduce((sum, one) => sum + one, 0) * MS_PER_TICK;
}

/** Ticks of the server itself with the children that have ended, or of a child; 0 for any other process. */
function readProcess(name: string, postmaster: number): number {
  const fields = readFields(name);
  // Counted from the state, which follows the name: parent, then user, system and those of ended children.
  const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map((at) => Number(fields[at] ?? 0));
  if (Number(name) === postmaster) return (user ?? 0) + (system ?? 0) + (endedUser ?? 0) + (endedSystem ?? 0);
  return parent === postmaster ? (user ?? 0) + (system ?? 0) : 0;
}

function readFields(name: string): string[] {
  try {
    const text = readFileSync(`/proc/${name}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
