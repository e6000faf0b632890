import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AuditEntry } from '../../src/contract/accounts.ts';
import { itemInputSchema } from '../../src/contract/catalog.ts';
import {
  calculateRecommendationImpact,
  generateRecommendations,
  getCrossSellOpportunities,
  getProductPerformance,
  getRecommendationStats,
  openStore,
} from '../../src/library.ts';
import { putItem } from '../../src/services/catalog/items.ts';
import { patchOrder } from '../../src/services/orders/change-order.ts';
import { DIGITAL_SHOP } from '../../src/simulation/digital-shop.ts';
import { connectClient } from '../../src/storage/database.ts';
import { findReferences } from '../../src/storage/queries/orders.ts';
import { addPerson, type Person } from '../support/people.ts';
import { callApp, expectProblem, type KeyedStore, openTestApp, sendOrders, type TestApp } from '../support/test-app.ts';
import { addPacks, buy, PACKS, packOrder } from './ladder-shop.ts';

let app: TestApp;
let shop: KeyedStore;
let stores = 0;

/** A Saturday in June, when no season counts. */
const JUNE = new Date('2026-06-20T12:00:00Z');

beforeAll(async () => {
  app = await openTestApp();
  app.setClock(JUNE);
  shop = await freshShop();
  await buy(app, shop.store, { customer: 'R1', packs: ['starter', 'starter'], from: '2026-06-01T10:00:00Z' });
  await buy(app, shop.store, { customer: 'R2', packs: ['starter', 'pro', 'premium'], from: '2026-06-02T10:00:00Z' });
  await buy(app, shop.store, { customer: 'R3', packs: ['platinum'], from: '2026-05-01T10:00:00Z' });
});

afterAll(() => app.close());

async function freshShop(): Promise<KeyedStore> {
  const keyed = await app.addStore(`shop-${++stores}`, { currency: 'INR', time_zone: 'Asia/Kolkata' });
  await addPacks(app, keyed.store);
  return keyed;
}

const get = (path: string) => shop.call('GET', `/api/recommendations/${path}`);

/** The seeds' shapes, written from their documents and not from ours; nothing more and nothing less. */
const seedRecommendations = z.strictObject({
  success: z.literal(true),
  recommendations: z.array(
    z.strictObject({
      product: z.string(),
      score: z.number().min(0).max(100),
      reason: z.string().min(1),
      confidence: z.number().min(0).max(1),
      estimated_conversion_value: z.int().min(0),
    }),
  ),
});
const seedOpportunities = z.strictObject({
  success: z.literal(true),
  opportunities: z
    .array(
      z.strictObject({
        receipt: z.string(),
        segment: z.enum(['new', 'repeat', 'loyal', 'at-risk', 'lost']),
        ltv: z.number(),
        order_count: z.int(),
        recommended_product: z.string(),
        confidence: z.number().min(0).max(1),
        estimated_value: z.int(),
      }),
    )
    .max(20),
});
const seedProducts = z.strictObject({
  success: z.literal(true),
  products: z.record(
    z.string(),
    z.strictObject({ orders: z.int(), revenue: z.number(), customers: z.int(), avg_order_value: z.number() }),
  ),
});
const seedStats = z.strictObject({
  success: z.literal(true),
  impact: z.looseObject({
    total_customers: z.int(),
    recommendations_made: z.int(),
    total_customer_ltv: z.number(),
    average_customer_ltv: z.number(),
    estimated_revenue_lift: z.number(),
    estimated_lift_percentage: z.number(),
  }),
});

