import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/contract/catalog.ts';
import { checkoutSchema } from '../../src/contract/shop.ts';
import { changeStore } from '../../src/services/catalog/stores.ts';
import { checkOut } from '../../src/services/shop/checkout.ts';
import {
  expectProblem,
  type KeyedStore,
  openTestApp,
  sendOrders,
  TEST_NOW,
  type TestApp,
} from '../support/test-app.ts';

const DAY_MS = 86_400_000;

let test: TestApp;
let shop: KeyedStore;
let variant = '';
let control = '';

const setBound = (percent: number | null): Promise<Store> =>
  changeStore(test.context, shop.store.id, { max_offer_percent: percent });
const ask = async (visitor: string, more = '') =>
  (
    await shop.call(
      'GET',
      `/api/recommendations?placement=menu&visitor=${visitor}&session=s-${visitor}&consent=granted${more}`,
    )
  ).body;
const draft = (more: object) => shop.call('POST', '/api/experiments', { json: { name: randomUUID(), ...more } });

beforeAll(async () => {
  test = await openTestApp();
  shop = await test.addStore('offers');
  // Ten orders, each item in one of them.
  const line = (item: string) => ({ item, name: item, unit_price_minor: 499 });
  await sendOrders(test, shop.store, [
    { id: 'menu', test: true, lines: ['cola', 'cake', 'soup'].map(line) },
    ...Array.from({ length: 9 }, (_, n) => ({ id: `of ${n}`, test: true, lines: [line(`dish ${n}`)] })),
  ]);
  await shop.call('PUT', '/api/experiments/holdout', { json: { share: 0 } });
});
afterAll(() => test.close());

