import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import { type CatalogItem, type LearningOrder, ROLES } from '../items.ts';
import { StoreModel } from '../model/store-model.ts';
import { createRequest } from './create-request.ts';
import { recommend } from './recommend.ts';
import type { OwnerRule, Placement, RecommendationRequest } from './request.ts';

const NOW_MS = Date.UTC(2026, 5, 15, 12);
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

function storeOf(menu: readonly CatalogItem[], orders: readonly LearningOrder[] = []): StoreModel {
  const model = new StoreModel(createTimeZone('UTC'));
  model.setCatalog(menu);
  for (const added of orders) model.apply({ removed: null, added });
  return model;
}

/** Orders from baskets, numbered from 1. */
function ordersOf(...groups: readonly { times: number; basket: number[]; more?: Partial<LearningOrder> }[]) {
  const orders: LearningOrder[] = [];
  for (const { times, basket, more } of groups) {
    for (let n = 0; n < times; n++) orders.push(createOrder({ orderId: orders.length + 1, basket, ...more }));
  }
  return orders;
}

function menuOf(count: number, more: (id: number) => Partial<CatalogItem> = () => ({})): CatalogItem[] {
  return Array.from({ length: count }, (_, n) => createItem({ id: n + 1, name: `Dish ${n + 1}`, ...more(n + 1) }));
}

function ask(model: StoreModel, asked: Partial<RecommendationRequest> = {}) {
  const { slots, level } = recommend(model, createRequest({ nowMs: NOW_MS, ...asked }));
  return { level, slots: slots.map((slot) => ({ ...slot, id: model.items.idAt(slot.item) })) };
}

const idsOf = ({ slots }: ReturnType<typeof ask>) => slots.map(({ id }) => id);

function ruleOf(kind: OwnerRule['kind'], itemId: number, more: Partial<OwnerRule> = {}): OwnerRule {
  const target = { itemId, categoryId: null, factor: null };
  return { kind, ...target, antecedentItemId: null, placement: null, startsAtMs: null, endsAtMs: null, ...more };
}

describe('recommend, for any store and request', () => {
  const ITEMS = 10;
  const id = fc.integer({ min: 1, max: ITEMS });
  const ids = fc.uniqueArray(id, { maxLength: 4 });
  const placement = fc.constantFrom<Placement>('menu', 'item', 'cart', 'home', 'email', 'api');
  const rule = fc.record({
    kind: fc.constantFrom<OwnerRule['kind']>('pin', 'block'),
    itemId: id,
    categoryId: fc.constant(null),
    factor: fc.constant(null),
    antecedentItemId: fc.constant(null),
    placement: fc.constant(null),
    startsAtMs: fc.constant(null),
    endsAtMs: fc.constant(null),
  });
  const item = fc.record({
    available: fc.boolean(),
    featured: fc.boolean(),
    role: fc.constantFrom(...ROLES),
    categoryId: fc.option(fc.integer({ min: 1, max: 3 })),
    priceMinor: fc.option(fc.integer({ min: 100, max: 900 })),
  });
  const cases = fc.record({
    menu: fc.array(item, { minLength: ITEMS, maxLength: ITEMS }),
    orders: fc.array(
      fc.record({
        basket: ids,
        customerId: fc.option(fc.integer({ min: 1, max: 2 })),
        orderedAtMs: fc.option(fc.integer({ min: NOW_MS - 3 * HOUR_MS, max: NOW_MS })),
      }),
      { maxLength: 40 },
    ),
    request: fc.record({
      placement,
      types: fc.option(
        fc.subarray(['frequently-together', 'complement', 'trending', 'personalized', 'similar-items'] as const),
      ),
      cart: ids,
      exclude: ids,
      sourceItemId: fc.option(id),
      customerId: fc.option(fc.integer({ min: 1, max: 3 })),
      categoryId: fc.option(fc.integer({ min: 1, max: 3 })),
      priceCapMinor: fc.option(fc.integer({ min: 100, max: 900 })),
      limit: fc.integer({ min: 0, max: 12 }),
      trendingRule: fc.constantFrom('posterior' as const, 'count' as const),
      rules: fc.array(rule, { maxLength: 4 }),
    }),
  });

  const build = ({
    menu,
    orders,
  }: {
    menu: readonly Partial<CatalogItem>[];
    orders: readonly Partial<LearningOrder>[];
  }) =>
    storeOf(
      menuOf(ITEMS, (itemId) => menu[itemId - 1] ?? {}),
      orders.map((order, n) => createOrder({ orderId: n + 1, basket: [], ...order })),
    );

  it('fills the places with different items that may be suggested, as many as there are, pins first', () => {
    fc.assert(
      fc.property(cases, ({ request, ...store }) => {
        const model = build(store);
        // Written apart from the engine's own gates on purpose.
        const blocked = request.rules.filter(({ kind }) => kind === 'block').map(({ itemId }) => itemId);
        const barred = new Set([...request.cart, ...request.exclude, ...blocked, request.sourceItemId]);
        const allowed = [...model.menu()]
          .map((entry) => entry.item)
          .filter(({ id: itemId, available }) => available && !barred.has(itemId))
          .filter(({ categoryId }) => request.categoryId === null || categoryId === request.categoryId)
          .filter(
            ({ priceMinor }) =>
              request.priceCapMinor === null || (priceMinor !== null && priceMinor <= request.priceCapMinor),
          )
          .map(({ id: itemId }) => itemId);
        const shown = idsOf(ask(model, request));
        expect(new Set(shown).size).toBe(shown.length);
        expect(shown.filter((itemId) => !allowed.includes(itemId))).toEqual([]);
        expect(shown).toHaveLength(Math.min(request.limit, allowed.length));
        const pins = request.rules.filter(({ kind }) => kind === 'pin').map(({ itemId }) => itemId);
        const wanted = [...new Set(pins)].filter((itemId) => allowed.includes(itemId)).slice(0, request.limit);
        expect(shown.slice(0, wanted.length)).toEqual(wanted);
      }),
      { seed: 21, numRuns: 300 },
    );
  });

  it('gives the same bytes for the same orders and question, whatever was asked before', () => {
    fc.assert(
      fc.property(cases, ({ request, ...store }) => {
        const model = build(store);
        const first = JSON.stringify(ask(model, request));
        ask(model, { ...request, nowMs: NOW_MS + 40 * DAY_MS, placement: 'home', types: null });
        expect(JSON.stringify(ask(model, request))).toBe(first);
        expect(JSON.stringify(ask(build(store), request))).toBe(first);
      }),
      { seed: 22, numRuns: 100 },
    );
  });
});