describe('the seeds’ routes', () => {
  it.each([
    ['customer/R1', seedRecommendations],
    ['customer/R3', seedRecommendations],
    ['opportunities', seedOpportunities],
    ['opportunities?segment=repeat&sort=estimated_value', seedOpportunities],
    ['products', seedProducts],
    ['stats', seedStats],
  ])('%s answers in the seeds’ shape, with and without a closing slash', async (path, schema) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(schema.safeParse(answer.body).error).toBeUndefined();
    const [route = '', query] = path.split('?');
    expect((await get(`${route}/${query === undefined ? '' : `?${query}`}`)).body).toEqual(answer.body);
  });

  it('tell a customer’s three recommendations in less than 1 KB, unpacked', async () => {
    for (const receipt of ['R1', 'R3']) {
      const { body } = await get(`customer/${receipt}`);
      expect(body.recommendations).toHaveLength(3);
      expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(1000);
    }
  });

  it.each([
    ['/api/recommendations/customer/{receipt}', 'customer/R1'],
    ['/api/recommendations/opportunities', 'opportunities'],
    ['/api/recommendations/products', 'products?weeks=2'],
    ['/api/recommendations/stats', 'stats'],
  ])('%s answers as its published JSON schema says, to the last field', async (route, path) => {
    const document = await callApp(app.app, { method: 'GET', url: '/openapi.json' });
    const { schema } = document.body.paths[route].get.responses['200'].content['application/json'];
    const published = z.fromJSONSchema({ ...schema, components: document.body.components });
    const { body } = await get(path);
    expect(published.safeParse(body).error).toBeUndefined();
    expect(published.safeParse({ ...body, success: 'yes' }).success).toBe(false);
    expect(published.safeParse({ ...body, unknown: 1 }).success).toBe(false);
  });

  it.each(['/api/recommendations/export', '/admin/recommendations'])('%s takes a closing slash too', async (url) => {
    const [plain, closed] = [await shop.call('GET', url), await shop.call('GET', `${url}/`)];
    expect([closed.status, closed.type, closed.body]).toEqual([plain.status, plain.type, plain.body]);
    expect([plain.status, plain.headers.location]).toEqual(
      url.startsWith('/api') ? [200, undefined] : [302, '/dashboard/customers'],
    );
  });

  it('answer an unknown receipt with a problem document, 404', async () => {
    const answer = await get('customer/nobody');
    expect(answer.status).toBe(404);
    expect(answer.type).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ code: 'unknown_customer', status: 404 });
  });

  it('are closed to everybody without a secret key, and to keys of other stores', async () => {
    const other = await freshShop();
    for (const path of ['customer/R1', 'opportunities', 'products', 'stats', 'export', 'predictions']) {
      const url = `/api/recommendations/${path}`;
      expect((await shop.call('GET', url, { key: null })).status).toBe(401);
      expect((await shop.call('GET', url, { key: shop.publishable })).status).toBe(403);
    }
    expect((await other.call('GET', '/api/recommendations/customer/R1')).status).toBe(404);
    for (const path of ['customers', 'customers/R1', 'customers/R1/data', 'segments', 'churn']) {
      expect((await shop.call('GET', `/api/${path}`, { key: shop.publishable })).status).toBe(403);
    }
  });

  it('give the same answer twice, in this process and in another', async () => {
    const first = await get('customer/R1');
    expect((await get('customer/R1')).body).toEqual(first.body);
    const other = await openStore({ services: app.secondProcess() }, shop.store.slug);
    expect(await generateRecommendations('R1', { store: other })).toEqual(first.body);
  });
});

describe('the catalogue of a ladder', () => {
  it('is the seeds’ four packs, a tier above each other: 99, 499, 999 and 2,999 rupees', async () => {
    const { body } = await shop.call('GET', '/api/items');
    const told = body.data.map(({ id, tier, price_minor }: Record<string, unknown>) => [id, tier, price_minor]);
    expect(told).toEqual([
      ['starter', 1, 9_900],
      ['pro', 2, 49_900],
      ['premium', 3, 99_900],
      ['platinum', 4, 299_900],
    ]);
    expect(DIGITAL_SHOP.items.map(({ id, item }) => [id, item.tier, item.price_minor])).toEqual(told);
    expect(DIGITAL_SHOP.items.every(({ item }) => (item.description ?? '').length > 10)).toBe(true);
  });

  it.each([{ tier: 0 }, { tier: 101 }, { tier: 1.5 }, { price_minor: -1 }, { price_minor: 9.5 }, { name: '' }])(
    'takes no %o',
    async (change) => {
      const pack = { name: 'Pack', tier: 2, price_minor: 100, ...change };
      expectProblem(await shop.call('PUT', '/api/items/odd', { json: pack }), 'invalid_request');
    },
  );
});

