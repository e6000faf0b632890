import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recommendationTypes } from '../../src/contract/recommendation.ts';
import {
  type Answer,
  expectProblem,
  type KeyedStore,
  openTestApp,
  TEST_NOW,
  type TestApp,
} from '../support/test-app.ts';

let test: TestApp;
let bistro: KeyedStore;

/** Ten completed orders: burger with fries in 6 of 7, pasta with wine in 3 of 3. Tea was never ordered. */
const BASKETS = [
  ...Array.from({ length: 6 }, () => ['burger', 'fries']),
  ['burger'],
  ...Array.from({ length: 3 }, () => ['pasta', 'lemonade']),
];
const MENU = {
  burger: 'Cheese burger',
  fries: 'French fries',
  pasta: 'Spaghetti carbonara',
  lemonade: 'Lemonade',
  tea: 'Green tea',
};

beforeAll(async () => {
  test = await openTestApp();
  bistro = await test.addStore('bistro');
  for (const [id, name] of Object.entries(MENU)) {
    await bistro.call('PUT', `/api/items/${id}`, { json: { name, price_minor: 500, category: 'all' } });
  }
  const orders = BASKETS.map((basket, index) => ({
    id: `order-${index}`,
    customer: index === 9 ? 'anna' : null,
    ordered_at: new Date(TEST_NOW.getTime() - (index + 1) * 3_600_000).toISOString(),
    lines: basket.map((item) => ({ item })),
  }));
  await bistro.call('POST', '/api/orders', { json: orders });
});

afterAll(() => test.close());

const ask = (query: string, store = bistro) => store.call('GET', `/api/recommendations?${query}`);
const idsOf = (answer: Answer): string[] => answer.body.slots.map((slot: { item: { id: string } }) => slot.item.id);