describe('offers', () => {
  it('are off until the owner turns them on, and then no higher than allowed', async () => {
    expectProblem(await draft({ control_settings: { offer_percent: 10 } }), 'invalid_request');
    const { body } = await draft({ variant_settings: { offer_percent: 20 } });
    const start = () => shop.call('POST', `/api/experiments/${body.id}/start`);
    const off = await start();
    expectProblem(off, 'experiment_state');
    expect(off.body.detail).toContain('set max_offer_percent');
    await setBound(10);
    expect((await start()).body.detail).toContain('it offers 20 %, and the store allows 10 %');
    expect((await ask('anybody')).slots[0].offer).toBeUndefined();
    await setBound(30);
    expect((await start()).body.status).toBe('running');
  });

  it('go to the variant alone, in the slots and in what was served', async () => {
    for (let n = 0; variant === '' || control === ''; n++) {
      const answer = await ask(`v${n}`);
      if (answer.variation === 'variant') variant = `v${n}`;
      else control = `v${n}`;
    }
    expect((await ask(control)).slots.every((slot: { offer?: unknown }) => slot.offer === undefined)).toBe(true);
    const { slots, rec_id: recId } = await ask(variant);
    // One order in ten held it: 20 % x .9 = 18 % of 4.99 is .89, rounded in the shop's favour.
    expect(slots[0]).toMatchObject({
      badge: '18 % off at checkout',
      offer: { percent: 18, amount_minor: 89, price_minor: 410 },
    });
    await test.served.flush();
    const { body } = await shop.call('GET', `/api/offers/${recId}`);
    expect(body.offers).toContainEqual({ item: slots[0].item.id, percent: 18, amount_minor: 89 });
    expect(body.valid_until).toBe(new Date(TEST_NOW.getTime() + DAY_MS).toISOString());
    const none = { rec_id: expect.any(String), valid_until: null, offers: [] };
    expect((await shop.call('GET', `/api/offers/${randomUUID()}`)).body).toEqual(none);
    test.setClock(new Date(TEST_NOW.getTime() + DAY_MS + 1000));
    expect((await shop.call('GET', `/api/offers/${recId}`)).body).toEqual(none);
    test.setClock(TEST_NOW);
  });

  it('are taken off at our own checkout, for who was offered them, and count net', async () => {
    const { slots, rec_id } = await ask(variant);
    await test.served.flush();
    const item = slots[0].item.id;
    const line = { item, quantity: 2, price_minor: 499, rec_id };
    const order = async (guest: object) => {
      const client_id = randomUUID();
      const checkout = checkoutSchema.parse({ client_id, lines: [line], ...guest });
      const store = await setBound(30);
      const result = await checkOut(test, store, { checkout, privacyControl: false });
      return (await shop.call('GET', `/api/orders/${'id' in result ? result.id : ''}`)).body;
    };
    expect((await order({ session: `s-${variant}` })).lines[0]).toMatchObject({
      discount_minor: 178,
      unit_price_minor: 499,
    });
    // Whoever got hold of the answer's id was offered nothing.
    expect((await order({ session: 'somebody else' })).lines[0]).toMatchObject({ discount_minor: 0 });
  });

  it('that the guest saw and that hold no more are told before anything is ordered', async () => {
    const { slots, rec_id } = await ask(variant);
    await test.served.flush();
    const { item, offer } = slots[0];
    const client_id = randomUUID();
    const line = { item: item.id, quantity: 1, price_minor: 499, offer_minor: offer.amount_minor, rec_id };
    const checkout = checkoutSchema.parse({ client_id, session: `s-${variant}`, lines: [line] });
    const send = async (store: Store) => checkOut(test, store, { checkout, privacyControl: false });
    expect(await send(await setBound(null))).toEqual({
      result: 'changed',
      lines: [{ item: item.id, available: true, price_minor: 499, offer_minor: 0 }],
    });
    expect((await send(await setBound(30))).result).toBe('ordered');
  });

  it('take off no more than their share of a price that has fallen since', async () => {
    const { slots, rec_id } = await ask(variant);
    await test.served.flush();
    const { item, offer } = slots[0];
    const setPrice = (price_minor: number) => shop.call('PATCH', `/api/items/${item.id}`, { json: { price_minor } });
    const store = await setBound(30);
    const send = async (price_minor: number, offer_minor: number) => {
      const line = { item: item.id, quantity: 2, price_minor, offer_minor, rec_id };
      const checkout = checkoutSchema.parse({ client_id: randomUUID(), session: `s-${variant}`, lines: [line] });
      return checkOut(test, store, { checkout, privacyControl: false });
    };
    // .89 were shown; the item costs .50 now, of which 18 % are .09.
    await setPrice(50);
    expect((await shop.call('GET', `/api/offers/${rec_id}`)).body.offers).toContainEqual({
      ...{ item: item.id, percent: 18, amount_minor: 9 },
    });
    expect(await send(499, offer.amount_minor)).toEqual({
      result: 'changed',
      lines: [{ item: item.id, available: true, price_minor: 50, offer_minor: 9 }],
    });
    const ordered = await send(50, 9);
    const { lines } = (await shop.call('GET', `/api/orders/${'id' in ordered ? ordered.id : ''}`)).body;
    expect(lines).toMatchObject([{ unit_price_minor: 50, discount_minor: 18 }]);
    // A share of less than one cent is no offer.
    await setPrice(5);
    const { body } = await shop.call('GET', `/api/offers/${rec_id}`);
    expect(body.offers.filter((one: { item: string }) => one.item === item.id)).toEqual([]);
    await setPrice(499);
  });

  it('stand in a list that the server draws: the price before struck through, and said in words', async () => {
    const url = `/api/recommendations.html?placement=menu&visitor=${variant}&session=s-${variant}&consent=granted`;
    const { body } = await shop.call('GET', `${url}&add_url=/cart&add_label=Add+{price}`);
    expect(body).toContain(
      '<span class="pw-before"><span class="pw-unseen">Before: €4.99</span><s aria-hidden="true">€4.99</s></span>',
    );
    expect(body).toContain('Add €4.10');
  });

  it('reach customers who stay away only inside the test, and end when the owner turns them off', async () => {
    const at = (days: number) => new Date(TEST_NOW.getTime() - days * DAY_MS).toISOString();
    const items = ['cola', 'cake', 'soup'];
    const customers = Array.from({ length: 12 }, (_, n) => `c${n}`);
    await sendOrders(
      test,
      shop.store,
      customers.flatMap((customer) =>
        [90, 80, 70].map((days, n) => ({
          ...{ id: `${customer} ${days}`, customer, status: 'completed' as const, ordered_at: at(days) },
          lines: [{ item: items[n] ?? '', unit_price_minor: 499 }],
        })),
      ),
    );
    const churn = async () =>
      new Map(
        [...(await shop.call('GET', '/api/churn?segment=lost')).body.customers].map(
          (row: { receipt: string; offer_percent: number | null }) => [row.receipt, row.offer_percent],
        ),
      );
    expect(new Set((await churn()).values())).toEqual(new Set([null]));
    const variants = new Set<string>();
    for (const customer of customers) {
      if ((await ask(`of-${customer}`, `&customer=${customer}`)).variation === 'variant') variants.add(customer);
    }
    expect(variants.size).toBeGreaterThan(0);
    const after = await churn();
    expect(after.size).toBe(12);
    for (const customer of customers) expect(after.get(customer) !== null).toBe(variants.has(customer));
    await setBound(null);
    expect(new Set((await churn()).values())).toEqual(new Set([null]));
    expect((await ask(variant)).slots[0].offer).toBeUndefined();
  });
});