describe('recommendations to a customer', () => {
  it('lead a Starter who came back to Pro: 75.0, confidence .85', async () => {
    const { body } = await get('customer/R1?limit=1');
    // R2 climbed Starter -> Pro: (1 + 20 x .5) / (2 + 20) = .5; 49,900 x .5 = 24,950.
    expect(body.recommendations).toEqual([
      {
        product: 'Pro Pack',
        score: 75,
        reason: 'Great upgrade from Starter Pack',
        confidence: 0.85,
        estimated_conversion_value: 24_950,
      },
    ]);
  });

  it('of somebody with a single order are the new customer’s, with confidence .70', async () => {
    const store = await freshShop();
    await buy(app, store.store, { customer: 'N1', packs: ['starter'], from: '2026-06-10T10:00:00Z' });
    const { body } = await store.call('GET', '/api/recommendations/customer/N1');
    expect(
      body.recommendations.map((entry: { product: string; score: number }) => [entry.product, entry.score]),
    ).toEqual([
      ['Pro Pack', 37.5],
      ['Premium Pack', 22.5],
      ['Platinum Pack', 7.5],
    ]);
    expect(body.recommendations[0].confidence).toBe(0.7);
  });

  it('of a known customer whose only order was cancelled are the prior’s', async () => {
    const store = await freshShop();
    await sendOrders(app, store.store, [
      { ...packOrder('c1', 'N2', 'pro', '2026-06-10T10:00:00Z'), status: 'cancelled' },
    ]);
    const { body } = await store.call('GET', '/api/recommendations/customer/N2?limit=4');
    expect(body.recommendations.map((entry: { score: number }) => entry.score)).toEqual([40, 25, 15, 5]);
  });

  it('carry the season of the store’s calendar: 1.3 from 1 October, 00:00 in Kolkata', async () => {
    const store = await freshShop();
    await buy(app, store.store, { customer: 'S1', packs: ['pro', 'pro'], from: '2026-06-01T10:00:00Z' });
    const scoreAt = async (time: string) => {
      app.setClock(new Date(time));
      const { body } = await store.call('GET', '/api/recommendations/customer/S1');
      app.setClock(JUNE);
      return body.recommendations[0].score;
    };
    // Pro -> Premium with one customer who has not climbed: (0 + 20 x .4) / 21 = .38095; x 150 = 57.1; x 1.3 = 74.3.
    expect(await scoreAt('2026-09-30T18:29:59.999Z')).toBe(57.1);
    expect(await scoreAt('2026-09-30T18:30:00.000Z')).toBe(74.3);
    expect(await scoreAt('2026-12-31T18:30:00.000Z')).toBe(68.6);
    expect(await scoreAt('2027-02-28T18:29:59.999Z')).toBe(68.6);
    expect(await scoreAt('2027-02-28T18:30:00.000Z')).toBe(57.1);
    await store.call('PATCH', `/api/stores/${store.store.slug}`, { json: { season_factors: Array(12).fill(2) } });
    // 38.095 x 1.5 x 2 = 114.3: shown as 100.
    expect(await scoreAt('2026-06-20T12:00:00Z')).toBe(100);
  });

  it('leave out at once what is sold out', async () => {
    const store = await freshShop();
    await buy(app, store.store, { customer: 'A1', packs: ['starter', 'starter'], from: '2026-06-01T10:00:00Z' });
    await store.call('PATCH', '/api/items/pro', { json: { available: false } });
    const { body } = await store.call('GET', '/api/recommendations/customer/A1');
    expect(body.recommendations.map((entry: { product: string }) => entry.product)).toEqual([
      'Premium Pack',
      'Platinum Pack',
      'Starter Pack',
    ]);
  });

  it('follow an order at once, also one that another process took', async () => {
    const store = await freshShop();
    await buy(app, store.store, { customer: 'F1', packs: ['starter', 'starter'], from: '2026-06-01T10:00:00Z' });
    expect((await store.call('GET', '/api/recommendations/customer/F1')).body.recommendations[0].product).toBe(
      'Pro Pack',
    );
    const other = app.secondProcess();
    await sendOrders(other, store.store, [packOrder('f3', 'F1', 'premium', '2026-06-05T10:00:00Z')]);
    expect((await store.call('GET', '/api/recommendations/customer/F1')).body.recommendations[0].product).toBe(
      'Platinum Pack',
    );
    await patchOrder(app.context, store.store, { externalId: 'f3', patch: { status: 'cancelled' } });
    expect((await store.call('GET', '/api/recommendations/customer/F1')).body.recommendations[0].product).toBe(
      'Pro Pack',
    );
  });

  it('of high LTV, by the owner’s amount, have confidence .90', async () => {
    const store = await freshShop();
    await buy(app, store.store, { customer: 'H1', packs: ['premium'], from: '2026-06-01T10:00:00Z' });
    await store.call('PATCH', `/api/stores/${store.store.slug}`, { json: { high_ltv_minor: 99_900 } });
    const { body } = await store.call('GET', '/api/recommendations/customer/H1');
    expect(body.recommendations[0]).toMatchObject({ product: 'Platinum Pack', confidence: 0.9 });
  });

  it('of a store without tiers are what is likely in the next order', async () => {
    const plain = await app.addStore(`plain-${++stores}`);
    const line = (item: string) => ({ item, name: item, unit_price_minor: 300 });
    const order = (id: string, customer: string, items: string[]) => ({ id, customer, lines: items.map(line) });
    await sendOrders(app, plain.store, [
      order('p1', 'anna', ['tea', 'cake']),
      order('p2', 'anna', ['tea']),
      order('p3', 'bruno', ['beer']),
      order('p4', 'bruno', ['beer']),
    ]);
    const { body } = await plain.call('GET', '/api/recommendations/customer/anna?limit=2');
    // Tea: (2 + 4 x .5) / (2 + 4) = .667. Cake: (1 + 4 x .25) / 6 = .333; beer: (0 + 4 x .5) / 6 = .333: by id.
    expect(body.recommendations).toMatchObject([
      { product: 'tea', score: 66.7, reason: 'You loved the tea', estimated_conversion_value: 200 },
      { product: 'cake', score: 33.3, reason: 'You had the cake before' },
    ]);
  });
});

