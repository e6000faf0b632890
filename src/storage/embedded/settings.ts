import { PORT } from './socket-folder.ts';

/** The administrator's role; the socket folder's mode is what keeps others out. */
export const SUPERUSER = 'pairwell';

/** Written to postgresql.conf at the first start, for a machine with two cores; the owner may change them there. */
const TUNABLE = {
  max_connections: '100',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  min_wal_size: '80MB',
  max_wal_size: '1GB',
  random_page_cost: '1.1',
  log_checkpoints: 'off',
  // Short queries by key: compiling them costs more than running them.
  jit: 'off',
};

/** Given on the command line at every start, where no file and no ALTER SYSTEM can undo them. */
const FIXED = {
  port: String(PORT),
  listen_addresses: '',
  unix_socket_permissions: '0700',
  fsync: 'on',
  full_page_writes: 'on',
  logging_collector: 'off',
  log_destination: 'stderr',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Arguments of initdb for a new cluster in `cluster`. */
export function initdbArguments(cluster: string): string[] {
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8'];
  // No password on the socket: it lies in a folder that only its owner and root can enter.
  const access = [`--username=${SUPERUSER}`, '--auth=trust', '--no-instructions'];
  // One call for the whole file system instead of a thousand, one a file; only Linux has it.
  const sync = process.platform === 'linux' ? ['--sync-method=syncfs'] : [];
  return ['-D', cluster, ...locale, ...access, ...sync, ...settings(TUNABLE)];
}

/** Arguments of postgres for the cluster in `cluster`, with its socket in `socketFolder`. */
export function serverArguments(cluster: string, socketFolder: string): string[] {
  // The setting is a list; the quotes keep a comma in the path from ending the entry.
  const quoted = `"${socketFolder.replaceAll('"', '""')}"`;
  return ['-D', cluster, ...settings({ ...FIXED, unix_socket_directories: quoted })];
}

function settings(values: Record<string, string>): string[] {
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