describe("the owner's rules", () => {
  const model = storeOf(menuOf(4), ordersOf({ times: 3, basket: [1] }, { times: 2, basket: [2] }));

  it('put a pin first and say who picked it', () => {
    const { slots } = ask(model, { rules: [ruleOf('pin', 4), ruleOf('pin', 2)] });
    expect(slots.map(({ id, strategy }) => [id, strategy])).toEqual([
      [4, 'pin@1'],
      [2, 'pin+weighted-popularity@1'],
      [1, 'weighted-popularity@1'],
      [3, 'newest@1'],
    ]);
    expect(slots[0]?.reason).toBe('Recommended by the house');
    expect(slots[1]?.reason).toBe('Popular choice');
  });

  it('block even what is pinned', () => {
    expect(idsOf(ask(model, { rules: [ruleOf('pin', 1), ruleOf('block', 1)] }))).toEqual([2, 3, 4]);
  });

  test.each([
    ['has not begun', { startsAtMs: NOW_MS + 1 }, false],
    ['begins now', { startsAtMs: NOW_MS }, true],
    ['ends now', { endsAtMs: NOW_MS }, false],
    ['ends in a moment', { endsAtMs: NOW_MS + 1 }, true],
    ['is for another place', { placement: 'home' }, false],
    ['is for this place', { placement: 'cart' }, true],
    ['is for a cart with another item', { antecedentItemId: 2 }, false],
    ['is for a cart with this item', { antecedentItemId: 3 }, true],
    ['is for who looks at this item', { antecedentItemId: 1 }, true],
  ] satisfies [string, Partial<OwnerRule>, boolean][])('hold or not: a rule that %s', (_, more, holds) => {
    const asked = { placement: 'cart', cart: [3], sourceItemId: 1 } as const;
    expect(idsOf(ask(model, { ...asked, rules: [ruleOf('block', 2, more)] })).includes(2)).toBe(!holds);
    expect(idsOf(ask(model, { ...asked, rules: [ruleOf('pin', 4, more)] }))[0]).toBe(holds ? 4 : 2);
  });
});