describe('opportunities', () => {
  it('are by LTV, then by orders; the 20 best, each with the first recommendation', async () => {
    const store = await freshShop();
    for (let n = 0; n < 23; n++) {
      await buy(app, store.store, {
        customer: `O${n}`,
        packs: n < 2 ? ['pro'] : ['starter'],
        from: '2026-06-10T10:00:00Z',
      });
    }
    const { body } = await store.call('GET', '/api/recommendations/opportunities');
    expect(body.opportunities).toHaveLength(20);
    expect(body.opportunities[0]).toMatchObject({
      receipt: 'O0',
      ltv: 499,
      order_count: 1,
      recommended_product: 'Premium Pack',
    });
    expect(body.opportunities.map((entry: { receipt: string }) => entry.receipt).slice(0, 4)).toEqual([
      'O0',
      'O1',
      'O2',
      'O3',
    ]);
  });

  it('are filtered by segment and sorted by any column', async () => {
    // R3 ordered once, 50 days ago, with a typical gap of 30 days: not yet at risk.
    const receipts = async (query: string) =>
      (await get(`opportunities${query}`)).body.opportunities.map((entry: { receipt: string }) => entry.receipt);
    expect(await receipts('')).toEqual(['R3', 'R2', 'R1']);
    expect(await receipts('?segment=repeat')).toEqual(['R2', 'R1']);
    expect(await receipts('?sort=order_count')).toEqual(['R2', 'R1', 'R3']);
    expect(await receipts('?sort=receipt')).toEqual(['R1', 'R2', 'R3']);
    expect(await receipts('?sort=-receipt')).toEqual(['R3', 'R2', 'R1']);
    expect((await get('opportunities?sort=price')).status).toBe(400);
    expect((await get('opportunities?segment=vip')).status).toBe(400);
  });
});

