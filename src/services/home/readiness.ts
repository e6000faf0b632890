import type { Home, Readiness } from '../../contract/home.ts';
import { countPairs, DEFAULT_GATE } from '../../engine/basket/pair-report.ts';
import type { CatalogItem } from '../../engine/items.ts';
import type { SetupFacts } from '../../storage/queries/home.ts';
import type { LoadedStore } from '../learning/load-model.ts';
import { TYPE_LABELS } from './type-labels.ts';

/** Below this, pairs that go together can hardly be told from chance. */
const TWO_ITEM_ORDERS = 25;
/** From here on what is popular says more than the order of the menu. */
const POPULAR_ORDERS = 10;
/** An item trends with this many orders in two hours. */
const TRENDING_ORDERS = 3;
const ENOUGH_ORDERS = 10;

/** What is judged. */
export interface ReadinessSources {
  readonly facts: SetupFacts;
  readonly loaded: LoadedStore;
}

type Judged = Omit<Readiness, 'label' | 'ready'> & { readonly ready?: boolean };

/** Which types of recommendations have what they need, and what the others lack. */
export function judgeReadiness(sources: ReadinessSources): Readiness[] {
  const items = sources.loaded.catalog.items.filter(({ available }) => available);
  return [
    judgePairs(sources),
    judgePopular(sources, items),
    judgeComplement(items),
    judgeTrending(sources),
    judgePersonal(sources),
    judgeUpsell(items),
    judgeSimilar(items),
  ].map(({ ready, ...judged }) => ({
    ...judged,
    label: TYPE_LABELS[judged.type],
    ready: ready ?? judged.have >= judged.need,
  }));
}

function judgePairs({ facts, loaded }: ReadinessSources): Judged {
  const passing = countPairs(loaded.model.pairs, DEFAULT_GATE);
  const have = facts.two_item_orders;
  const missing = TWO_ITEM_ORDERS - have;
  const nothing =
    missing > 0
      ? `${tellMore(missing, 'order')} with two items.`
      : 'No two items are ordered together often enough yet; what is popular is shown instead.';
  return {
    type: 'frequently-together',
    ready: passing > 0,
    have,
    need: TWO_ITEM_ORDERS,
    of: 'orders_with_two_items',
    words: passing > 0 ? `${passing} pairs are sure enough to be named, from ${have} orders with two items.` : nothing,
  };
}

function judgePopular({ facts }: ReadinessSources, items: readonly CatalogItem[]): Judged {
  const missing = POPULAR_ORDERS - facts.orders;
  const lacking = items.length === 0 ? 'An item that is available.' : `${tellMore(missing, 'order')}.`;
  return {
    type: 'category-popular',
    ready: missing <= 0 && items.length > 0,
    have: facts.orders,
    need: POPULAR_ORDERS,
    of: 'orders',
    words: missing <= 0 && items.length > 0 ? `From ${facts.orders} orders.` : lacking,
  };
}

function judgeComplement(items: readonly CatalogItem[]): Judged {
  const withRole = items.filter(({ role }) => role !== 'other').length;
  const offers = items.some(({ role }) => role === 'drink' || role === 'dessert' || role === 'starter');
  return {
    type: 'complement',
    ready: withRole >= 2 && offers,
    have: withRole,
    need: 2,
    of: 'items_with_role',
    words:
      withRole >= 2 && offers
        ? `${withRole} of ${items.length} items have a part in a meal.`
        : 'Say which items are drinks, starters, mains and desserts.',
  };
}

function judgeTrending({ facts }: ReadinessSources): Judged {
  const missing = TRENDING_ORDERS - facts.recent_orders;
  return {
    type: 'trending',
    have: facts.recent_orders,
    need: TRENDING_ORDERS,
    of: 'orders',
    words:
      missing <= 0
        ? 'Orders come in; an item trends with 3 orders in two hours.'
        : `${tellMore(missing, 'order')}, sent within hours of being placed.`,
  };
}

function judgePersonal({ facts }: ReadinessSources): Judged {
  const have = facts.customers;
  return {
    type: 'personalized',
    have,
    need: 1,
    of: 'known_customers',
    words:
      have > 0 ? 'For customers whom you name in their orders.' : 'Send a reference of the customer with an order.',
  };
}

function judgeUpsell(items: readonly CatalogItem[]): Judged {
  const have = items.filter(({ tier }) => tier !== null).length;
  return {
    type: 'upsell',
    have,
    need: 2,
    of: 'items_with_tier',
    words:
      have >= 2
        ? `${have} items are on your ladder.`
        : 'Give at least two items a place on your ladder (tier 1, 2 ...).',
  };
}

function judgeSimilar(items: readonly CatalogItem[]): Judged {
  return {
    type: 'similar-items',
    have: items.length,
    need: 2,
    of: 'items',
    words: items.length >= 2 ? `From the names and categories of ${items.length} items.` : 'At least two items.',
  };
}

/** The steps from an empty store to the first credited order. */
export function judgeSetup({ facts, loaded }: ReadinessSources): Home['setup'] {
  const items = loaded.catalog.items.filter(({ available }) => available).length;
  const steps: Home['setup']['steps'] = [
    step('menu', { have: items, need: 1 }, ['Add your menu.', `${items} items are available.`]),
    step('orders', { have: facts.orders, need: ENOUGH_ORDERS }, [
      facts.orders === 0 ? 'Bring your past orders in.' : `${tellMore(ENOUGH_ORDERS - facts.orders, 'order')}.`,
      `${facts.orders} orders count.`,
    ]),
    step('key', { have: facts.keys, need: 1 }, ['Make a key for your shop.', `${facts.keys} keys are in use.`]),
    step('script', { have: Number(facts.has_event), need: 1 }, [
      'Put the script on your menu, item and cart pages.',
      'Your pages tell what guests see.',
    ]),
    step('first_credit', { have: Number(facts.has_credit), need: 1 }, [
      'Wait for the first order that came from a suggestion.',
      'Orders come from suggestions.',
    ]),
  ];
  return { complete: steps.every(({ done }) => done), steps };
}

function step(
  id: Home['setup']['steps'][number]['id'],
  { have, need }: { have: number; need: number },
  [missing, found]: readonly [string, string],
): Home['setup']['steps'][number] {
  const done = have >= need;
  return { id, done, have, need, words: done ? found : missing };
}

function tellMore(count: number, thing: string): string {
  return `${count} more ${thing}${count === 1 ? '' : 's'}`;
}