describe('the fallback chain', () => {
  it('personal: what a known customer comes back for', () => {
    const model = storeOf(
      menuOf(2),
      ordersOf({ times: 9, basket: [1] }, { times: 2, basket: [2], more: { customerId: 7 } }),
    );
    const { level, slots } = ask(model, { placement: 'menu', customerId: 7 });
    expect(level).toBe('personal');
    expect(slots[0]).toMatchObject({
      id: 2,
      type: 'personalized',
      confidence: 1,
      socialProof: 'You ordered it 2 times',
    });
    expect(slots[0]?.reason).toBe('Welcome back! You loved the Dish 2 last time');
    expect(ask(model, { placement: 'menu', customerId: 8 }).level).toBe('popular');
  });

  it("personal: says 'Your usual' of the basket that comes back, and nothing of the last time where it was not", () => {
    const own = { more: { customerId: 7 } };
    const model = storeOf(
      menuOf(4),
      ordersOf(
        { times: 3, basket: [1, 2], ...own },
        { times: 1, basket: [3], ...own },
        { times: 1, basket: [4], ...own },
      ),
    );
    const { slots } = ask(model, { placement: 'menu', types: ['personalized'], customerId: 7 });
    expect(Object.fromEntries(slots.map(({ id, reason }) => [id, reason]))).toEqual({
      1: 'Your usual',
      2: 'Your usual',
      3: 'You like the Dish 3',
      4: 'Welcome back! You loved the Dish 4 last time',
    });
  });

  it.each([
    [3, 'You had the Dish 2 before', 'Welcome back! You had the Dish 3 last time'],
    [4, 'You like the Dish 2', 'Welcome back! You loved the Dish 3 last time'],
  ])('personal: with a rating of %i says only what is true', (rating, before, last) => {
    const own = (rated?: number) => ({ customerId: 7, ...(rated !== undefined && { rating: rated }) });
    const model = storeOf(
      menuOf(3),
      ordersOf(
        { times: 1, basket: [1], more: own(1) },
        { times: 1, basket: [1, 2], more: own(rating) },
        { times: 1, basket: [1], more: own() },
        { times: 1, basket: [3], more: own(rating) },
      ),
    );
    const { slots } = ask(model, { placement: 'menu', types: ['personalized'], customerId: 7 });
    // Dish 1 was in an order without a rating: that one does not speak against it. [1] is the usual basket, twice.
    expect(Object.fromEntries(slots.map(({ id, reason }) => [id, reason]))).toEqual({
      1: 'Your usual',
      2: before,
      3: last,
    });
  });

  it('pairs: what is often ordered with the item looked at', () => {
    const model = storeOf(menuOf(3), ordersOf({ times: 5, basket: [1, 2] }, { times: 9, basket: [3] }));
    const { level, slots } = ask(model, { placement: 'item', sourceItemId: 1 });
    expect(level).toBe('pairs');
    expect(slots[0]).toMatchObject({ id: 2, reason: 'Often ordered with Dish 1', socialProof: '5 orders had both' });
  });

  it('category: what the categories say of a pair that never met', () => {
    // Items 1, 2 and 3, 4 are two categories. T = 22, n = 10, 1, 10, 1: w1 = w3 = 10/12, E = 10/12 x 11 = 9.17, C = 10;
    // 20/19.17 is 1.04. With 10 orders of item 5 alone T = 32: w = 10/22, E = 5, lift 20/15: above 1.05.
    const menu = menuOf(5, (id) => ({ categoryId: Math.ceil(id / 2), categoryName: `Section ${Math.ceil(id / 2)}` }));
    const baskets = [
      { times: 10, basket: [1, 3] },
      { times: 1, basket: [2] },
      { times: 1, basket: [4] },
    ];
    const asked = { placement: 'item', sourceItemId: 2, exclude: [3] } as const;
    const linked = ask(storeOf(menu, ordersOf(...baskets, { times: 10, basket: [5] })), asked);
    expect(linked.slots.find(({ id }) => id === 4)).toMatchObject({ level: 'category', reason: 'Popular Section 2' });
    const unlinked = ask(storeOf(menu, ordersOf(...baskets)), asked);
    expect(unlinked.slots.find(({ id }) => id === 4)).toMatchObject({ level: 'popular' });
  });

  it('popular: the best sellers, with what they sold last week', () => {
    const model = storeOf(
      menuOf(2),
      ordersOf({ times: 3, basket: [1] }, { times: 1, basket: [2], more: { orderedAtMs: NOW_MS - DAY_MS } }),
    );
    const { level, slots } = ask(model);
    expect(level).toBe('popular');
    // 3 + 0 + 0 against 1 + 1 + 3: the week counts.
    expect(slots.map(({ id, score, socialProof }) => [id, score, socialProof])).toEqual([
      [2, 5, '1 order last week'],
      [1, 3, null],
    ]);
  });

  it("featured, then newest: the owner's pick before an item that nobody knows, in a cart too", () => {
    const menu = menuOf(5, (id) => ({ featured: id === 4, createdAtMs: id, available: id !== 3 }));
    for (const asked of [{}, { placement: 'cart', cart: [1] }] as const) {
      const { level, slots } = ask(storeOf(menu), asked);
      expect(level).toBe('featured');
      const rest = asked.cart ? [4, 5, 2] : [4, 5, 2, 1];
      expect(slots.map(({ id }) => id)).toEqual(rest);
      expect(slots[1]).toMatchObject({ level: 'newest', reason: 'On the menu', socialProof: null, confidence: 0 });
    }
  });

  it('null: nothing is available', () => {
    expect(ask(storeOf(menuOf(2, () => ({ available: false }))))).toEqual({ level: null, slots: [] });
  });
});