describe('product performance', () => {
  it('counts orders, net revenue, customers and their average, and knows the catalogue', async () => {
    const { body } = await get('products');
    expect(Object.keys(body.products).sort()).toEqual(PACKS.map(({ name }) => name).sort());
    // Starter: two orders of R1, one of R2.
    expect(body.products['Starter Pack']).toEqual({ orders: 3, revenue: 29_700, customers: 2, avg_order_value: 9_900 });
  });

  it('gives the weeks beside where they are asked for, weeks without sales included', async () => {
    const { body } = await get('products?weeks=4');
    const { history } = body.products['Starter Pack'];
    expect(history.map(({ week, orders }: { week: string; orders: number }) => [week, orders])).toEqual([
      ['2026-05-25', 0],
      ['2026-06-01', 3],
      ['2026-06-08', 0],
      ['2026-06-15', 0],
    ]);
  });

  it('is net of refunds, and tells two items of one name apart', async () => {
    const store = await freshShop();
    await putItem(app.context, store.store.id, {
      externalId: 'pro-2',
      input: itemInputSchema.parse({ name: 'Pro Pack', price_minor: 100 }),
    });
    await sendOrders(app, store.store, [
      {
        ...packOrder('r1', 'P1', 'starter', '2026-06-10T10:00:00Z'),
        refunds: [{ id: 'back', line: 1, quantity: 0.5, amount_minor: 4_000 }],
      },
    ]);
    const { body } = await store.call('GET', '/api/recommendations/products');
    // Half of the unit is kept: floor(9,900 / 2) = 4,950, which is less than the 5,900 that were not paid back.
    expect(body.products['Starter Pack'].revenue).toBe(4_950);
    expect(Object.keys(body.products)).toContain('Pro Pack (pro)');
    expect(Object.keys(body.products)).toContain('Pro Pack (pro-2)');
  });
});

describe('impact', () => {
  it('has the seeds’ fields by the rule of thumb, and the honest estimate beside them', async () => {
    const { impact } = (await get('stats')).body;
    // R1 2 x 99 + R2 99 + 499 + 999 + R3 2,999 = 4,794; / 3 = 1,598; x .15 = 719.10.
    expect(impact).toMatchObject({
      total_customers: 3,
      recommendations_made: 3,
      total_customer_ltv: 4794,
      average_customer_ltv: 1598,
      estimated_revenue_lift: 719.1,
      estimated_lift_percentage: 15,
      method: 'heuristic_15pct_ltv',
      measured: { label: 'not measured', kappa: 0.25, kappa_deviation: 0.25 },
    });
    expect(impact.measured.low).toBeLessThan(impact.measured.estimated_revenue_lift);
    expect(impact.measured.high).toBeGreaterThan(impact.measured.estimated_revenue_lift);
  });

  it('of a store without customers is zero, and divides by nothing', async () => {
    const store = await freshShop();
    const { impact } = (await store.call('GET', '/api/recommendations/stats')).body;
    expect(impact).toMatchObject({
      total_customers: 0,
      average_customer_ltv: 0,
      estimated_revenue_lift: 0,
      measured: null,
    });
  });
});

