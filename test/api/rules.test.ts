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
    expect(pin.body).toMatchObject({ kind: 'pin', item: 'c', antecedent: null, placement: null });
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

  it('are refused for what does not exist', async () => {
    expectProblem(await add({ kind: 'pin', item: 'nothing' }), 'unknown_item');
    expectProblem(await add({ kind: 'pin', item: 'a', antecedent: 'nothing' }), 'unknown_item');
    expectProblem(await add({ kind: 'hide', item: 'a' }), 'invalid_request');
    expectProblem(await add({ kind: 'pin', item: 'a', starts_at: 'tomorrow' }), 'invalid_request');
    expectProblem(await remove(999_999), 'unknown_rule');
    expectProblem(await bistro.call('DELETE', '/api/rules/x'), 'invalid_request');
    expectProblem(await bistro.call('DELETE', '/api/rules/99999999999999999999'), 'invalid_request');
  });

  it('leave the rest of the store alone: verify finds no difference', async () => {
    expect((await bistro.call('GET', '/api/stores/bistro/verify')).body).toMatchObject({
      clean: true,
      differences: [],
    });
  });
});
