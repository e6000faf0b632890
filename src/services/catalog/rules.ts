import { AppError } from '../../contract/error-registry.ts';
import type { Rule, RuleInput } from '../../contract/rule.ts';
import type { StoreScope } from '../../storage/database.ts';
import { findCategories, findItemIds, listAllItems, listCategories } from '../../storage/queries/catalog.ts';
import { appendChanges, lockChangeHead } from '../../storage/queries/changes.ts';
import { deleteRule, insertRule, listRules, type RuleRow } from '../../storage/queries/rules.ts';
import type { ServiceContext } from '../service-context.ts';
import { changeOf } from './ensure-items.ts';

export async function listStoreRules(context: ServiceContext, storeId: number): Promise<Rule[]> {
  return context.database.forStore(storeId, async (scope) => {
    const names: RuleNames = {
      items: externalIdsOf(await listAllItems(scope)),
      categories: externalIdsOf(await listCategories(scope)),
    };
    return (await listRules(scope)).map((row) => toRule(row, names));
  });
}

/**
 * Adds a pin, a block or a boost.
 *
 * @throws AppError `unknown_item`, `unknown_category`, `invalid_request` for one that has ended, and `rule_exists` for one that
 *   the store has already, to the letter: two like it would say no more, and taking one away would change nothing
 */
export async function addRule(context: ServiceContext, storeId: number, input: RuleInput): Promise<Rule> {
  requireNotEnded(input, context.clock());
  return context.database.forStore(storeId, async (scope) => {
    const now = context.clock();
    const lastChangeNo = await lockChangeHead(scope);
    const rule = {
      kind: input.kind,
      item_id: await requireItem(scope, input.item),
      category_id: await requireCategory(scope, input.category),
      antecedent_item_id: await requireItem(scope, input.antecedent),
      factor: input.factor,
      placement: input.placement,
      starts_at: input.starts_at === null ? null : new Date(input.starts_at),
      ends_at: input.ends_at === null ? null : new Date(input.ends_at),
    };
    requireNew(rule, { known: await listRules(scope), input });
    const row = await insertRule(scope, { ...rule, store_id: storeId, created_at: now });
    await appendChanges(scope, { lastChangeNo, changes: [changeOf('rule', row.id)], changedAt: now });
    return { ...input, id: row.id };
  });
}

/** What a rule says, without its number and when it was made. */
type RuleContent = Omit<RuleRow, 'id' | 'store_id' | 'created_at'>;

function requireNew(
  rule: RuleContent,
  { known, input }: { readonly known: readonly RuleRow[]; readonly input: RuleInput },
): void {
  const same = known.find((row) => contentOf(row) === contentOf(rule));
  if (same === undefined) return;
  const { kind, item, category } = input;
  const subject = item === null ? `the category ${JSON.stringify(category)}` : `the item ${JSON.stringify(item)}`;
  const message =
    `rule ${same.id} is this ${kind} of ${subject} already, to the same antecedent, placement, factor and time; ` +
    'expected a rule that differs in one of them';
  const errors = [{ pointer: item === null ? '/category' : '/item', message }];
  const hint = `Leave rule ${same.id} as it is, or take it away first: DELETE /api/rules/${same.id}.`;
  throw new AppError('rule_exists', { detail: `The rule cannot be added: ${message}.`, hint, errors });
}

/** Two rules with the same text say the same. */
function contentOf(rule: RuleContent): string {
  const { kind, item_id, category_id, antecedent_item_id, factor, placement, starts_at, ends_at } = rule;
  return JSON.stringify([kind, item_id, category_id, antecedent_item_id, factor, placement, starts_at, ends_at]);
}

/** Throws where a rule would have ended before it is made. @throws AppError `invalid_request`. */
export function requireNotEnded({ ends_at }: RuleInput, now: Date): void {
  if (ends_at === null || Date.parse(ends_at) > now.getTime()) return;
  const message = `expected a time after now, ${now.toISOString()}, got ${ends_at}`;
  throw new AppError('invalid_request', {
    detail: `The rule would have ended before it is made: ends_at: ${message}.`,
    hint: 'Give a later ends_at, or none for a rule that has no end.',
    errors: [{ pointer: '/ends_at', message }],
  });
}

/** Throws where a rule names what the store does not have. @throws AppError `unknown_item` or `unknown_category`. */
export async function requireRuleNames(context: ServiceContext, storeId: number, rule: RuleInput): Promise<void> {
  await context.database.forStore(storeId, async (scope) => {
    await requireItem(scope, rule.item);
    await requireCategory(scope, rule.category);
    await requireItem(scope, rule.antecedent);
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

/** What the caller calls items and categories, by internal id. */
interface RuleNames {
  readonly items: ReadonlyMap<number | null, string>;
  readonly categories: ReadonlyMap<number | null, string>;
}

function externalIdsOf(rows: readonly { id: number; external_id: string }[]): ReadonlyMap<number | null, string> {
  return new Map(rows.map((row) => [row.id, row.external_id]));
}

function toRule(row: RuleRow, { items, categories }: RuleNames): Rule {
  return {
    id: row.id,
    kind: row.kind,
    item: items.get(row.item_id) ?? null,
    category: categories.get(row.category_id) ?? null,
    antecedent: items.get(row.antecedent_item_id) ?? null,
    factor: row.factor,
    placement: row.placement as Rule['placement'],
    starts_at: row.starts_at?.toISOString() ?? null,
    ends_at: row.ends_at?.toISOString() ?? null,
  };
}

async function requireCategory(scope: StoreScope, externalId: string | null): Promise<number | null> {
  if (externalId === null) return null;
  const [category] = await findCategories(scope, [externalId]);
  if (category) return category.id;
  throw new AppError('unknown_category', {
    detail: `There is no category ${JSON.stringify(externalId)} in this store.`,
  });
}

async function requireItem(scope: StoreScope, externalId: string | null): Promise<number | null> {
  if (externalId === null) return null;
  const id = (await findItemIds(scope, [externalId])).get(externalId);
  if (id === undefined) {
    throw new AppError('unknown_item', { detail: `There is no item ${JSON.stringify(externalId)} in this store.` });
  }
  return id;
}
