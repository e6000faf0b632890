import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem, type KeyedStore, openTestApp, TEST_NOW, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let bistro: KeyedStore;

beforeAll(async () => {
  test = await openTestApp();
  bistro = await test.addStore('bistro');
  for (const id of ['a', 'b', 'c']) await bistro.call('PUT', `/api/items/${id}`, { json: { name: id } });
  await bistro.call('POST', '/api/orders', { json: ['1', '2'].map((id) => ({ id, lines: [{ item: 'a' }] })) });
});

afterAll(() => test.close());

const add = (json: object) => bistro.call('POST', '/api/rules', { json });
const remove = (id: number) => bistro.call('DELETE', `/api/rules/${id}`);
const shown = async (query = ''): Promise<string[]> => {
  const { body } = await bistro.call('GET', `/api/recommendations?limit=20&${query}`);
  return body.slots.map((slot: { item: { id: string } }) => slot.item.id);
};

describe('rules of the owner', () => {
  it('pin first, block away, and end when they are taken back', async () => {
    expect((await shown())[0]).toBe('a');
    const pin = await add({ kind: 'pin', item: 'c' });
    expect(pin.status).toBe(201);
    expect(pin.body).toMatchObject({ kind: 'pin', item: 'c', category: null, factor: null, antecedent: null });
    expect((await shown())[0]).toBe('c');
    const block = await add({ kind: 'block', item: 'c' });
    expect(await shown()).not.toContain('c');
    const { body } = await bistro.call('GET', '/api/rules');
    expect(body.data).toEqual([pin.body, block.body]);
    const removed = await remove(block.body.id);
    expect([removed.status, removed.body]).toEqual([204, '']);
    expect((await shown())[0]).toBe('c');
    await remove(pin.body.id);
    expect((await shown())[0]).toBe('a');
    expect((await bistro.call('GET', '/api/rules')).body.data).toEqual([]);
  });

  it('hold in their placement, beside their antecedent and in their time only', async () => {
    const placed = await add({ kind: 'pin', item: 'b', placement: 'menu' });
    expect((await shown('placement=menu'))[0]).toBe('b');
    expect((await shown('placement=home'))[0]).toBe('a');
    await remove(placed.body.id);
    const beside = await add({ kind: 'block', item: 'b', antecedent: 'c' });
    expect(await shown('cart=c')).toEqual(['a']);
    expect(await shown()).toContain('b');
    await remove(beside.body.id);
    const timed = await add({
      kind: 'block',
      item: 'b',
      starts_at: '2026-03-02T13:00:00+01:00',
      ends_at: '2026-03-02T13:00:00Z',
    });
    // The clock stands at 12:00 UTC, which is 13:00 at +01:00: the rule has just begun and ends in an hour.
    expect(await shown()).not.toContain('b');
    test.setClock(new Date(TEST_NOW.getTime() - 1));
    expect(await shown()).toContain('b');
    test.setClock(new Date(TEST_NOW.getTime() + 3_600_000));
    expect(await shown()).toContain('b');
    test.setClock(TEST_NOW);
    await remove(timed.body.id);
  });

  it('are taken back by clients that name a type for the body they do not send', async () => {
    const rule = await add({ kind: 'pin', item: 'b' });
    const headers = { 'content-type': 'application/json' };
    expect((await bistro.call('DELETE', `/api/rules/${rule.body.id}`, { headers })).status).toBe(204);
    expect((await bistro.call('GET', '/api/rules')).body.data).toEqual([]);
    expectProblem(await bistro.call('DELETE', '/api/rules/1', { raw: '{' }), 'bad_json');
    expectProblem(await bistro.call('POST', '/api/rules', { headers }), 'bad_json');
  });

  it('block a category, pins or not', async () => {
    await bistro.call('PATCH', '/api/items/b', { json: { category: 'sweets' } });
    const pin = await add({ kind: 'pin', item: 'b' });
    expect((await shown())[0]).toBe('b');
    const block = await add({ kind: 'block', category: 'sweets' });
    expect(block.body).toMatchObject({ item: null, category: 'sweets' });
    expect((await bistro.call('GET', '/api/rules')).body.data).toEqual([pin.body, block.body]);
    expect(await shown()).toEqual(['a', 'c']);
    const { body } = await bistro.call('GET', '/api/recommendations?explain=true');
    expect(body.explain.not_shown).toContainEqual({ item: 'b', name: 'b', gates: ['blocked'], ranking: null });
    for (const rule of [pin, block]) await remove(rule.body.id);
    await bistro.call('PATCH', '/api/items/b', { json: { category: null } });
  });

  it('boost an item, a pair or a category by a factor', async () => {
    await bistro.call('PUT', '/api/categories/drinks', { json: { name: 'Drinks' } });
    const rules = [
      { kind: 'boost', item: 'b', factor: 2.5 },
      { kind: 'boost', item: 'b', antecedent: 'a', factor: 0.1 },
      { kind: 'boost', category: 'drinks', factor: 10, placement: 'cart' },
    ];
    const added: { id: number }[] = [];
    for (const rule of rules) {
      const answer = await add(rule);
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject(rule);
      added.push(answer.body);
    }
    expect((await bistro.call('GET', '/api/rules')).body.data).toEqual(added);
    const { catalog } = await test.models.get(bistro.store.id);
    expect(catalog.rules.map(({ kind, factor }) => [kind, factor])).toEqual([
      ['boost', 2.5],
      ['boost', 0.1],
      ['boost', 10],
    ]);
    for (const rule of added) await remove(rule.id);
  });

  it.each([
    ['neither item nor category', { kind: 'block' }, '/item'],
    ['both', { kind: 'block', item: 'a', category: 'sweets' }, '/item'],
    ['a pin of a category', { kind: 'pin', category: 'sweets' }, '/category'],
    ['a boost without a factor', { kind: 'boost', item: 'a' }, '/factor'],
    ['a pin with a factor', { kind: 'pin', item: 'a', factor: 2 }, '/factor'],
    ['a factor of 0', { kind: 'boost', item: 'a', factor: 0 }, '/factor'],
    ['an item beside itself', { kind: 'pin', item: 'a', antecedent: 'a' }, '/antecedent'],
    [
      'an end before the beginning, though its digits are later',
      { kind: 'pin', item: 'a', starts_at: '2026-03-02T12:00:00Z', ends_at: '2026-03-02T13:30:00+02:00' },
      '/ends_at',
    ],
    [
      'no time between beginning and end',
      { kind: 'pin', item: 'a', starts_at: '2026-03-02T12:00:00Z', ends_at: '2026-03-02T12:00:00Z' },
      '/ends_at',
    ],
    ['a factor over 10', { kind: 'boost', item: 'a', factor: 10.1 }, '/factor'],
  ])('are refused with %s, and the answer says where', async (_what, rule, pointer) => {
    const answer = await add(rule);
    expectProblem(answer, 'invalid_request');
    expect(answer.body.errors[0].pointer).toBe(pointer);
  });

  it('are refused once they have ended, as a preview too; one that ends later is taken', async () => {
    const ended = { kind: 'pin', item: 'a', ends_at: '2026-03-02T13:00:00+01:00' };
    for (const path of ['/api/rules', '/api/rules/preview']) {
      const answer = await bistro.call('POST', path, { json: ended });
      expectProblem(answer, 'invalid_request');
      const message = 'expected a time after now, 2026-03-02T12:00:00.000Z, got 2026-03-02T13:00:00+01:00';
      expect(answer.body.errors).toEqual([{ pointer: '/ends_at', message }]);
      expect(answer.body.hint).toBe('Give a later ends_at, or none for a rule that has no end.');
    }
    const later = await add({ ...ended, ends_at: '2026-03-02T12:00:00.001Z' });
    expect(later.status).toBe(201);
    test.setClock(new Date(TEST_NOW.getTime() + 1));
    expect((await bistro.call('GET', '/api/rules')).body.data).toEqual([later.body]);
    test.setClock(TEST_NOW);
    await remove(later.body.id);
  });

  it('are refused for what does not exist', async () => {
    expectProblem(await add({ kind: 'pin', item: 'nothing' }), 'unknown_item');
    expectProblem(await add({ kind: 'pin', item: 'a', antecedent: 'nothing' }), 'unknown_item');
    expectProblem(await add({ kind: 'block', category: 'nothing' }), 'unknown_category');
    expectProblem(await add({ kind: 'hide', item: 'a' }), 'invalid_request');
    expectProblem(await add({ kind: 'pin', item: 'a', starts_at: 'tomorrow' }), 'invalid_request');
    expectProblem(await remove(999_999), 'unknown_rule');
    expectProblem(await bistro.call('DELETE', '/api/rules/x'), 'invalid_request');
    expectProblem(await bistro.call('DELETE', '/api/rules/99999999999999999999'), 'invalid_request');
  });

  it('are made once: the same again is refused and names the one there is, another place, time, item or factor is not', async () => {
    const pin = { kind: 'pin', item: 'c', placement: 'cart', ends_at: '2026-12-01T00:00:00Z' };
    const first = await add(pin);
    // The same moment at another offset is the same time.
    const again = await add({ ...pin, ends_at: '2026-12-01T01:00:00+01:00' });
    expectProblem(again, 'rule_exists');
    const { id } = first.body;
    const message =
      `rule ${id} is this pin of the item "c" already, to the same antecedent, placement, factor and time; ` +
      'expected a rule that differs in one of them';
    expect(again.body).toMatchObject({ errors: [{ pointer: '/item', message }] });
    expect(again.body.hint).toContain(`DELETE /api/rules/${id}`);
    const boost = { kind: 'boost', item: 'c', factor: 2 };
    const others = [{ ...pin, placement: 'menu' }, { ...pin, ends_at: null }, { ...pin, item: 'b' }, boost];
    const added = await Promise.all([...others, { ...boost, factor: 3 }].map(add));
    expect(added.map(({ status }) => status)).toEqual(Array(5).fill(201));
    for (const { body } of [first, ...added]) await remove(body.id);
    const twice = await Promise.all([add(boost), add(boost)]);
    expect(twice.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { body } = await bistro.call('GET', '/api/rules');
    expect(body.data).toHaveLength(1);
    await remove(body.data[0].id);
  });

  it('leave the rest of the store alone: verify finds no difference', async () => {
    expect((await bistro.call('GET', '/api/stores/bistro/verify')).body).toMatchObject({
      clean: true,
      differences: [],
    });
  });
});

describe('what a guest may eat', () => {
  let cafe: KeyedStore;
  const asked = async (query: string) => {
    const { body } = await cafe.call('GET', `/api/recommendations?limit=20&explain=true&${query}`);
    const ids: string[] = body.slots.map((slot: { item: { id: string } }) => slot.item.id);
    const missing: { item: string; gates: string[] }[] = body.explain.not_shown;
    return { ids: ids.sort(), gates: Object.fromEntries(missing.map(({ item, gates }) => [item, gates])) };
  };

  beforeAll(async () => {
    cafe = await test.addStore('cafe');
    const menu = {
      salad: { diets: ['vegan', 'gluten-free'], allergens: [] },
      quiche: { diets: ['vegetarian'], allergens: ['eggs', 'milk', 'gluten'] },
      steak: { allergens: [] },
      mystery: { diets: ['vegan'] },
    };
    for (const [id, known] of Object.entries(menu)) {
      await cafe.call('PUT', `/api/items/${id}`, { json: { name: id, ...known } });
    }
    await cafe.call('POST', '/api/orders', { json: { id: '1', lines: Object.keys(menu).map((item) => ({ item })) } });
  });

  it('is all that is suggested: every diet asked for, vegan dishes for vegetarians too', async () => {
    expect((await asked('diet=vegetarian')).ids).toEqual(['mystery', 'quiche', 'salad']);
    expect((await asked('diet=Vegan')).ids).toEqual(['mystery', 'salad']);
    const { ids, gates } = await asked('diet=vegan,gluten_free');
    expect(ids).toEqual(['salad']);
    expect(gates).toEqual({ quiche: ['diet'], steak: ['diet'], mystery: ['diet'] });
  });

  it('is never what may hold the allergen: not known is not safe', async () => {
    const { ids, gates } = await asked('avoid=nuts,eggs');
    expect(ids).toEqual(['salad', 'steak']);
    expect(gates).toEqual({ quiche: ['allergen'], mystery: ['allergen'] });
    expect((await asked('avoid=nuts')).ids).toEqual(['quiche', 'salad', 'steak']);
    expect((await asked('avoid=nuts&diet=vegan')).ids).toEqual(['salad']);
  });

  it('holds before pins, and changes with the item at once', async () => {
    await cafe.call('POST', '/api/rules', { json: { kind: 'pin', item: 'quiche' } });
    expect((await asked('avoid=eggs')).ids).not.toContain('quiche');
    await cafe.call('PATCH', '/api/items/mystery', { json: { allergens: ['soybeans'] } });
    expect((await asked('avoid=eggs')).ids).toEqual(['mystery', 'salad', 'steak']);
  });

  it('is refused by a name that nobody knows: a misspelt allergen must not pass for safe', async () => {
    for (const query of ['avoid=dairy', 'diet=paleo']) {
      expectProblem(await cafe.call('GET', `/api/recommendations?${query}`), 'invalid_request');
    }
  });
});

describe('the preview of a rule', () => {
  it('shows what changes while the rule holds, and whom it meets, and keeps nothing', async () => {
    const pin = await add({ kind: 'pin', item: 'c', placement: 'cart' });
    const rule = { kind: 'block', item: 'c', antecedent: 'a', starts_at: '2030-01-01T00:00:00Z' };
    const { status, body } = await bistro.call('POST', '/api/rules/preview', { json: rule });
    expect(status).toBe(200);
    expect(body).toMatchObject({ placement: 'cart', cart: [{ item: 'a', name: 'a' }] });
    expect(body.before.map((one: { item: string }) => one.item)).toEqual(['c', 'b']);
    expect(body.after.map((one: { item: string }) => one.item)).toEqual(['b']);
    expect(body.conflicts).toEqual([{ rule: pin.body, outcome: 'block_wins' }]);
    expect((await bistro.call('GET', '/api/rules')).body.data).toEqual([pin.body]);
    await remove(pin.body.id);
    expectProblem(
      await bistro.call('POST', '/api/rules/preview', { json: { kind: 'pin', item: 'nowhere' } }),
      'unknown_item',
    );
  });

  it('tells what keeps the item off, pinned or not: an age limit, or that it is sold out', async () => {
    const preview = async (json: object) => (await bistro.call('POST', '/api/rules/preview', { json })).body.gates;
    await bistro.call('PATCH', '/api/items/b', { json: { category: 'wine', tags: ['alcohol'] } });
    await bistro.call('PATCH', '/api/items/c', { json: { category: 'wine' } });
    const pin = { kind: 'pin', item: 'b' };
    expect(await preview(pin)).toEqual(['age_restricted']);
    expect(await preview({ ...pin, antecedent: 'a' })).toEqual(['age_restricted']);
    // Beside an item of its own category it is shown.
    expect(await preview({ ...pin, antecedent: 'c' })).toEqual([]);
    expect(await preview({ kind: 'pin', item: 'a' })).toEqual([]);
    expect(await preview({ kind: 'block', category: 'wine' })).toEqual([]);
    await bistro.call('PUT', '/api/items/b/availability', { json: { available: false } });
    expect(await preview(pin)).toEqual(['unavailable', 'age_restricted']);
    await bistro.call('PATCH', '/api/stores/bistro', { json: { suggest_age_restricted: true } });
    expect(await preview(pin)).toEqual(['unavailable']);
  });
});
