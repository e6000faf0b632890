import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem, type KeyedStore, openTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let bistro: KeyedStore;

beforeAll(async () => {
  test = await openTestApp();
  bistro = await test.addStore('bistro');
});

afterAll(() => test.close());

const put = (id: string, json: object) => bistro.call('PUT', `/api/items/${id}`, { json });
const patch = (id: string, json: object) => bistro.call('PATCH', `/api/items/${id}`, { json });
const get = async (id: string) => (await bistro.call('GET', `/api/items/${id}`)).body;

describe('items', () => {
  it('are added with 201, replaced with 200, and read back whole', async () => {
    const item = {
      name: 'Tiramisu',
      description: 'With coffee',
      category: 'sweets',
      role: 'dessert',
      price_minor: 650,
      cost_minor: 210,
      available: true,
      featured: true,
      tier: 2,
      tags: ['house'],
      diets: ['vegetarian', 'halal'],
      allergens: ['eggs', 'milk'],
      image_url: 'https://img.example/t.jpg',
    };
    const added = await put('tiramisu', item);
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ id: 'tiramisu', ...item, role_source: 'owner' });
    const replaced = await put('tiramisu', { name: 'Tiramisu' });
    expect(replaced.status).toBe(200);
    // PUT is the whole item: what is not said goes back to its default, only the chosen role stays.
    expect(replaced.body).toMatchObject({ price_minor: null, category: null, tags: [], tier: null, role: 'dessert' });
    expect(replaced.body).toMatchObject({ diets: [], allergens: null });
    expect(replaced.body.created_at).toBe(added.body.created_at);
  });

  it('change field by field, and null empties a field', async () => {
    await put('wine', { name: 'House wine', price_minor: 550, category: 'drinks', tags: ['alcohol'] });
    expect((await patch('wine', { price_minor: 600 })).body).toMatchObject({ price_minor: 600, category: 'drinks' });
    expect((await patch('wine', { price_minor: null, category: null })).body).toMatchObject({
      price_minor: null,
      category: null,
      tags: ['alcohol'],
      name: 'House wine',
    });
    expect((await patch('wine', {})).status).toBe(200);
  });

  it('tell what is known of diets and allergens: none is not the same as not known', async () => {
    const soup = await put('soup', { name: 'Soup', diets: ['vegan', 'vegan'], allergens: [] });
    expect(soup.body).toMatchObject({ diets: ['vegan'], allergens: [] });
    expect((await patch('soup', { allergens: ['celery'] })).body).toMatchObject({
      diets: ['vegan'],
      allergens: ['celery'],
    });
    expect((await patch('soup', { allergens: null })).body.allergens).toBeNull();
    expect((await get('soup')).allergens).toBeNull();
    expectProblem(await patch('soup', { diets: null }), 'invalid_request');
  });

  it('are sold out and back again', async () => {
    await put('cake', { name: 'Cake' });
    const availability = (json: unknown) => bistro.call('PUT', '/api/items/cake/availability', { json });
    expect((await availability({ available: false })).body.available).toBe(false);
    expect((await get('cake')).available).toBe(false);
    expect((await availability({ available: true })).body.available).toBe(true);
    expectProblem(await availability({ available: 'yes' }), 'invalid_request');
    expectProblem(
      await bistro.call('PUT', '/api/items/none/availability', { json: { available: true } }),
      'unknown_item',
    );
  });

  it.each([
    ['a price below zero', { name: 'x', price_minor: -1 }, '/price_minor'],
    ['a price with a fraction', { name: 'x', price_minor: 4.5 }, '/price_minor'],
    ['a price as text', { name: 'x', price_minor: '450' }, '/price_minor'],
    ['no name', {}, '/name'],
    ['a role that is none', { name: 'x', role: 'snack' }, '/role'],
    ['an image that is a script', { name: 'x', image_url: 'javascript:alert(1)' }, '/image_url'],
    ['tier 0', { name: 'x', tier: 0 }, '/tier'],
    ['a diet that nobody knows', { name: 'x', diets: ['paleo'] }, '/diets/0'],
    ['an allergen by another name', { name: 'x', allergens: ['milk', 'dairy'] }, '/allergens/1'],
    ['51 tags', { name: 'x', tags: Array.from({ length: 51 }, (_, index) => `tag${index}`) }, '/tags'],
  ])('are refused with %s, and the answer says where', async (_what, json, pointer) => {
    const answer = await put('refused', json);
    expectProblem(answer, 'invalid_request');
    expect(answer.body.errors[0].pointer).toBe(pointer);
    expectProblem(await bistro.call('GET', '/api/items/refused'), 'unknown_item');
  });

  it('come in pages, each item once, also when one is added meanwhile', async () => {
    const pages = await test.addStore('pages');
    for (let index = 0; index < 7; index++) {
      await pages.call('PUT', `/api/items/item-${index}`, { json: { name: `Item ${index}` } });
    }
    const seen: string[] = [];
    let cursor: string | null = '';
    let calls = 0;
    while (cursor !== null) {
      const { body } = await pages.call('GET', `/api/items?limit=3${cursor && `&cursor=${cursor}`}`);
      if (calls++ === 0) await pages.call('PUT', '/api/items/item-7', { json: { name: 'Late' } });
      seen.push(...body.data.map((item: { id: string }) => item.id));
      expect(body.has_more).toBe(body.next_cursor !== null);
      cursor = body.next_cursor;
    }
    expect(seen).toEqual(Array.from({ length: 8 }, (_, index) => `item-${index}`));
    expect(calls).toBe(3);
    for (const limit of ['0', '1001', 'x', '1.5']) {
      expectProblem(await pages.call('GET', `/api/items?limit=${limit}`), 'invalid_request');
    }
    for (const wrong of ['abc', '-1', '1.5']) {
      expectProblem(await pages.call('GET', `/api/items?cursor=${wrong}`), 'invalid_request');
    }
  });
});

