import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { settleAttribution } from '../../src/services/attribution/process-due.ts';
import { giveAnswer } from '../support/given-answers.ts';
import { expectProblem, type KeyedStore, openTestApp, TEST_NOW, type TestApp } from '../support/test-app.ts';

const BROWSER = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'sec-fetch-mode': 'cors',
};
const MINUTE_MS = 60_000;

let test: TestApp;
let bistro: KeyedStore;
let stores = 0;

beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

/** A store whose guests order fries with a burger, as the suggestions will say. */
beforeEach(async () => {
  test.setClock(TEST_NOW);
  bistro = await test.addStore(`bistro-${++stores}`);
  const line = (item: string) => ({ item, name: item, unit_price_minor: 400 });
  const past = Array.from({ length: 12 }, (_, n) => ({
    id: `past-${n}`,
    ordered_at: '2026-02-20T12:00:00Z',
    lines: n < 8 ? [line('burger'), line('fries')] : [line('cola')],
  }));
  await bistro.call('POST', '/api/orders', { json: past });
});

/** An answer for a cart with a burger: its first slot are the fries. */
async function suggest(session = 's1') {
  const url = `/api/recommendations?cart=burger&session=${session}`;
  const { body } = await bistro.call('GET', url, { key: bistro.publishable, headers: BROWSER });
  expect(body.slots[0]).toMatchObject({ position: 1, item: { id: 'fries' } });
  return body as { rec_id: string; token: string };
}

async function tell(
  type: string,
  { rec_id, token }: { rec_id: string; token: string },
  { session = 's1', ...more }: { session?: string; [field: string]: unknown } = {},
) {
  const events = [{ event_id: uuidv7At(), type, rec_id, token, item: 'fries', position: 1, ...more }];
  const json = { session, events };
  const { body } = await bistro.call('POST', '/api/events', { key: bistro.publishable, json, headers: BROWSER });
  expect(body.accepted).toBe(1);
  return body.results[0];
}

