import type { HomeSuggestion } from '../../contract/home.ts';
import type { PairRow } from '../../engine/basket/pair-report.ts';
import type { ItemWithCategory } from '../../storage/queries/catalog.ts';
import type { SetupFacts } from '../../storage/queries/home.ts';
import { roleEvidenceOf } from '../catalog/items.ts';
import { itemRoleInForce } from '../catalog/roles.ts';
import type { LoadedCatalog } from '../learning/load-model.ts';

/** A pair that goes together, with what the last 30 days say of it. */
export interface PairChance {
  readonly row: PairRow;
  readonly antecedentId: number;
  readonly consequentId: number;
  /** Orders with the antecedent. */
  readonly antecedentOrders: number;
  /** Of these, orders with the consequent too. */
  readonly together: number;
}

/** What is worth doing is found from. */
export interface DoNextSources {
  readonly catalog: LoadedCatalog;
  readonly facts: SetupFacts;
  readonly pairs: readonly PairChance[];
  /** Orders of 30 days by item. */
  readonly itemOrders: ReadonlyMap<number, number>;
  /** Share of the seen places that are bought from. */
  readonly acceptance: number;
  readonly kappa: { readonly mean: number };
  /** False: kappa is a rule of thumb. */
  readonly isMeasured: boolean;
  readonly holdOutOn: boolean;
}

const MOST = 3;
/** A roll of the dice on a pair is not worth a rule. */
const FEWEST_MISSED = 5;
const DEFAULT_SHARE = 0.1;

/** Purchases of a seen place before anything was seen: 2 in 100. */
const [PRIOR_PURCHASED, PRIOR_SEEN] = [2, 100];

/**
 * Share of the places that guests see which they buy from: (purchased + 2) / (seen + 100), so that a store that has shown
 * little is not judged by luck.
 *
 * @example
 * acceptanceOf({ purchased: 8, seen: 100 }) // => 0.05
 */
export function acceptanceOf({ purchased, seen }: { purchased: number; seen: number }): number {
  return (purchased + PRIOR_PURCHASED) / (seen + PRIOR_SEEN);
}

/** At most three things worth doing: what nothing works without first, then what promises the most money. */
export function suggestNext(sources: DoNextSources): HomeSuggestion[] {
  const first = [...suggestOrders(sources), ...suggestKey(sources), ...suggestHoldOut(sources)];
  const paying = suggestPairs(sources).sort((a, b) => (b.monthly_minor ?? 0) - (a.monthly_minor ?? 0));
  const [best, ...others] = paying;
  return [...first, ...(best ? [best] : []), ...suggestRoles(sources), ...others].slice(0, MOST);
}

const NO_MONEY = { items: [], placement: null, monthly_minor: null, working: [] };

function suggestOrders({ facts }: DoNextSources): HomeSuggestion[] {
  if (facts.orders > 0) return [];
  return [
    {
      ...NO_MONEY,
      id: 'import_orders',
      kind: 'import_orders',
      title: 'Bring your past orders in',
      words: 'Everything is learned from orders. A file from your till or shop is enough.',
      apply: null,
    },
  ];
}

function suggestKey({ facts }: DoNextSources): HomeSuggestion[] {
  if (facts.keys > 0) return [];
  return [
    {
      ...NO_MONEY,
      id: 'create_key',
      kind: 'create_key',
      title: 'Make a key for your pages',
      words: 'With it the script on your pages may ask for suggestions. The key is shown once, so copy it then.',
      apply: { method: 'POST', path: '/api/keys', body: { kind: 'publishable', label: 'My pages', origins: [] } },
    },
  ];
}

function suggestHoldOut({ holdOutOn, facts }: DoNextSources): HomeSuggestion[] {
  if (holdOutOn || !facts.has_credit) return [];
  return [
    {
      ...NO_MONEY,
      id: 'hold_out',
      kind: 'hold_out',
      title: 'Measure what suggestions earn',
      words:
        'Nobody is held out, so what is extra cannot be measured. Let one visitor in ten see no suggestions, from Monday.',
      apply: { method: 'PUT', path: '/api/experiments/holdout', body: { share: DEFAULT_SHARE } },
    },
  ];
}