describe('GET /api/recommendations', () => {
  it('says what goes with an item, with everything a page needs', async () => {
    const answer = await ask('item=burger');
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toMatchObject({
      store: 'bistro',
      placement: 'item',
      currency: 'EUR',
      experiment: null,
      variation: 'control',
      version: 'v1',
    });
    expect(answer.body.rec_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
    expect(answer.body.slots[0]).toMatchObject({
      position: 1,
      item: { id: 'fries', name: 'French fries', price_minor: 500, category: 'all', image_url: null },
    });
    expect(answer.body.level).toBe(answer.body.slots[0].level);
    expect(answer.body.slots.map((slot: { position: number }) => slot.position)).toEqual([1, 2, 3]);
    expect(answer.body).not.toHaveProperty('unknown_items');
    expect(answer.body).not.toHaveProperty('explain');
  });

  it('gives the same slots for the same state, each answer under its own rec_id', async () => {
    const [one, other] = [await ask('cart=burger'), await ask('cart=burger')];
    expect(other.body.slots).toEqual(one.body.slots);
    expect(other.body.rec_id).not.toBe(one.body.rec_id);
  });

  it('weighs less than 1 KB on the wire with three suggestions, pictures and all', async () => {
    const long = await test.addStore('the-long-table');
    for (const [id, name] of Object.entries(MENU)) {
      const image_url = `https://pictures.example/the-long-table/dishes/2026/${id}-1200x800.jpg`;
      await long.call('PUT', `/api/items/${id}`, {
        json: { name, price_minor: 500, category: 'main-courses', image_url },
      });
    }
    await long.call('POST', '/api/orders', {
      json: BASKETS.map((basket, index) => ({ id: `o-${index}`, lines: basket.map((item) => ({ item })) })),
    });
    const url = '/api/recommendations?item=burger&session=s_0123456789abcdef0123456789abcdef';
    for (const [encoding, unpack] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const headers = { authorization: `Bearer ${long.publishable}`, 'accept-encoding': encoding };
      const { rawPayload, headers: answered } = await test.app.inject({ url, headers });
      expect([answered['content-encoding'], answered['content-length']]).toEqual([encoding, String(rawPayload.length)]);
      expect(answered.vary).toBe('Origin, accept-encoding');
      expect(JSON.parse(unpack(rawPayload).toString()).slots).toHaveLength(3);
      expect(rawPayload.length).toBeLessThan(1000);
    }
    const plain = await long.call('GET', url);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body.slots[0].item.image_url).toBe(
      'https://pictures.example/the-long-table/dishes/2026/fries-1200x800.jpg',
    );
  });

  it.each([
    ['placement=menu', 'menu', 5],
    ['placement=HOME', 'home', 5],
    ['placement=cart&cart=burger', 'cart', 4],
    ['cart=burger', 'cart', 4],
    ['item=burger', 'item', 3],
    ['item=burger&placement=menu', 'menu', 4],
    ['', 'api', 5],
    ['placement=email', 'email', 5],
  ])('answers %j as %s with %i slots', async (query, placement, slots) => {
    const answer = await ask(query);
    expect(answer.body.placement).toBe(placement);
    expect(idsOf(answer)).toHaveLength(slots);
    expect(new Set(idsOf(answer)).size).toBe(slots);
  });

  it('never shows what is in the cart, looked at, excluded, over the cap or of another category', async () => {
    expect(idsOf(await ask('cart=burger,fries&item=pasta&exclude=tea&limit=20'))).toEqual(['lemonade']);
    expect(idsOf(await ask('cart=burger&cart=fries&limit=20')).sort()).toEqual(['lemonade', 'pasta', 'tea']);
    expect(idsOf(await ask('price_cap=499'))).toEqual([]);
    expect(idsOf(await ask('price_cap=500'))).toHaveLength(5);
    expect(idsOf(await ask('category=all'))).toHaveLength(5);
  });

  it.each(['frequently-together', 'frequently_together', 'FREQUENTLY_TOGETHER', 'Frequently-Together'])(
    'takes the type as %s',
    async (type) => {
      const answer = await ask(`item=burger&types=${type}&limit=1`);
      expect(idsOf(answer)).toEqual(['fries']);
    },
  );

  it.each([...recommendationTypes])('is never empty for the type %s', async (type) => {
    expect(idsOf(await ask(`types=${type}`)).length).toBeGreaterThan(0);
    expect(idsOf(await ask(`types=${type}&item=burger`)).length).toBeGreaterThan(0);
  });

  it.each([
    ['limit=0', '/limit'],
    ['limit=21', '/limit'],
    ['limit=1.5', '/limit'],
    ['limit=many', '/limit'],
    ['types=nonsense', '/types'],
    ['placement=moon', '/placement'],
    ['price_cap=-1', '/price_cap'],
    ['explain=perhaps', '/explain'],
    [`cart=${Array.from({ length: 201 }, (_, index) => `i${index}`).join()}`, '/cart'],
  ])('refuses %.40s and says where', async (query, pointer) => {
    const answer = await ask(query);
    expectProblem(answer, 'invalid_request');
    expect(answer.body.errors[0].pointer).toMatch(new RegExp(`^${pointer}`));
  });

  it('refuses a misspelt parameter to a server, and names the one that was meant', async () => {
    const answer = await ask('avoids=nuts&item=burger&colour=red');
    expectProblem(answer, 'invalid_request');
    expect(answer.body.errors).toEqual([
      { pointer: '/avoids', message: 'there is no parameter "avoids", did you mean "avoid"?' },
      { pointer: '/colour', message: 'there is no parameter "colour"' },
    ]);
    // One mark at the end of the sentence, not two.
    expect(answer.body.detail).toBe(
      'In the querystring, /avoids: there is no parameter "avoids", did you mean "avoid"?',
    );
    expect((await ask('colour=red')).body.detail).toBe('In the querystring, /colour: there is no parameter "colour".');
  });

  it('answers a page all the same, and says in a header what it passed over', async () => {
    const key = bistro.publishable;
    const answer = await bistro.call('GET', '/api/recommendations?avoids=nuts&item=burger', { key });
    expect(answer.status).toBe(200);
    expect(idsOf(answer)).toEqual(idsOf(await ask('item=burger')));
    expect(answer.headers['pairwell-warning']).toBe('there is no parameter "avoids", did you mean "avoid"?');
    const hostile = await bistro.call('GET', '/api/recommendations?a%0d%0ab%22%F0%9F%8D%95=1', { key });
    expect([hostile.status, hostile.headers['pairwell-warning']]).toEqual([200, 'there is no parameter "a??b???"']);
    const clean = await bistro.call('GET', `/api/recommendations?item=burger&key=${key}`, { key: null });
    expect(clean.headers).not.toHaveProperty('pairwell-warning');
  });

  it('takes the limits themselves', async () => {
    expect(idsOf(await ask('limit=1'))).toHaveLength(1);
    expect(idsOf(await ask('limit=20'))).toHaveLength(5);
  });

  it('answers without the ids that it does not know, and lists them', async () => {
    const answer = await ask('cart=burger,gone&item=vanished&exclude=lost');
    expect(answer.status).toBe(200);
    expect(answer.body.unknown_items).toEqual(['vanished', 'gone', 'lost']);
    const misspelt = await bistro.call('GET', '/api/recommendations?category=desert');
    expect(misspelt.body.unknown_category).toBe('desert');
    expect(misspelt.body.slots.length).toBeGreaterThan(0);
    expect((await bistro.call('GET', '/api/recommendations')).body).not.toHaveProperty('unknown_category');
    expect(idsOf(answer)[0]).toBe('fries');
  });

  it('welcomes a known customer back', async () => {
    const { body } = await ask('customer=anna&placement=menu');
    expect(body.level).toBe('personal');
    expect(['pasta', 'lemonade']).toContain(body.slots[0].item.id);
    expect(body.slots[0].reason).toMatch(/^Welcome back! You loved the /);
    expect((await ask('customer=stranger&placement=menu')).body.level).not.toBe('personal');
    await bistro.call('PATCH', '/api/orders/order-9', { json: { rating: 2 } });
    expect((await ask('customer=anna&placement=menu')).body.slots[0].reason).toMatch(/^Welcome back! You had the /);
    await bistro.call('PATCH', '/api/orders/order-9', { json: { rating: null } });
  });

  it('explains each slot with its evidence, and each other item with its gates', async () => {
    await bistro.call('PUT', '/api/items/tea/availability', { json: { available: false } });
    const { body } = await ask('item=burger&limit=1&explain=true');
    await bistro.call('PUT', '/api/items/tea/availability', { json: { available: true } });
    expect(body.explain.slots).toHaveLength(1);
    // Burger in 7 of 10 orders, fries in 6, both in 6: confidence 6/7, lift (6/7)/(6/10) = 1.428571.
    expect(body.explain.slots[0].evidence[0]).toMatchObject({
      antecedent: 'burger',
      consequent: 'fries',
      times_together: 6,
      antecedent_orders: 7,
      consequent_orders: 6,
      orders: 10,
      support: 0.6,
      confidence: 0.857143,
      lift: 1.428571,
    });
    const gates = new Map(
      body.explain.not_shown.map((entry: { item: string; gates: string[] }) => [entry.item, entry.gates]),
    );
    expect(gates.get('burger')).toEqual(['looked_at']);
    expect(gates.get('tea')).toEqual(['unavailable']);
    expect(gates.get('pasta')).toEqual(['below_limit']);
    expect(gates.has('fries')).toBe(false);
  });

  it('tells who has the place of an item that is likelier: a pin, the exploring place, a piece of the meal', async () => {
    const diner = await test.addStore('diner');
    const menu = { burger: 'main', fries: 'side', rings: 'side', cola: 'drink', pasta: 'main', tea: 'drink' };
    for (const [id, role] of Object.entries(menu))
      await diner.call('PUT', `/api/items/${id}`, { json: { name: id, role } });
    const sold: [string[], number][] = [
      [['burger', 'fries'], 9],
      [['burger', 'rings'], 8],
      [['burger', 'cola'], 7],
      [['pasta'], 12],
    ];
    const baskets = sold.flatMap(([basket, times]) => Array.from({ length: times }, () => basket));
    const json = baskets.map((basket, index) => ({ id: `${index}`, lines: basket.map((item) => ({ item })) }));
    await diner.call('POST', '/api/orders', { json });
    const explain = async (query: string) => {
      const answer = await ask(`cart=burger&explain=true&${query}`, diner);
      const { slots, not_shown } = answer.body.explain;
      const gates = not_shown.map((entry: { item: string; gates: string[] }) => [entry.item, entry.gates]);
      return { ids: idsOf(answer), slots, notShown: not_shown, gates: Object.fromEntries(gates) };
    };
    // The drink that the meal lacks has the last place; the rings are likelier than it, pasta and tea are not.
    const meal = await explain('limit=2');
    expect(meal.ids).toEqual(['fries', 'cola']);
    expect(meal.gates).toEqual({
      burger: ['in_cart'],
      rings: ['place_taken'],
      pasta: ['below_limit'],
      tea: ['below_limit'],
    });
    const wanted = await explain('limit=1&types=complement');
    expect(wanted.ids).toEqual(['cola']);
    expect(wanted.gates.rings).toEqual(['not_first_in:complement', 'page_rules']);
    expect(wanted.gates.tea).toEqual(['not_first_in:complement', 'below_limit']);
    const pin = await diner.call('POST', '/api/rules', { json: { kind: 'pin', item: 'tea' } });
    const pinned = await explain('limit=1');
    expect(pinned.ids).toEqual(['tea']);
    expect(pinned.gates.fries).toEqual(['place_taken']);
    await diner.call('DELETE', `/api/rules/${pin.body.id}`);
    await diner.call('PATCH', '/api/stores/diner', { json: { exploration: true } });
    for (let n = 0; n < 10; n++) {
      const { slots, notShown } = await explain('limit=2');
      const last = slots[1].ranking.score;
      for (const { gates, ranking } of notShown) {
        if (ranking !== null) expect(gates).toEqual([ranking.score > last ? 'place_taken' : 'below_limit']);
      }
    }
  });

  it('follows an order, a cancellation and a sold-out item at once', async () => {
    const order = { id: 'follow', lines: [{ item: 'tea' }] };
    const explainTea = async () => {
      const { body } = await ask('cart=tea&limit=1&explain=1');
      return body.explain.slots[0].evidence[0]?.antecedent_orders;
    };
    expect(await explainTea()).toBe(0);
    await bistro.call('POST', '/api/orders', { json: order });
    expect(await explainTea()).toBe(1);
    await bistro.call('PATCH', '/api/orders/follow', { json: { status: 'cancelled' } });
    expect(await explainTea()).toBe(0);
    await bistro.call('DELETE', '/api/orders/follow');
    await bistro.call('PUT', '/api/items/fries/availability', { json: { available: false } });
    expect(idsOf(await ask('item=burger'))).not.toContain('fries');
    await bistro.call('PUT', '/api/items/fries/availability', { json: { available: true } });
    expect(idsOf(await ask('item=burger'))[0]).toBe('fries');
  });

  it('writes down what it served', async () => {
    const { body } = await ask('cart=burger&session=s-1&visitor=v-1&table=t-1&consent=granted');
    await test.served.flush();
    const row = await test.context.database.forStore(bistro.store.id, ({ tx }) =>
      tx.selectFrom('served').selectAll().where('rec_id', '=', body.rec_id).executeTakeFirstOrThrow(),
    );
    expect(row).toMatchObject({
      placement: 'cart',
      session: 's-1',
      visitor: 'v-1',
      dining_table: 't-1',
      holdout: false,
    });
    expect(row.slots).toHaveLength(body.slots.length);
    expect(row.slots).toMatchObject([{ position: 1, type: body.slots[0].type, propensity: 1 }, {}, {}, {}]);
  });
});

