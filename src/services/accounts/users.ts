import { randomInt } from 'node:crypto';
import type { StoreRole } from '../../contract/accounts.ts';
import type { Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import { listMemberships } from '../../storage/queries/members.ts';
import { deleteSessionsOf } from '../../storage/queries/sessions.ts';
import {
  deleteUser,
  findUserByEmail,
  insertUser,
  listUserRows,
  type UserRow,
  updateUser,
} from '../../storage/queries/users.ts';
import { listAllStores } from '../catalog/stores.ts';
import type { ServiceContext } from '../service-context.ts';
import type { Services } from '../services.ts';
import { noteInstallationDeed } from './audit.ts';
import { type Actor, COMMAND_LINE } from './caller.ts';
import { addMember, removeMember } from './members.ts';
import { hashPassword } from './passwords.ts';
import { clearSignIns } from './sign-in-limit.ts';

/** An account as it is listed. */
export interface UserSummary {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly operator: boolean;
  readonly stores: readonly { readonly slug: string; readonly role: StoreRole }[];
}

/** Letters and digits that are not mistaken for each other. */
const PASSWORD_LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
/** 5 groups of 4 of 32 letters: 100 random bits. */
const PASSWORD_GROUPS = 5;
const GROUP_LETTERS = 4;

/** A random password to be shown once: "kx7p-m2qa-...". */
export function makePassword(): string {
  const group = () => Array.from({ length: GROUP_LETTERS }, () => PASSWORD_LETTERS[randomInt(PASSWORD_LETTERS.length)]);
  return Array.from({ length: PASSWORD_GROUPS }, () => group().join('')).join('-');
}

/**
 * Makes an account with a random password, which is shown this once.
 *
 * @throws AppError `already_exists`.
 */
export async function addUser(
  { context, accounts }: Services,
  { email, name, operator }: { email: string; name: string; operator: boolean },
): Promise<{ userId: number; password: string }> {
  const password = makePassword();
  const row = { email, name, operator, password_hash: await hashPassword(password, accounts.passwordCost) };
  const userId = await context.database.inTransaction(async (handle) => {
    const user = await insertUser(handle, { ...row, created_at: context.clock() });
    if (!user) throw new AppError('already_exists', { detail: `${email} has an account already.` });
    const deed = { action: 'user.added', subject: `user ${user.id}`, details: { operator } };
    await noteInstallationDeed(context, handle, { actor: COMMAND_LINE, ...deed });
    return user.id;
  });
  return { userId, password };
}

/** True when the address has an account. */
export async function hasAccount(context: ServiceContext, email: string): Promise<boolean> {
  return (await findUserByEmail(context.database.global, email)) !== null;
}

/** Gives an account a role in a store, from the command line. @throws AppError `unknown_user`. */
export async function giveStoreRole(
  context: ServiceContext,
  store: Store,
  { email, role }: { email: string; role: StoreRole },
): Promise<void> {
  await addMember(context, store.id, { email, role, by: { actor: COMMAND_LINE, role: 'operator' } });
}

/** Makes an account one for the whole installation, or no longer. Its sessions end. @throws AppError `unknown_user`. */
export async function setOperator(
  context: ServiceContext,
  { email, operator }: { email: string; operator: boolean },
): Promise<void> {
  const user = await requireUser(context, email);
  await context.database.inTransaction(async (handle) => {
    await updateUser(handle, user.id, { operator });
    await deleteSessionsOf(handle, user.id);
    const deed = { action: 'user.operator-set', subject: `user ${user.id}`, details: { operator } };
    await noteInstallationDeed(context, handle, { actor: COMMAND_LINE, ...deed });
  });
}

/** All accounts with their stores. */
export async function listUsers(context: ServiceContext): Promise<UserSummary[]> {
  const slugs = new Map((await listAllStores(context)).map((store) => [store.id, store.slug]));
  const users: UserSummary[] = [];
  for (const { id, email, name, operator } of await listUserRows(context.database.global)) {
    const memberships = await context.database.forUser(id, listMemberships);
    const stores = memberships.map(({ storeId, role }) => ({ slug: slugs.get(storeId) ?? String(storeId), role }));
    users.push({ id, email, name, operator, stores });
  }
  return users;
}

/**
 * Gives an account a new random password, which is shown this once. Its sessions end, and it may be tried at once.
 *
 * @throws AppError `unknown_user`.
 */
export async function resetPassword({ context, accounts }: Services, email: string): Promise<string> {
  const user = await requireUser(context, email);
  const password = makePassword();
  const passwordHash = await hashPassword(password, accounts.passwordCost);
  await context.database.inTransaction(async (handle) => {
    await updateUser(handle, user.id, { password_hash: passwordHash });
    await deleteSessionsOf(handle, user.id);
    const deed = { action: 'password.reset', subject: `user ${user.id}` };
    await noteInstallationDeed(context, handle, { actor: COMMAND_LINE, ...deed });
  });
  await clearSignIns(context, email);
  return password;
}

/** Takes a person out of one store; the account stays. @throws AppError `unknown_user`. */
export async function removeFromStore(context: ServiceContext, store: Store, email: string): Promise<void> {
  const { id } = await requireUser(context, email);
  await removeMember(context, store.id, { userId: id, by: { actor: COMMAND_LINE, role: 'operator' } });
}

/** Deletes an account, with its sessions and its places in all stores. @throws AppError `unknown_user`. */
export async function removeUser(context: ServiceContext, email: string, actor: Actor = COMMAND_LINE): Promise<void> {
  const user = await requireUser(context, email);
  await context.database.inTransaction(async (handle) => {
    await deleteUser(handle, user.id);
    await noteInstallationDeed(context, handle, { actor, action: 'user.removed', subject: `user ${user.id}` });
  });
}

async function requireUser(context: ServiceContext, email: string): Promise<UserRow> {
  const user = await findUserByEmail(context.database.global, email);
  if (user) return user;
  throw new AppError('unknown_user', { detail: `There is no account with the e-mail address ${email}.` });
}