/** Pairs that go together, of which one is hardly ever bought beside the other, put first in the cart. */
function suggestPairs({ catalog, pairs, acceptance, kappa, isMeasured }: DoNextSources): HomeSuggestion[] {
  const taken = new Set<number>();
  return pairs.flatMap(({ row, antecedentId, consequentId, antecedentOrders, together }) => {
    const [antecedent, consequent] = [catalog.rowById.get(antecedentId), catalog.rowById.get(consequentId)];
    const missed = antecedentOrders - together;
    if (!antecedent?.available || !consequent?.available || missed < FEWEST_MISSED || taken.has(antecedentId))
      return [];
    const price = consequent.price_minor;
    if (price === null || isRuled(catalog, { antecedentId, consequentId })) return [];
    taken.add(antecedentId);
    const factors = [
      {
        name: `Orders of 30 days with ${antecedent.name} and without ${consequent.name}`,
        value: missed,
        unit: 'count',
        assumed: false,
      },
      { name: 'Share of seen suggestions that are bought', value: acceptance, unit: 'share', assumed: false },
      { name: `Price of ${consequent.name}`, value: price, unit: 'minor', assumed: false },
      { name: 'Share of it that is extra', value: kappa.mean, unit: 'share', assumed: !isMeasured },
    ] as const;
    return [
      {
        id: `pin_pair:${antecedent.external_id}:${consequent.external_id}`,
        kind: 'pin_pair' as const,
        title: `Offer ${consequent.name} with ${antecedent.name}`,
        words:
          `They go together ${row.lift.toFixed(1)} times as often as by chance, yet ${missed} of ${antecedentOrders} orders with ` +
          `${antecedent.name} in the last 30 days had no ${consequent.name}. Put it first in the cart.`,
        items: [antecedent, consequent].map((item) => ({ item: item.external_id, name: item.name })),
        placement: 'cart' as const,
        monthly_minor: Math.round(factors.reduce((product, { value }) => product * value, 1)),
        working: [...factors],
        apply: {
          method: 'POST' as const,
          path: '/api/rules',
          body: { kind: 'pin', item: consequent.external_id, antecedent: antecedent.external_id, placement: 'cart' },
        },
      },
    ];
  });
}

/** True when the owner has said something of the item, in the cart or everywhere. */
function isRuled(
  { rules }: LoadedCatalog,
  { antecedentId, consequentId }: { antecedentId: number; consequentId: number },
): boolean {
  return rules.some(
    (rule) =>
      rule.itemId === consequentId &&
      rule.kind !== 'boost' &&
      (rule.placement === null || rule.placement === 'cart') &&
      (rule.antecedentItemId === null || rule.antecedentItemId === antecedentId),
  );
}

/** The best seller whose part in a meal is only guessed at. */
function suggestRoles({ catalog, itemOrders }: DoNextSources): HomeSuggestion[] {
  const ordersOf = (row: ItemWithCategory) => itemOrders.get(row.id) ?? 0;
  const unsure = [...catalog.rowById.values()]
    .filter((row) => row.available && row.role_guess !== 'other' && roleOf(row) === 'other')
    .sort((a, b) => ordersOf(b) - ordersOf(a) || a.id - b.id);
  const [row] = unsure;
  if (row === undefined) return [];
  return [
    {
      ...NO_MONEY,
      id: `set_roles:${row.external_id}`,
      kind: 'set_roles',
      title: `Is ${row.name} a ${row.role_guess}?`,
      words: `Its name does not say so surely enough. As a ${row.role_guess} it can complete a meal.`,
      items: [{ item: row.external_id, name: row.name }],
      apply: {
        method: 'PATCH',
        path: `/api/items/${encodeURIComponent(row.external_id)}`,
        body: { role: row.role_guess },
      },
    },
  ];
}

function roleOf(row: ItemWithCategory): string {
  const { item, category } = roleEvidenceOf(row);
  return itemRoleInForce(item, category).role;
}
