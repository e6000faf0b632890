import pg from 'pg';
import { StorageError } from './storage-error.ts';

const { escapeIdentifier, escapeLiteral } = pg;

/** The logins beside the owner: the application's, and the one that only reads aggregates across stores. */
export interface Roles {
  readonly app: string;
  readonly network: string;
}

/** Roles belong to the whole PostgreSQL cluster, so their names carry the database's. */
export function rolesOf(database: string): Roles {
  return { app: `${database}_app`, network: `${database}_network` };
}

/** Tables that the application may only add to: what was written there is never changed. */
const APPEND_ONLY = [
  'change',
  'order_version',
  'order_line',
  'refund',
  'event',
  'attribution_entry',
  'audit_log',
  'installation_audit',
  'hold_out_result',
  'experiment_version',
  'experiment_look',
  'revenue_estimate',
];
/** Tables whose rows may change but never go: others point at them by number. */
const NEVER_DELETED = ['store', 'change_head', 'orders', 'item', 'category', 'customer', 'dining_table'];

/** Functions that make and drop the weeks of events with the owner's rights. */
const PARTITION_FUNCTIONS = ['ensure_event_partitions(timestamptz, timestamptz)', 'drop_event_partitions(timestamptz)'];

/** All that the network's login sees: aggregates over at least three stores. */
const NETWORK_VIEWS = ['network_item'];

/** The SQL that an administrator runs where our login may not create roles. */
function rolesSql(missing: readonly string[], password: string | null): string {
  const login = password === null ? 'LOGIN' : `LOGIN PASSWORD ${escapeLiteral(password)}`;
  return missing
    .map((role) => `CREATE ROLE ${escapeIdentifier(role)} ${login} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;`)
    .join('\n');
}

/**
 * Makes sure that both logins exist and that row-level security binds them.
 *
 * @throws StorageError `missing_roles` with the SQL to run, when this login may not create roles.
 */
export async function ensureRoles(
  owner: pg.Client,
  roles: Roles,
  { password }: { password: string | null },
): Promise<void> {
  const found = await owner.query<{ rolname: string; rolsuper: boolean; rolbypassrls: boolean }>(
    'SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = ANY($1)',
    [[roles.app, roles.network]],
  );
  const unsafe = found.rows.find((role) => role.rolsuper || role.rolbypassrls);
  if (unsafe) {
    throw new StorageError('unsafe_role', `The role "${unsafe.rolname}" could read every store.`, {
      hint: `Run: ALTER ROLE ${escapeIdentifier(unsafe.rolname)} NOSUPERUSER NOBYPASSRLS;`,
    });
  }
  const missing = [roles.app, roles.network].filter((role) => !found.rows.some((row) => row.rolname === role));
  if (missing.length === 0) return;
  const text = rolesSql(missing, password);
  try {
    await owner.query(text);
  } catch (cause) {
    throw new StorageError('missing_roles', 'This database login may not create the roles that Pairwell needs.', {
      hint: `As a database administrator run:\n${text}`,
      cause,
    });
  }
}

/**
 * Gives both logins exactly what they need; safe to run at every start. Of an event the customer alone may be changed: to
 * nobody, when a person is erased.
 */
export async function grantTables(owner: pg.Client, roles: Roles): Promise<void> {
  const app = escapeIdentifier(roles.app);
  const appendOnly = APPEND_ONLY.map(escapeIdentifier).join(', ');
  await owner.query(`
    GRANT USAGE ON SCHEMA public TO ${app}, ${escapeIdentifier(roles.network)};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${app};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${app};
    REVOKE UPDATE, DELETE ON ${appendOnly} FROM ${app};
    GRANT UPDATE (customer_id) ON event TO ${app};
    REVOKE DELETE ON ${NEVER_DELETED.map(escapeIdentifier).join(', ')} FROM ${app};
    REVOKE INSERT, UPDATE, DELETE ON schema_version FROM ${app};
    GRANT EXECUTE ON FUNCTION ${PARTITION_FUNCTIONS.join(', ')} TO ${app};
    GRANT SELECT ON ${NETWORK_VIEWS.map(escapeIdentifier).join(', ')} TO ${escapeIdentifier(roles.network)};
    CREATE SCHEMA IF NOT EXISTS jobs;
    GRANT USAGE, CREATE ON SCHEMA jobs TO ${app};`);
  await revokePartitions(owner, app);
}

/** Events are written and read through their parent, whose rights count then; a week by itself is nobody's to change. */
async function revokePartitions(owner: pg.Client, app: string): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'event'::regclass",
  );
  if (rows.length === 0) return;
  await owner.query(`REVOKE ALL ON ${rows.map((row) => row.name).join(', ')} FROM ${app}`);
}