/** The clock of the test stands in 2026, so ids are made by it. */
function uuidv7At(): string {
  const time = test.context.clock().getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-${uuidv7().slice(14)}`;
}

const later = (minutes: number) => test.setClock(new Date(test.context.clock().getTime() + minutes * MINUTE_MS));

async function order(more: object = {}) {
  const lines = [
    { item: 'burger', unit_price_minor: 900 },
    { item: 'fries', quantity: 2, unit_price_minor: 400 },
  ];
  const json = { id: 'o1', session: 's1', lines, ...more };
  expect((await bistro.call('POST', '/api/orders', { json })).status).toBeLessThan(300);
  await settleAttribution(test, bistro.store.id);
}

const explain = async (id = 'o1') => (await bistro.call('GET', `/api/orders/${id}/attribution`)).body;

describe('from the answer to the money', () => {
  it('credits what was added from a slot, and says why', async () => {
    const answer = await suggest();
    await test.served.flush();
    later(1);
    const { event_id } = await tell('add', answer, { quantity: 1, in_cart_before: 0 });
    later(1);
    await order();
    const told = await explain();
    expect(told).toMatchObject({
      order: 'o1',
      status: 'completed',
      session: 's1',
      net_minor: 1700,
      attributed_minor: 400,
    });
    expect(told.lines[0]).toMatchObject({ item: 'burger', reason: 'no_touch', touch: null, attributed_minor: 0 });
    expect(told.lines[1]).toMatchObject({
      item: 'fries',
      reason: 'credited',
      attributed_quantity: 1,
      attributed_minor: 400,
      booked_minor: 400,
      touch: { event_id, type: 'add', rec_id: answer.rec_id, position: 1, placement: 'cart' },
      candidates: [{ event_id, verdict: 'credited' }],
    });
    const { body } = await bistro.call('GET', '/api/attribution');
    expect(body).toMatchObject({ has_more: false, data: [{ order: 'o1', kind: 'sale', amount_minor: 400 }] });
    const events = await bistro.call('GET', '/api/events?type=add');
    expect(events.body.data[0]).toMatchObject({ event_id, revenue_minor: 400 });
  });

  it('never credits a forged token, and shows the attempt', async () => {
    const answer = await suggest();
    later(1);
    const forged = { ...answer, token: `${answer.token.slice(0, -4)}AAAA` };
    expect(await tell('click', forged)).toMatchObject({ verified: false });
    later(1);
    await order();
    expect((await explain()).lines[1]).toMatchObject({
      reason: 'unverified',
      attributed_minor: 0,
      candidates: [{ type: 'click', verdict: 'unverified' }],
    });
  });

  it('tells what came of suggesting a pair, net of refunds', async () => {
    const pairOf = async () => {
      const { body } = await bistro.call('GET', '/api/pairs?item=burger');
      return body.pairs.find((pair: { consequent: string }) => pair.consequent === 'fries');
    };
    expect(await pairOf()).toMatchObject({ times_recommended: 0, times_clicked: 0, conversion_rate: null });
    const answers = [await suggest('s1'), await suggest('s2'), await suggest('s3')] as const;
    await test.served.flush();
    later(1);
    await tell('click', answers[0]);
    await tell('add', answers[0], { quantity: 2 });
    await tell('click', answers[1], { session: 's2' });
    later(1);
    await order();
    expect(await pairOf()).toMatchObject({
      times_recommended: 3,
      times_clicked: 2,
      times_converted: 1,
      revenue_generated: 800,
      conversion_rate: 0.5,
    });
    await bistro.call('POST', '/api/orders/o1/refunds', {
      json: { id: 'r1', line: 2, quantity: 2, amount_minor: 800 },
    });
    await settleAttribution(test, bistro.store.id);
    expect(await pairOf()).toMatchObject({ times_converted: 0, revenue_generated: 0, conversion_rate: 0 });
    later(40 * 24 * 60);
    expect(await pairOf()).toMatchObject({ times_recommended: 0 });
    const { body } = await bistro.call('GET', '/api/pairs?item=burger&days=60');
    expect(body.pairs[0]).toMatchObject({ times_recommended: 3, times_clicked: 2 });
  });

  it('counts a day that is over once, and anew when an answer of it comes in late', async () => {
    const answer = { recId: uuidv7(), at: test.context.clock(), slots: [{ item: 'fries', source: 'burger' }] };
    await giveAnswer(test, bistro.store, answer);
    later(3 * 24 * 60);
    const timesOf = async () => {
      const { body } = await bistro.call('GET', '/api/pairs?item=burger');
      const { times_recommended, times_clicked } = body.pairs[0];
      return { times_recommended, times_clicked };
    };
    expect(await timesOf()).toEqual({ times_recommended: 1, times_clicked: 0 });
    expect(await timesOf()).toEqual({ times_recommended: 1, times_clicked: 0 });
    await giveAnswer(test, bistro.store, { ...answer, recId: uuidv7() });
    expect(await timesOf()).toEqual({ times_recommended: 2, times_clicked: 0 });
  });

  it('is worked off behind the answers by a process that serves', async () => {
    test.attribution.start();
    try {
      const answer = await suggest();
      later(1);
      await tell('click', answer);
      later(1);
      const lines = [{ item: 'fries', quantity: 1, unit_price_minor: 400 }];
      await bistro.call('POST', '/api/orders', { json: { id: 'o1', session: 's1', lines } });
      await expect.poll(async () => (await explain()).lines[0].booked_minor).toBe(400);
    } finally {
      await test.attribution.close();
    }
  });
});

describe('GET /api/attribution', () => {
  it('pages through everything once, by day of the order', async () => {
    const answer = await suggest();
    later(1);
    await tell('click', answer);
    later(1);
    const lines = [1, 2, 3].map(() => ({ item: 'fries', unit_price_minor: 400 }));
    await order({ lines });
    const seen: number[] = [];
    let cursor = '';
    do {
      const { body } = await bistro.call('GET', `/api/attribution?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.data.map((entry: { line: number }) => entry.line));
      cursor = body.next_cursor ?? '';
    } while (cursor !== '');
    expect(seen).toEqual([1, 2, 3]);
    const count = async (query: string) => (await bistro.call('GET', `/api/attribution?${query}`)).body.data.length;
    expect(await count('from=2026-03-02&to=2026-03-02')).toBe(3);
    expect(await count('from=2026-03-03')).toBe(0);
    expect(await count('booked_to=2026-03-02T12:00:00Z')).toBe(0);
    expect(await count('order=o2')).toBe(0);
  });

  it('refuses days, cursors and callers that are none', async () => {
    expectProblem(await bistro.call('GET', '/api/attribution?from=2026-02-30'), 'invalid_request');
    expectProblem(await bistro.call('GET', '/api/attribution?cursor=x'), 'invalid_request');
    expectProblem(await bistro.call('GET', '/api/orders/none/attribution'), 'unknown_order');
    expectProblem(await bistro.call('GET', '/api/attribution', { key: bistro.publishable }), 'forbidden');
  });
});
