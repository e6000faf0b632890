import { AppError } from '../../contract/error-registry.ts';
import type { Rule, RuleInput } from '../../contract/rule.ts';
import type { StoreScope } from '../../storage/database.ts';
import { findItemIds, listAllItems } from '../../storage/queries/catalog.ts';
import { appendChanges, lockChangeHead } from '../../storage/queries/changes.ts';
import { deleteRule, insertRule, listRules } from '../../storage/queries/rules.ts';
import type { ServiceContext } from '../service-context.ts';
import { changeOf } from './ensure-items.ts';

export async function listStoreRules(context: ServiceContext, storeId: number): Promise<Rule[]> {
  return context.database.forStore(storeId, async (scope) => {
    const items = await listAllItems(scope);
    const externalIds = new Map(items.map((item) => [item.id, item.external_id]));
    return (await listRules(scope)).map((row) => ({
      id: row.id,
      kind: row.kind,
      item: externalIds.get(row.item_id) ?? '',
      antecedent: row.antecedent_item_id === null ? null : (externalIds.get(row.antecedent_item_id) ?? null),
      placement: row.placement as Rule['placement'],
      starts_at: row.starts_at?.toISOString() ?? null,
      ends_at: row.ends_at?.toISOString() ?? null,
    }));
  });
}

/** Adds a pin or a block. @throws AppError `unknown_item`. */
export async function addRule(context: ServiceContext, storeId: number, input: RuleInput): Promise<Rule> {
  return context.database.forStore(storeId, async (scope) => {
    const now = context.clock();
    const lastChangeNo = await lockChangeHead(scope);
    const row = await insertRule(scope, {
      store_id: storeId,
      kind: input.kind,
      item_id: await requireItem(scope, input.item),
      antecedent_item_id: input.antecedent === null ? null : await requireItem(scope, input.antecedent),
      placement: input.placement,
      starts_at: input.starts_at === null ? null : new Date(input.starts_at),
      ends_at: input.ends_at === null ? null : new Date(input.ends_at),
      created_at: now,
    });
    await appendChanges(scope, { lastChangeNo, changes: [changeOf('rule', row.id)], changedAt: now });
    return { ...input, id: row.id };
  });
}

/** Takes a rule away. @throws AppError `unknown_rule`. */
export async function removeRule(context: ServiceContext, storeId: number, id: number): Promise<void> {
  await context.database.forStore(storeId, async (scope) => {
    const lastChangeNo = await lockChangeHead(scope);
    if (!(await deleteRule(scope, id))) {
      throw new AppError('unknown_rule', { detail: `There is no rule ${id} in this store.` });
    }
    await appendChanges(scope, { lastChangeNo, changes: [changeOf('rule', id)], changedAt: context.clock() });
  });
}

async function requireItem(scope: StoreScope, externalId: string): Promise<number> {
  const id = (await findItemIds(scope, [externalId])).get(externalId);
  if (id === undefined) {
    throw new AppError('unknown_item', { detail: `There is no item ${JSON.stringify(externalId)} in this store.` });
  }
  return id;
}