describe('categories', () => {
  it('move the roles of their items, until the item has a role of its own', async () => {
    await put('mystery', { name: 'Number 7', category: 'numbers' });
    expect(await get('mystery')).toMatchObject({ role: 'other', role_source: 'guess' });
    const category = (json: object) => bistro.call('PUT', '/api/categories/numbers', { json });
    const answer = await category({ name: 'Numbers', role: 'main', position: 3 });
    expect([answer.status, answer.body]).toEqual([
      200,
      expect.objectContaining({ id: 'numbers', name: 'Numbers', role: 'main', role_source: 'owner', position: 3 }),
    ]);
    expect(await get('mystery')).toMatchObject({ role: 'main', role_source: 'category' });
    await patch('mystery', { role: 'side' });
    expect(await get('mystery')).toMatchObject({ role: 'side', role_source: 'owner' });
    await patch('mystery', { role: null });
    expect(await get('mystery')).toMatchObject({ role: 'main', role_source: 'category' });
    // Not said: role and position stay; null: back to the guess.
    expect((await category({ name: 'Numbers' })).body).toMatchObject({ role: 'main', position: 3 });
    expect((await category({ name: 'Numbers', role: null })).body.role_source).toBe('guess');
    expect((await get('mystery')).role).toBe('other');
  });

  it('are added with 201 and listed in the order of the menu', async () => {
    const menu = await test.addStore('menu');
    const add = (id: string, position: number) =>
      menu.call('PUT', `/api/categories/${id}`, { json: { name: id, position } });
    expect((await add('desserts', 2)).status).toBe(201);
    expect((await add('drinks', 1)).status).toBe(201);
    const { body } = await menu.call('GET', '/api/categories');
    expect(body.data.map((category: { id: string }) => category.id)).toEqual(['drinks', 'desserts']);
    expect(body.data[0]).toMatchObject({ role: 'drink', role_source: 'guess' });
  });

  it('are made by the items that name them', async () => {
    await put('lager', { name: 'Lager', category: 'beers' });
    const { body } = await bistro.call('GET', '/api/categories');
    expect(body.data.map((category: { id: string }) => category.id)).toContain('beers');
  });

  it('are found by id or name, whatever the case and the spaces, and made once', async () => {
    const store = await test.addStore('spellings');
    const putIn = async (id: string, category: string) =>
      (await store.call('PUT', `/api/items/${id}`, { json: { name: id, category } })).body.category;
    await store.call('PUT', '/api/categories/c-7', { json: { name: 'Hot Drinks' } });
    for (const [index, name] of ['c-7', 'Hot Drinks', 'hot  drinks', 'C-7'].entries()) {
      expect(await putIn(`tea${index}`, name), name).toBe('c-7');
    }
    expect(await putIn('cake', 'Süßes')).toBe('Süßes');
    expect((await store.call('PATCH', '/api/items/tea0', { json: { category: 'süßes' } })).body.category).toBe('Süßes');
    const lines = ['Snacks', 'snacks', 'SNACKS'].map((category, index) => ({
      ...{ item: `s${index}`, name: `Snack ${index}`, category },
    }));
    await store.call('POST', '/api/orders', { json: { id: 'o', lines } });
    const { body } = await store.call('GET', '/api/categories');
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual(['c-7', 'Süßes', 'Snacks']);
  });
});
