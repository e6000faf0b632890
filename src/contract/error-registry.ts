/** What one error code means on the wire: its HTTP status, its title, and what the reader can do about it. */
export interface ErrorDefinition {
  readonly status: number;
  readonly title: string;
  readonly hint: string;
}

/**
 * Every error code that Pairwell answers with, over HTTP (`code` of a problem document) and on the command line.
 * `docs/errors.md` explains each; a test holds the two against each other.
 */
export const ERROR_REGISTRY = {
  bad_json: {
    status: 400,
    title: 'The body is not JSON',
    hint: 'Send one JSON document in UTF-8.',
  },
  invalid_request: {
    status: 400,
    title: 'The request is not valid',
    hint: 'See `errors`: each entry names the place and what was expected.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The body has an unsupported type',
    hint: 'Send JSON with Content-Type: application/json.',
  },
  missing_key: {
    status: 401,
    title: 'No key was sent',
    hint: 'Send "Authorization: Bearer sk_..." (or ?key=pk_... from a page). `pairwell key create` makes keys.',
  },
  wrong_key: {
    status: 401,
    title: 'The key is not valid',
    hint: 'Check for a typing error, or whether the key was revoked: `pairwell key list --store ID`.',
  },
  forbidden: {
    status: 403,
    title: 'This key may not do that',
    hint: 'Publishable keys (pk_) only read recommendations and send events; use a secret key (sk_) on your server.',
  },
  wrong_origin: {
    status: 403,
    title: 'This publishable key is not allowed on that page',
    hint: 'Add the origin when creating the key: `pairwell key create --store ID --publishable --origin https://...`.',
  },
  wrong_store: {
    status: 403,
    title: 'The key belongs to another store',
    hint: 'Use a key of the store that you name.',
  },
  not_signed_in: {
    status: 401,
    title: 'Nobody is signed in',
    hint: 'Sign in again: the session has ended, or there was none.',
  },
  wrong_credentials: {
    status: 401,
    title: 'E-mail address or password is wrong',
    hint: 'Check both. Whoever runs the server can make a new password: `pairwell user reset E-MAIL`.',
  },
  too_many_attempts: {
    status: 429,
    title: 'Too many attempts to sign in',
    hint: 'Wait as long as Retry-After says, or let whoever runs the server make a new password.',
  },
  weak_password: {
    status: 422,
    title: 'The password is too easy to guess',
    hint: 'Take 10 to 200 characters, for instance four words that have nothing to do with each other.',
  },
  link_not_valid: {
    status: 410,
    title: 'The link does not work any more',
    hint: 'Ask for a new one: links work once. The first link is printed at each start of the server.',
  },
  cross_site_request: {
    status: 403,
    title: 'The request does not come from a page of ours',
    hint: 'Send the header Pairwell-Csrf with the value `csrf` of GET /api/session, from the same origin.',
  },
  missing_store: {
    status: 400,
    title: 'The request names no store',
    hint: 'Send the header Pairwell-Store, or ?store=, with the slug or number of a store of GET /api/session.',
  },
  role_too_low: {
    status: 403,
    title: 'Your role may not do that',
    hint: 'Ask an owner of the store.',
  },
  last_owner: {
    status: 409,
    title: 'A store keeps at least one owner',
    hint: 'Make somebody else an owner first.',
  },
  unknown_user: {
    status: 404,
    title: 'There is no such person',
    hint: 'GET /api/users lists the people of the store.',
  },
  not_found: { status: 404, title: 'There is nothing here', hint: 'GET /openapi.json lists every route.' },
  unknown_store: {
    status: 404,
    title: 'There is no such store',
    hint: '`pairwell store list` lists the stores; `pairwell store add` makes one.',
  },
  unknown_item: {
    status: 404,
    title: 'There is no such item',
    hint: 'Create it with PUT /api/items/{id}, or send a `name` with the order line.',
  },
  unknown_category: {
    status: 404,
    title: 'There is no such category',
    hint: 'Create it with PUT /api/categories/{id}.',
  },
  unknown_order: { status: 404, title: 'There is no such order', hint: 'Check the order id; ids are your own.' },
  unknown_customer: {
    status: 404,
    title: 'There is no such customer',
    hint: 'Customers come with their orders: check the reference for a typing error.',
  },
  unknown_experiment: {
    status: 404,
    title: 'There is no such test',
    hint: 'GET /api/experiments, or `pairwell experiment list`, lists the tests.',
  },
  unknown_report: {
    status: 404,
    title: 'There is no such report',
    hint: 'GET /api/reports lists them. A week or month can be reported a day after its end.',
  },
  mail_off: {
    status: 409,
    title: 'No mail server is set',
    hint: 'Set PAIRWELL_SMTP_URL, PAIRWELL_MAIL_FROM and PUBLIC_URL, and start the server again.',
  },
  mail_failed: {
    status: 502,
    title: 'The mail could not be sent',
    hint: 'Check PAIRWELL_SMTP_URL: server, port, user and password, and whether the server may send from PAIRWELL_MAIL_FROM.',
  },
  experiment_state: {
    status: 409,
    title: 'The test is in another state',
    hint: 'A test goes from draft to running, may be paused and resumed, and ends for good; what decides it is frozen at the start.',
  },
  rule_exists: {
    status: 409,
    title: 'The store has this rule already',
    hint: 'Leave it as it is, or take it away first: DELETE /api/rules/{id}.',
  },
  unknown_rule: { status: 404, title: 'There is no such rule', hint: 'GET /api/rules lists the rules.' },
  invalid_order: {
    status: 422,
    title: 'The order cannot be taken',
    hint: 'See `errors`: mend the fields and send the order again.',
  },
  order_deleted: {
    status: 409,
    title: 'The order was deleted',
    hint: 'A deleted order stays deleted; send it under a new id.',
  },
  already_exists: { status: 409, title: 'It exists already', hint: 'Choose another name, or change the existing one.' },
  idempotency_key_reused: {
    status: 422,
    title: 'The Idempotency-Key was used for another request',
    hint: 'Use a new key for each different request.',
  },
  idempotency_key_running: {
    status: 409,
    title: 'A request with this Idempotency-Key is still running',
    hint: 'Wait a second and send the same request again.',
  },
  payload_too_large: {
    status: 413,
    title: 'The body is too large',
    hint: 'Send less at once, in several calls.',
  },
  rate_limited: { status: 429, title: 'Too many requests', hint: 'Wait as long as Retry-After says.' },
  too_few_items: {
    status: 409,
    title: 'The menu is too small',
    hint: 'Add items first: PUT /api/items/{id} or `pairwell import`.',
  },
  nothing_to_evaluate: {
    status: 409,
    title: 'The history is too small to be measured',
    hint: 'Import or name a longer history: models learn from the first 80 % and are asked about the rest.',
  },
  unknown_import: { status: 404, title: 'There is no such import', hint: 'GET /api/imports lists the imports.' },
  import_running: {
    status: 409,
    title: 'Another import of the store is at work',
    hint: 'Wait until it has ended, or cancel it. One store takes one import at a time.',
  },
  import_state: {
    status: 409,
    title: 'The import is in another state',
    hint: 'An import is uploaded, started, and may be taken back once it has ended; see `can_start` and `can_undo`.',
  },
  import_changed_since: {
    status: 409,
    title: 'Orders of the import have been changed since',
    hint: 'Take later imports back first, or leave the changed orders as they are: {"keep_changed": true}.',
  },
  invalid_file: { status: 422, title: 'The file cannot be imported', hint: 'See the message and docs/import.md.' },
  newer_schema: {
    status: 503,
    title: 'The database was written by a newer Pairwell',
    hint: 'Install that version or a later one; data is untouched.',
  },
  changed_migration: {
    status: 503,
    title: 'A migration that was applied has been changed',
    hint: 'Migrations are never edited: restore the file, or install the release that fits the database.',
  },
  missing_roles: {
    status: 503,
    title: 'The database user may not create the roles that Pairwell needs',
    hint: 'Run the SQL that the message prints as a database administrator, then start again.',
  },
  no_binary: {
    status: 503,
    title: 'There is no PostgreSQL for this machine in the package',
    hint: 'Set DATABASE_URL to a PostgreSQL 15 or newer.',
  },
  folder_not_writable: {
    status: 503,
    title: 'The data folder cannot be written',
    hint: 'Choose another one with --data DIR, or give this user the right to write there.',
  },
  folder_is_not_ours: {
    status: 503,
    title: 'The folder holds something else',
    hint: 'Choose an empty or new folder: --data DIR.',
  },
  folder_busy: {
    status: 503,
    title: 'Another process is setting up the data folder',
    hint: 'Wait a moment and try again.',
  },
  disk_full: {
    status: 503,
    title: 'The disk is full',
    hint: 'Make room; what was confirmed is safe.',
  },
  other_major: {
    status: 503,
    title: 'The data folder was written by another PostgreSQL',
    hint: 'Use the Pairwell release that wrote it, or move the data: docs/operations.md.',
  },
  not_traversable: {
    status: 503,
    title: 'The database user cannot enter the folder',
    hint: 'Move the folder, or run as a normal user: docs/operations.md.',
  },
  socket_not_reachable: {
    status: 503,
    title: 'The database of this folder cannot be reached from here',
    hint: 'Run the command where the server runs: docs/operations.md.',
  },
  start_failed: {
    status: 503,
    title: 'PostgreSQL did not start',
    hint: 'See the last lines of postgres.log in the data folder.',
  },
  old_server: {
    status: 503,
    title: 'The PostgreSQL server is too old',
    hint: 'Upgrade it to 15 or newer, or leave DATABASE_URL unset.',
  },
  invalid_database_url: {
    status: 503,
    title: 'DATABASE_URL is not an address',
    hint: 'Expected postgresql://user:password@host:5432/database.',
  },
  unsafe_role: {
    status: 503,
    title: 'A database role has too many rights',
    hint: 'Run the SQL that the message prints.',
  },
  migration_failed: {
    status: 503,
    title: 'A migration failed',
    hint: 'The database is as it was before; report the message with your version.',
  },
  server_running: {
    status: 409,
    title: 'Another server runs on this data folder',
    hint: 'Stop it first, or use another folder: --data DIR.',
  },
  server_unreachable: {
    status: 502,
    title: 'The server does not answer',
    hint: 'Check the address, and that the server runs: GET /livez.',
  },
  server_refused: {
    status: 502,
    title: 'The server refused a call',
    hint: 'The detail has the answer of the server.',
  },
  cannot_listen: {
    status: 500,
    title: 'The server cannot listen there',
    hint: 'Choose another port or address: --port 4200, or PORT and HOST.',
  },
  invalid_setting: { status: 500, title: 'A setting is not valid', hint: 'docs/operations.md lists every setting.' },
  database_unavailable: {
    status: 503,
    title: 'The database does not answer',
    hint: 'Try again in a moment; nothing that was confirmed is lost.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    hint: 'Try again; if it stays, look for the request id in the log.',
  },
} as const satisfies Record<string, ErrorDefinition>;