describe('the answer that is never empty', () => {
  it('is empty only for a store without an available item', async () => {
    const empty = await test.addStore('empty');
    expect((await ask('', empty)).body).toMatchObject({ slots: [], level: null });
    await empty.call('PUT', '/api/items/first', { json: { name: 'First' } });
    for (const query of ['', 'placement=menu', 'placement=cart', 'types=trending', 'types=upsell', 'cart=unknown']) {
      const { body } = await ask(query, empty);
      expect([body.level, body.slots.length]).toEqual(['newest', 1]);
    }
    await empty.call('PATCH', '/api/items/first', { json: { featured: true } });
    expect((await ask('', empty)).body.level).toBe('featured');
    await empty.call('PATCH', '/api/items/first', { json: { available: false } });
    expect((await ask('', empty)).body).toMatchObject({ slots: [], level: null });
  });

  it('is empty when the owner switched suggestions off, and back when on', async () => {
    const patch = (suggestions_enabled: boolean) =>
      bistro.call('PATCH', '/api/stores/bistro', { json: { suggestions_enabled } });
    await patch(false);
    const { status, body } = await ask('item=burger');
    expect([status, body.slots, body.level]).toEqual([200, [], null]);
    await patch(true);
    expect(idsOf(await ask('item=burger'))[0]).toBe('fries');
  });
});