describe('the export', () => {
  it('is CSV with a BOM: three rows for each customer, the highest confidence first, formulas disarmed', async () => {
    const store = await freshShop();
    await buy(app, store.store, { customer: '=cmd|calc', packs: ['starter'], from: '2026-06-10T10:00:00Z' });
    await buy(app, store.store, { customer: 'plain', packs: ['starter', 'pro'], from: '2026-06-10T10:00:00Z' });
    const answer = await store.call('GET', '/api/recommendations/export');
    expect(answer.type).toBe('text/csv; charset=utf-8');
    const lines: string[] = answer.body.split('\r\n');
    expect(lines[0]).toBe('\ufeffreceipt,segment,ltv,order_count,rank,product,score,confidence,estimated_value,reason');
    expect(lines).toHaveLength(8);
    expect(lines[1]).toMatch(/^plain,repeat,598,2,1,Premium Pack,[\d.]+,0\.85,\d+,Great upgrade from Pro Pack$/);
    expect(lines[4]).toMatch(/^'=cmd\|calc,new,99,1,1,Pro Pack,37\.5,0\.7,12475,Great upgrade from Starter Pack$/);
  });
});

describe('predicted against actual', () => {
  it('counts what was bought within 30 days of the first recommendation, by step and by confidence', async () => {
    const store = await freshShop();
    await buy(app, store.store, { customer: 'Q1', packs: ['starter', 'starter'], from: '2026-06-01T10:00:00Z' });
    await buy(app, store.store, { customer: 'Q2', packs: ['starter', 'starter'], from: '2026-06-01T10:00:00Z' });
    for (const receipt of ['Q1', 'Q2']) await store.call('GET', `/api/recommendations/customer/${receipt}?limit=1`);
    expect((await store.call('GET', '/api/recommendations/predictions')).body).toMatchObject({ days: 30, steps: [] });
    app.setClock(new Date('2026-07-21T12:00:00Z'));
    await sendOrders(app, store.store, [packOrder('q9', 'Q1', 'pro', '2026-07-01T10:00:00Z')]);
    const { body } = await store.call('GET', '/api/recommendations/predictions');
    app.setClock(JUNE);
    // Nobody had climbed yet: 20 x .5 / (2 + 20) = .4545.
    const outcome = { customers: 2, bought: 1, predicted: expect.closeTo(0.454545, 5), actual: 0.5 };
    expect(body.steps).toMatchObject([{ from: 'Starter Pack', to: 'Pro Pack', ...outcome }]);
    expect(body.confidence_bands).toMatchObject([{ confidence: 0.85, ...outcome }]);
  });
});

describe('segments and churn', () => {
  it('put every customer into exactly one segment, and say by which rule', async () => {
    const { body } = await shop.call('GET', '/api/segments');
    expect(body.total).toBe(3);
    expect(
      body.segments.map(({ segment, customers }: { segment: string; customers: number }) => [segment, customers]),
    ).toEqual([
      ['new', 1],
      ['repeat', 2],
      ['loyal', 0],
      ['at-risk', 0],
      ['lost', 0],
    ]);
  });

  it('name who stays away with the right upgrade, and offer nothing outside a test', async () => {
    app.setClock(new Date('2026-08-10T12:00:00Z'));
    await shop.call('PATCH', `/api/stores/${shop.store.slug}`, { json: { max_offer_percent: 20 } });
    const { body } = await shop.call('GET', '/api/churn');
    const listed = await shop.call('GET', '/api/customers?segment=at-risk');
    app.setClock(JUNE);
    expect(body.customers.map(({ receipt }: { receipt: string }) => receipt)).toEqual(['R3', 'R2', 'R1']);
    expect(body.customers[2]).toMatchObject({
      segment: 'at-risk',
      suggestion: 'upgrade',
      recommended_product: 'Pro Pack',
      // One own gap of a day beside three of 30: 91 / 4 = 22.75.
      typical_gap_days: 22.75,
      expected_next_order_at: '2026-06-25T04:00:00.000Z',
      offer_percent: null,
    });
    expect(listed.body.data.map(({ id }: { id: string }) => id)).toEqual(['R3', 'R2', 'R1']);
  });
});

describe('erasing a customer', () => {
  it('takes the person out and leaves every sum where it was', async () => {
    const store = await freshShop();
    await buy(app, store.store, { customer: 'E1', packs: ['starter', 'pro'], from: '2026-06-01T10:00:00Z' });
    await buy(app, store.store, { customer: 'E2', packs: ['starter'], from: '2026-06-01T10:00:00Z' });
    await store.call('GET', '/api/recommendations/customer/E1');
    const before = (await store.call('GET', '/api/recommendations/products')).body.products;
    const data = (await store.call('GET', '/api/customers/E1/data')).body;
    expect(data.orders).toHaveLength(2);
    expect(data.recommendations.length).toBeGreaterThan(0);
    expect((await store.call('DELETE', '/api/customers/E1')).body).toEqual({ erased: true, orders_unlinked: 2 });
    for (const path of ['customers/E1', 'customers/E1/data', 'recommendations/customer/E1']) {
      expect((await store.call('GET', `/api/${path}`)).status).toBe(404);
    }
    expect((await store.call('DELETE', '/api/customers/E1')).status).toBe(404);
    const after = (await store.call('GET', '/api/recommendations/products')).body.products;
    expect(after['Pro Pack'].revenue).toBe(before['Pro Pack'].revenue);
    expect(after['Starter Pack']).toMatchObject({ orders: 2, revenue: before['Starter Pack'].revenue });
    expect((await store.call('GET', `/api/stores/${store.store.slug}/verify`)).body.differences).toEqual([]);
    expect((await store.call('GET', '/api/customers')).body.data).toHaveLength(1);
  });
});

describe('erasing a customer without orders', () => {
  it('is seen by the next question', async () => {
    const store = await freshShop();
    await sendOrders(app, store.store, [packOrder('z1', 'Z1', 'starter', '2026-06-01T10:00:00Z')]);
    await store.call('DELETE', '/api/orders/z1');
    expect((await store.call('GET', '/api/recommendations/customer/Z1')).status).toBe(200);
    expect((await store.call('DELETE', '/api/customers/Z1')).body).toEqual({ erased: true, orders_unlinked: 0 });
    expectProblem(await store.call('GET', '/api/recommendations/customer/Z1'), 'unknown_customer');
  });
});

describe('the audit log of an erasure', () => {
  const entriesOf = (person: Person) =>
    person.call('GET', '/api/audit?limit=2').then(({ body }): AuditEntry[] => body.data);

  it('says who erased, a person or a key, and which customer by number', async () => {
    const store = await freshShop();
    const owner = await addPerson(app, store.store, 'owner');
    for (const customer of ['eva@example.org', 'kai@example.org']) {
      await buy(app, store.store, { customer, packs: ['starter', 'pro'], from: '2026-06-01T10:00:00Z' });
    }
    const numbers = await app.context.database.forStore(store.store.id, (scope) =>
      findReferences(scope, { table: 'customer', externalIds: ['eva@example.org', 'kai@example.org'] }),
    );
    expect((await owner.call('DELETE', '/api/customers/eva%40example.org')).status).toBe(200);
    expect((await store.call('DELETE', '/api/customers/kai%40example.org')).status).toBe(200);
    expectProblem(await owner.call('DELETE', '/api/customers/kai%40example.org'), 'unknown_customer');
    const erased = { action: 'customer.erased', details: { orders_unlinked: 2 } };
    expect(await entriesOf(owner)).toMatchObject([
      { ...erased, actor: { kind: 'key' }, subject: `customer ${numbers.get('kai@example.org')}` },
      { ...erased, actor: { kind: 'user', email: owner.email }, subject: `customer ${numbers.get('eva@example.org')}` },
    ]);
  });

  it('leaves the reference nowhere in the database, in no log and as no hash', async () => {
    const store = await freshShop();
    const receipt = 'somebody.who.leaves@example.org';
    await sendOrders(app, store.store, [packOrder('leaving-1', receipt, 'starter', '2026-06-01T10:00:00Z')]);
    await store.call('GET', `/api/recommendations/customer/${encodeURIComponent(receipt)}`);
    await store.call('GET', `/api/recommendations?customer=${encodeURIComponent(receipt)}`);
    const before = await dumpStore(store);
    expect(before).toContain(receipt);
    await store.call('DELETE', `/api/customers/${encodeURIComponent(receipt)}`);
    const after = await dumpStore(store);
    expect(after).toContain('leaving-1');
    const hashes = ['md5', 'sha1', 'sha256'].map((kind) => createHash(kind).update(receipt).digest('hex'));
    for (const trace of [receipt, ...hashes]) expect(after).not.toContain(trace);
    expect(app.logLines.join('')).not.toContain(receipt);
  });

  it('is closed to staff, who may look at customers', async () => {
    const store = await freshShop();
    const staff = await addPerson(app, store.store, 'staff');
    await buy(app, store.store, { customer: 'E9', packs: ['starter'], from: '2026-06-01T10:00:00Z' });
    expect((await staff.call('GET', '/api/customers/E9')).status).toBe(200);
    expectProblem(await staff.call('DELETE', '/api/customers/E9'), 'role_too_low');
    expect((await store.call('GET', '/api/customers/E9')).status).toBe(200);
  });
});

/** Every row of a store, in all tables, as the administrator of the database sees them. */
async function dumpStore({ store }: KeyedStore): Promise<string> {
  const client = await connectClient(app.test.admin, 'pairwell test');
  const tables = await client.query<{ name: string }>(`
    SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'store_id'
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`);
  const found: string[] = [];
  for (const { name } of tables.rows) {
    const rows = await client.query(`SELECT t::text AS row FROM ${name} t WHERE store_id = $1`, [store.id]);
    found.push(...rows.rows.map(({ row }) => `${name} ${row}`));
  }
  await client.end();
  return found.join('\n');
}

describe('the library', () => {
  it('has the five functions, which answer as the routes do', async () => {
    const store = await openStore({ services: app }, shop.store.slug);
    expect(await generateRecommendations('R1', { store, limit: 3 })).toEqual((await get('customer/R1')).body);
    expect(await getCrossSellOpportunities({ store })).toEqual((await get('opportunities')).body);
    expect(await getProductPerformance({ store })).toEqual((await get('products')).body);
    expect(await getRecommendationStats({ store })).toEqual((await get('stats')).body);
    expect(await calculateRecommendationImpact({ store })).toEqual((await get('stats')).body.impact);
    await expect(generateRecommendations('nobody', { store })).rejects.toMatchObject({ code: 'unknown_customer' });
  });
});
