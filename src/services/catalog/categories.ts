import type { Category, CategoryInput } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import { guessRole } from '../../engine/meal/role-guess.ts';
import {
  type CategoryRow,
  findCategories,
  insertCategories,
  listCategories,
  updateCategory,
} from '../../storage/queries/catalog.ts';
import { appendChanges, lockChangeHead } from '../../storage/queries/changes.ts';
import type { ServiceContext } from '../service-context.ts';
import { changeOf } from './ensure-items.ts';
import { categoryRoleInForce } from './roles.ts';

export async function listStoreCategories(context: ServiceContext, storeId: number): Promise<Category[]> {
  const rows = await context.database.forStore(storeId, (scope) => listCategories(scope));
  return rows.map(toCategory);
}

/** Adds a category or changes its name, role and position; the roles of its items follow. */
export async function putCategory(
  context: ServiceContext,
  storeId: number,
  { externalId, input }: { externalId: string; input: CategoryInput },
): Promise<{ category: Category; created: boolean }> {
  return context.database.forStore(storeId, async (scope) => {
    const now = context.clock();
    const lastChangeNo = await lockChangeHead(scope);
    const [before] = await findCategories(scope, [externalId]);
    const guess = guessRole({ name: input.name });
    const columns = { name: input.name, role_guess: guess.role, role_certainty: guess.certainty };
    const chosen = {
      role: input.role === undefined ? (before?.role ?? null) : input.role,
      position: input.position ?? before?.position ?? 0,
    };
    if (before) await updateCategory(scope, { id: before.id, patch: { ...columns, ...chosen } });
    else {
      const row = { ...columns, ...chosen, store_id: storeId, external_id: externalId, created_at: now };
      await insertCategories(scope, [row]);
    }
    const [after] = await findCategories(scope, [externalId]);
    if (!after) throw new AppError('unknown_category', { detail: `There is no category "${externalId}".` });
    await appendChanges(scope, { lastChangeNo, changes: [changeOf('category', after.id)], changedAt: now });
    return { category: toCategory(after), created: before === undefined };
  });
}

function toCategory(row: CategoryRow): Category {
  const inForce = categoryRoleInForce({ owner: row.role, guess: row.role_guess, certainty: row.role_certainty });
  return {
    id: row.external_id,
    name: row.name,
    role: inForce.role,
    role_source: inForce.source === 'owner' ? 'owner' : 'guess',
    role_guess: row.role_guess,
    role_certainty: Math.round(row.role_certainty * 1000) / 1000,
    position: row.position,
  };
}
