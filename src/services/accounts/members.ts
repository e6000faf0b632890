import type { Member, MemberInput, Role, StoreRole } from '../../contract/accounts.ts';
import { AppError } from '../../contract/error-registry.ts';
import type { StoreScope } from '../../storage/database.ts';
import {
  deleteMembership,
  findRole,
  listMemberRows,
  lockOwners,
  type MemberRow,
  putMembership,
} from '../../storage/queries/members.ts';
import { deleteSessionsOf } from '../../storage/queries/sessions.ts';
import { findStore } from '../../storage/queries/stores.ts';
import { findUserByEmail } from '../../storage/queries/users.ts';
import type { ServiceContext } from '../service-context.ts';
import { noteDeed } from './audit.ts';
import type { Actor } from './caller.ts';

/** What a change of members is told beside the store. */
export interface ChangedBy {
  readonly actor: Actor;
  /** Role of who asks: an operator may leave a store without owners. */
  readonly role: Role;
}

/**
 * The store that a person named, and his or her role in it. A store that does not exist and one of other people are told
 * apart by nobody.
 *
 * @throws AppError `unknown_store`.
 */
export async function openStore(
  context: ServiceContext,
  { userId, operator }: { userId: number; operator: boolean },
  named: string,
): Promise<{ storeId: number; role: Role }> {
  const store = await findStore(context.database.global, named);
  const found = operator ? 'operator' : null;
  const role = store && (found ?? (await context.database.forStore(store.id, (scope) => findRole(scope, userId))));
  if (store && role) return { storeId: store.id, role };
  throw new AppError('unknown_store', {
    detail: `There is no store ${JSON.stringify(named.slice(0, 100))} for this account.`,
    hint: 'GET /api/session lists the stores that this account may open.',
  });
}

export async function listMembers(context: ServiceContext, storeId: number): Promise<Member[]> {
  return (await context.database.forStore(storeId, listMemberRows)).map(toMember);
}

/**
 * Gives an account that there is a role in the store: for operators, who may see all accounts. Others invite.
 *
 * @throws AppError `unknown_user`, `last_owner`.
 */
export async function addMember(
  context: ServiceContext,
  storeId: number,
  { email, role, by }: MemberInput & { by: ChangedBy },
): Promise<Member> {
  const user = await findUserByEmail(context.database.global, email);
  if (!user) throw new AppError('unknown_user', { detail: `There is no account with the e-mail address ${email}.` });
  return context.database.forStore(storeId, async (scope) => {
    await giveRole(context, scope, { userId: user.id, role, by });
    return requireMember(scope, user.id);
  });
}

/**
 * Changes the role of a member, who is signed out everywhere: what was open shows what the role allows.
 *
 * @throws AppError `unknown_user`, `last_owner`.
 */
export async function changeRole(
  context: ServiceContext,
  storeId: number,
  { userId, role, by }: { userId: number; role: StoreRole; by: ChangedBy },
): Promise<Member> {
  return context.database.forStore(storeId, async (scope) => {
    const before = await requireMember(scope, userId);
    if (before.role !== role) await giveRole(context, scope, { userId, role, by, before: before.role });
    return requireMember(scope, userId);
  });
}

/** Takes a person out of the store. The account stays. @throws AppError `unknown_user`, `last_owner`. */
export async function removeMember(
  context: ServiceContext,
  storeId: number,
  { userId, by }: { userId: number; by: ChangedBy },
): Promise<void> {
  await context.database.forStore(storeId, async (scope) => {
    const { role } = await requireMember(scope, userId);
    await requireOtherOwner(scope, { userId, by });
    await deleteMembership(scope, userId);
    await deleteSessionsOf(scope.tx, userId);
    const changes = { role: { before: role, after: null } };
    await noteDeed(context, scope, { actor: by.actor, action: 'member.removed', subject: `user ${userId}`, changes });
  });
}

async function giveRole(
  context: ServiceContext,
  scope: StoreScope,
  { userId, role, by, before = null }: { userId: number; role: StoreRole; by: ChangedBy; before?: StoreRole | null },
): Promise<void> {
  if (role !== 'owner') await requireOtherOwner(scope, { userId, by });
  await putMembership(scope, { store_id: scope.storeId, user_id: userId, role, created_at: context.clock() });
  await deleteSessionsOf(scope.tx, userId);
  const changes = { role: { before, after: role } };
  const deed = { action: 'member.role-given', subject: `user ${userId}`, changes };
  await noteDeed(context, scope, { actor: by.actor, ...deed });
}

/** The last owner cannot go: nobody could let another one in. An operator, or a command, could. */
async function requireOtherOwner(scope: StoreScope, { userId, by }: { userId: number; by: ChangedBy }): Promise<void> {
  const owners = await lockOwners(scope);
  const isLast = owners.length === 1 && owners[0] === userId;
  if (isLast && by.role !== 'operator') {
    throw new AppError('last_owner', { detail: 'This is the only owner of the store: make another one first.' });
  }
}

async function requireMember(scope: StoreScope, userId: number): Promise<Member> {
  const member = (await listMemberRows(scope)).find((row) => row.user_id === userId);
  if (member) return toMember(member);
  throw new AppError('unknown_user', { detail: `Nobody of this store has the number ${userId}.` });
}

function toMember(row: MemberRow): Member {
  return { id: row.user_id, name: row.name, email: row.email, role: row.role, since: row.created_at.toISOString() };
}