describe('the cart', () => {
  const menu = [
    createItem({ id: 1, name: 'Curry', role: 'main' }),
    createItem({ id: 2, name: 'Naan', role: 'side' }),
    createItem({ id: 3, name: 'Rice', role: 'side' }),
    createItem({ id: 4, name: 'Cola', role: 'drink' }),
  ];
  const model = storeOf(
    menu,
    ordersOf({ times: 9, basket: [1, 2] }, { times: 8, basket: [1, 3] }, { times: 1, basket: [1, 4] }),
  );

  it('keeps the order and labels what completes the meal', () => {
    const { slots } = ask(model, { placement: 'cart', cart: [1] });
    expect(slots.map(({ id, type }) => [id, type])).toEqual([
      [2, 'category-popular'],
      [3, 'category-popular'],
      [4, 'complement'],
    ]);
    expect(slots[2]?.reason).toBe('Complete your meal with a drink');
  });

  it('gives the last place to a complement when none made it and it is at least 60 % as likely', () => {
    // Rice and Roti in 9 orders with Curry, Cola in 8: less likely than either, and more than 60 % as likely.
    const even = storeOf(
      [...menu, createItem({ id: 5, name: 'Roti', role: 'side' })],
      ordersOf({ times: 9, basket: [1, 3] }, { times: 9, basket: [1, 5] }, { times: 8, basket: [1, 4] }),
    );
    const shown = ask(even, { placement: 'cart', cart: [1], limit: 2 });
    expect(idsOf(shown)).toEqual([3, 4]);
    expect(shown.slots[1]?.type).toBe('complement');
  });

  it('keeps what is far likelier in the last place', () => {
    const shown = ask(model, { placement: 'cart', cart: [1], limit: 2 });
    expect(idsOf(shown)).toEqual([2, 3]);
  });

  it('offers no second drink', () => {
    const { slots } = ask(model, { placement: 'cart', cart: [1, 4] });
    expect(slots.some(({ type }) => type === 'complement')).toBe(false);
  });
});

describe('trending', () => {
  const usual = { times: 40, basket: [1], more: { orderedAtMs: NOW_MS - 10 * DAY_MS } };
  const rush = (times: number, hoursAgo: number) => ({
    times,
    basket: [2],
    more: { orderedAtMs: NOW_MS - hoursAgo * HOUR_MS },
  });
  const trendingOf = (model: StoreModel, trendingRule: 'posterior' | 'count') =>
    ask(model, { placement: 'home', trendingRule }).slots.filter(({ type }) => type === 'trending');

  it('shows what sells far above its usual rate in the last two hours, with its orders', () => {
    const [slot, ...others] = trendingOf(storeOf(menuOf(3), ordersOf(usual, rush(12, 1))), 'posterior');
    expect(slot).toMatchObject({ id: 2, reason: 'Trending right now', socialProof: '12 recent orders', badge: 'Hot' });
    expect(slot?.confidence).toBe(1);
    expect(others).toEqual([]);
  });

  it('is silent when it was too long ago, too little, or as usual', () => {
    expect(trendingOf(storeOf(menuOf(3), ordersOf(usual, rush(12, 3))), 'posterior')).toEqual([]);
    expect(trendingOf(storeOf(menuOf(3), ordersOf(usual, rush(2, 1))), 'count')).toEqual([]);
    const steady = { times: 3, basket: [1], more: { orderedAtMs: NOW_MS - HOUR_MS } };
    expect(trendingOf(storeOf(menuOf(3), ordersOf(usual, steady)), 'posterior')).toEqual([]);
    expect(trendingOf(storeOf(menuOf(3), ordersOf(usual, steady)), 'count')).toHaveLength(1);
  });
});

describe('similar items', () => {
  it('takes those that could replace the item looked at', () => {
    const menu = [
      createItem({ id: 1, name: 'Garlic Naan', categoryId: 1 }),
      createItem({ id: 2, name: 'Butter Naan', categoryId: 1 }),
      createItem({ id: 3, name: 'Cola', categoryId: 2 }),
    ];
    const { slots } = ask(storeOf(menu), { types: ['similar-items'], sourceItemId: 1, limit: 1 });
    expect(slots[0]).toMatchObject({ id: 2, type: 'similar-items', reason: 'Similar to Garlic Naan' });
  });
});
