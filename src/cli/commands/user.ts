import type { Command } from 'commander';
import { emailAddress, type StoreRole, storeRoleSchema } from '../../contract/accounts.ts';
import { AppError } from '../../contract/error-registry.ts';
import {
  addUser,
  giveStoreRole,
  hasAccount,
  listUsers,
  removeFromStore,
  removeUser,
  resetPassword,
  setOperator,
  type UserSummary,
} from '../../services/accounts/users.ts';
import { getStore } from '../../services/catalog/stores.ts';
import type { Services } from '../../services/services.ts';
import { type DataOptions, requireStore, withDataOptions, withServices } from '../command-context.ts';
import { formatTable, printResult } from '../output.ts';
import type { Runtime } from '../runtime.ts';

interface AddOptions extends DataOptions {
  readonly name?: string;
  readonly store?: string;
  readonly role: string;
  readonly operator?: boolean;
}

interface RemoveOptions extends DataOptions {
  readonly store?: string;
}

const KEEP_IT = 'Keep it: it is shown this once. It can be changed after signing in.';

/** `pairwell user add | list | reset | remove` */
export function addUserCommands(program: Command, runtime: Runtime): void {
  const user = program.command('user').description('people who sign in');
  addAdd(user, runtime);
  addListAndReset(user, runtime);
  addRemove(user, runtime);
}

function addAdd(user: Command, runtime: Runtime): void {
  withDataOptions(user.command('add'))
    .description('make an account with a random password, or give an account a role in one more store')
    .argument('<e-mail>', 'e-mail address of the person')
    .option('--name <name>', 'name of the person (default: the e-mail address)')
    .option('--store <id>', 'slug or number of the store')
    .option('--role <role>', 'owner or staff', 'owner')
    .option('--operator', 'instead: a person for the whole installation')
    .action(async (address: string, options: AddOptions) => {
      const email = readEmail(address);
      const password = await withServices(runtime, options, (services) => addPerson(services, email, options));
      const text = password === null ? `${email} had an account: its password stays.` : `${password}\n${KEEP_IT}`;
      printResult(runtime.io, { json: options.json === true, data: { email, password }, text });
    });
}

/** Gives the password of a new account; null when there was one. */
async function addPerson(services: Services, email: string, options: AddOptions): Promise<string | null> {
  const { context } = services;
  const role = readRole(options.role);
  // Looked for first: an account without its place would be half of what was asked for.
  const store = options.operator ? null : await requireStore(services, options.store);
  const operator = options.operator === true;
  const known = await hasAccount(context, email);
  const password = known ? null : (await addUser(services, { email, name: options.name ?? email, operator })).password;
  if (store) await giveStoreRole(context, store, { email, role });
  else if (known) await setOperator(context, { email, operator });
  return password;
}

function addListAndReset(user: Command, runtime: Runtime): void {
  withDataOptions(user.command('list'))
    .description('list the accounts with their stores')
    .action(async (options: DataOptions) => {
      const users = await withServices(runtime, options, ({ context }) => listUsers(context));
      printResult(runtime.io, { json: options.json === true, data: { users }, text: tellUsers(users) });
    });
  withDataOptions(user.command('reset'))
    .description('give an account a new random password; it is signed out everywhere')
    .argument('<e-mail>', 'e-mail address of the account')
    .action(async (address: string, options: DataOptions) => {
      const email = readEmail(address);
      const password = await withServices(runtime, options, (services) => resetPassword(services, email));
      const text = `${password}\n${KEEP_IT}`;
      printResult(runtime.io, { json: options.json === true, data: { email, password }, text });
    });
}

function addRemove(user: Command, runtime: Runtime): void {
  withDataOptions(user.command('remove'))
    .description('delete an account, or with --store take it out of one store')
    .argument('<e-mail>', 'e-mail address of the account')
    .option('--store <id>', 'only out of this store')
    .action(async (address: string, options: RemoveOptions) => {
      const email = readEmail(address);
      await withServices(runtime, options, async ({ context }) => {
        if (options.store === undefined) await removeUser(context, email);
        else await removeFromStore(context, await getStore(context, options.store), email);
      });
      const text = options.store === undefined ? `${email} has no account any more.` : `${email} is out of the store.`;
      const data = { removed: email, store: options.store ?? null };
      printResult(runtime.io, { json: options.json === true, data, text });
    });
}

function readEmail(text: string): string {
  const parsed = emailAddress.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid_request', {
    detail: `"${text}" is not an e-mail address; expected something like anna@example.org.`,
    hint: 'pairwell user --help',
  });
}

function readRole(text: string): StoreRole {
  const parsed = storeRoleSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid_request', {
    detail: `There is no role "${text}"; expected owner or staff.`,
    hint: 'pairwell user add --help',
  });
}

function tellUsers(users: readonly UserSummary[]): string {
  if (users.length === 0) return 'No account yet. `pairwell serve` prints the link for the first one.';
  return formatTable(users, [
    { title: 'NO', align: 'right', value: (user) => String(user.id) },
    { title: 'E-MAIL', value: (user) => user.email },
    { title: 'NAME', value: (user) => user.name },
    { title: 'MAY', value: tellRoles },
  ]);
}

function tellRoles({ operator, stores }: UserSummary): string {
  const roles = stores.map(({ slug, role }) => `${role} of ${slug}`);
  return [...(operator ? ['operator'] : []), ...roles].join(', ') || 'nothing';
}
