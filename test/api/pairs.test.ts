import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem, type KeyedStore, openTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let bistro: KeyedStore;

/** 10 orders: burger in 8, fries in 4, both in 4; tea alone in 2. A cancelled and a pending one must not count. */
const BASKETS = [
  ...Array.from({ length: 4 }, () => ['burger', 'fries']),
  ...Array.from({ length: 4 }, () => ['burger']),
  ['tea'],
  ['tea'],
];

beforeAll(async () => {
  test = await openTestApp();
  bistro = await test.addStore('bistro');
  for (const id of ['burger', 'fries', 'tea', 'new']) {
    await bistro.call('PUT', `/api/items/${id}`, { json: { name: `The ${id}` } });
  }
  const toLines = (basket: string[]) => basket.map((item) => ({ item }));
  const orders = BASKETS.map((basket, index) => ({
    id: `order-${index}`,
    ordered_at: `2026-02-${String(10 + index)}T12:00:00Z`,
    lines: toLines(basket),
  }));
  const uncounted = ['cancelled', 'pending', 'refunded'].map((status) => ({
    id: status,
    status,
    lines: toLines(['burger', 'fries']),
  }));
  await bistro.call('POST', '/api/orders', { json: [...orders, ...uncounted] });
});

afterAll(() => test.close());

const list = async (query: string) => (await bistro.call('GET', `/api/pairs?${query}`)).body;
const namesOf = (body: { pairs: { antecedent: string; consequent: string }[] }) =>
  body.pairs.map((pair) => `${pair.antecedent}>${pair.consequent}`).sort();

describe('GET /api/pairs', () => {
  it('gives each direction its own confidence', async () => {
    const body = await list('preset=all');
    expect(body.orders).toBe(10);
    expect(namesOf(body)).toEqual(['burger>fries', 'fries>burger']);
    const find = (antecedent: string) =>
      body.pairs.find((pair: { antecedent: string }) => pair.antecedent === antecedent);
    // Both in 4 of 10 orders; burger in 8, fries in 4: 4/8 and 4/4; lift 0.4 / (0.8 x 0.4) = 1.25 both ways.
    const both = { times_together: 4, support: 0.4, lift: 1.25, last_ordered_together: '2026-02-13T12:00:00.000Z' };
    expect(find('burger')).toMatchObject({
      ...both,
      consequent: 'fries',
      consequent_name: 'The fries',
      confidence: 0.5,
    });
    expect(find('fries')).toMatchObject({ ...both, consequent: 'burger', antecedent_name: 'The fries', confidence: 1 });
  });

  it('filters by item, preset and thresholds', async () => {
    expect(namesOf(await list('preset=all&item=fries'))).toEqual(['fries>burger']);
    expect(namesOf(await list('preset=all&min_confidence=0.6'))).toEqual(['fries>burger']);
    expect(namesOf(await list('preset=all&min_confidence=0.5'))).toHaveLength(2);
    expect(namesOf(await list('preset=all&min_together=5'))).toEqual([]);
    expect(namesOf(await list('preset=all&min_lift=1.26'))).toEqual([]);
    // The default gate: together >= 3, confidence >= 0.2, lift >= 1.2.
    expect(namesOf(await list(''))).toHaveLength(2);
    expect((await list('preset=all&limit=1')).pairs).toHaveLength(1);
  });

  it('refuses what it does not know', async () => {
    expectProblem(await bistro.call('GET', '/api/pairs?item=nothing'), 'unknown_item');
    for (const query of ['preset=best', 'limit=0', 'limit=10001', 'min_confidence=2', 'min_together=0']) {
      expectProblem(await bistro.call('GET', `/api/pairs?${query}`), 'invalid_request');
    }
  });

  it('is empty for a store without orders', async () => {
    const fresh = await test.addStore('fresh');
    expect((await fresh.call('GET', '/api/pairs')).body).toEqual({ orders: 0, pairs: [] });
  });
});

describe('GET /api/pairs/{a}/{b}', () => {
  it('says why, in both directions, with every gate', async () => {
    const { body } = await bistro.call('GET', '/api/pairs/burger/fries');
    expect(body.pair).toMatchObject({ antecedent: 'burger', consequent: 'fries', confidence: 0.5, times_together: 4 });
    expect(body.reverse).toMatchObject({ antecedent: 'fries', consequent: 'burger', confidence: 1 });
    // Hypergeometric: all 4 fries orders among the 8 burger orders of 10: C(8,4)/C(10,4) = 70/210 = 1/3.
    expect(body.p_value).toBeCloseTo(1 / 3, 9);
    const gates = new Map(body.gates.map((gate: { gate: string; passed: boolean }) => [gate.gate, gate.passed]));
    expect(gates.get('together')).toBe(true);
    expect(gates.get('confidence')).toBe(true);
    expect(gates.get('lift')).toBe(true);
    expect(gates.get('probability_of_lift_above_1.2')).toBe(false);
    expect(gates.get('available')).toBe(true);
    // The default gate (3 together, confidence 20 %, lift 1.2) is enough to be shown.
    expect(body.shown).toBe(true);
    expect(body.words.guest).toBe('Often ordered with The burger');
    expect(body.words.owner).toBe('The fries was ordered with The burger in 4 of 8 orders (1.3x usual).');
  });

  it('says why not for items that were never ordered together, or at all', async () => {
    const { body } = await bistro.call('GET', '/api/pairs/tea/new');
    expect(body).toMatchObject({
      pair: { times_together: 0, confidence: 0 },
      shown: false,
      last_ordered_together: null,
    });
    expect(body.words.guest).toBeNull();
    const unavailable = { json: { available: false } };
    await bistro.call('PUT', '/api/items/new/availability', unavailable);
    const gone = await bistro.call('GET', '/api/pairs/tea/new');
    expect(gone.body.gates).toContainEqual({ gate: 'available', passed: false, value: false, needed: 'true' });
  });

  it('refuses an item with itself and items that it does not have', async () => {
    expectProblem(await bistro.call('GET', '/api/pairs/tea/tea'), 'invalid_request');
    expectProblem(await bistro.call('GET', '/api/pairs/tea/nothing'), 'unknown_item');
  });
});