/** The hint of a request that is not valid as a whole, where there is no list of fields to look at. */
const MEND_WHAT_IS_NAMED = 'Change what `detail` names, and send it again.';

/** A code of {@link ERROR_REGISTRY}. */
export type ErrorCode = keyof typeof ERROR_REGISTRY;

/** One field that is wrong: a JSON pointer to it, and what was expected. */
export interface FieldError {
  readonly pointer: string;
  readonly message: string;
}

/** What an {@link AppError} carries beside its code. */
export interface ErrorDetails {
  /** One sentence: what, where, the value, what was expected. */
  readonly detail: string;
  /** A better hint than the registry's, where there is one. */
  readonly hint?: string;
  readonly errors?: readonly FieldError[];
  /** How long to wait before trying again: the header Retry-After. */
  readonly retryAfterSeconds?: number;
  /** Where a person goes from here who opened a page; programs are not told. */
  readonly wayOut?: { readonly href: string; readonly text: string };
}

/**
 * The one error class of the layers above storage: a code of the registry and a sentence for this case.
 *
 * @example
 * new AppError('unknown_item', { detail: 'There is no item "latte " in store "bistro".' }).status // => 404
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails, options?: { cause?: unknown }) {
    super(details.detail, options);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  /** The HTTP status of this error. */
  get status(): number {
    return ERROR_REGISTRY[this.code].status;
  }

  /** The sentence that says what to do. */
  get hint(): string {
    if (this.details.hint !== undefined) return this.details.hint;
    const hasFields = (this.details.errors ?? []).length > 0;
    return this.code === 'invalid_request' && !hasFields ? MEND_WHAT_IS_NAMED : ERROR_REGISTRY[this.code].hint;
  }
}
