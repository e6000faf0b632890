import { createHash, createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { V7Generator } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventRequest } from '../../src/contract/event.ts';
import { turnEventWeeks } from '../../src/services/housekeeping.ts';
import { EventIntake } from '../../src/services/tracking/event-intake.ts';
import { signToken, TOKEN_PURPOSE } from '../../src/services/tracking/recommendation-token.ts';
import { callApp, expectProblem, type KeyedStore, openTestApp, TEST_NOW, type TestApp } from '../support/test-app.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** A browser as its requests look. */
const BROWSER = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'sec-fetch-mode': 'cors',
};

let test: TestApp;
let bistro: KeyedStore;
let other: KeyedStore;

beforeAll(async () => {
  test = await openTestApp();
  [bistro, other] = [await test.addStore('bistro'), await test.addStore('other')];
  for (const { call } of [bistro, other]) {
    for (const [id, name] of [
      ['burger', 'Burger'],
      ['fries', 'Fries'],
      ['cola', 'Cola'],
    ] as const) {
      await call('PUT', `/api/items/${id}`, { json: { name, price_minor: 500 } });
    }
  }
});
beforeEach(() => test.setClock(TEST_NOW));
afterAll(() => test.close());

/** A UUIDv7 made this long before the clock of the tests. */
const idAt = (agoMs = 0) => new V7Generator().generateOrResetWithTs(TEST_NOW.getTime() - agoMs).toString();
const isoAt = (agoMs: number) => new Date(TEST_NOW.getTime() - agoMs).toISOString();

const post = (
  body: object,
  { headers = {}, store = bistro }: { headers?: Record<string, string>; store?: KeyedStore } = {},
) => store.call('POST', '/api/events', { key: store.publishable, json: body, headers: { ...BROWSER, ...headers } });

const send = (events: Partial<EventRequest>[], common: object = {}, options = {}) =>
  post({ events: events.map((event) => ({ event_id: idAt(), type: 'click', ...event })), ...common }, options);

const ask = async (query = 'item=burger&session=s-1', store = bistro) =>
  (await store.call('GET', `/api/recommendations?${query}`, { key: store.publishable, headers: BROWSER })).body;

/** The token of an answer that was given as the clock of the tests stands. */
const answer = async (query?: string) => {
  const body = await ask(query);
  return { ...body, first: body.slots[0].item.id as string, second: body.slots[1].item.id as string };
};

const readRows = (store = bistro) =>
  test.context.database.forStore(store.store.id, ({ tx }) => tx.selectFrom('event').selectAll().execute());
const readRow = async (eventId: string, store = bistro) =>
  (await readRows(store)).find((row) => row.event_id === eventId);
const readDue = (store = bistro) =>
  test.context.database.forStore(store.store.id, async ({ tx }) =>
    (await tx.selectFrom('attribution_due').select('unit').execute()).map((row) => row.unit).sort(),
  );

describe('POST /api/events', () => {
  it('stores an event of an answer with all that was sent, proven by its token', async () => {
    const { token, rec_id, first } = await answer('item=burger&session=s-all');
    const event = {
      event_id: idAt(),
      type: 'add' as const,
      occurred_at: isoAt(5000),
      rec_id,
      token,
      position: 1,
      item: first,
      source_item: 'burger',
      placement: 'item' as const,
      quantity: 2,
      in_cart_before: 1,
      order: 'o-1',
      context: { cart_size: 3, cart_items: ['burger'], session_duration: 61.5 },
    };
    const common = { sent_at: isoAt(0), session: 's-all', visitor: 'v-all', consent: 'granted', table: 't-7' };
    const { status, headers, body } = await post({ ...common, events: [event] });
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(body).toEqual({
      accepted: 1,
      duplicates: 0,
      rejected: 0,
      results: [{ event_id: event.event_id, result: 'accepted', verified: true }],
    });
    expect(await readRow(event.event_id)).toMatchObject({
      type: 'add',
      rec_id,
      position: 1,
      verified: true,
      bot: null,
      staff: false,
      quantity: '2.000',
      in_cart_before: '1.000',
      session: 's-all',
      visitor: 'v-all',
      consent: 'granted',
      dining_table: 't-7',
      order_ref: 'o-1',
      item_ref: null,
      at: new Date(TEST_NOW.getTime() - 5000),
      // Monday noon in UTC, the zone of the store.
      hour: 11,
      weekday: 1,
      context: event.context,
    });
    expect(await readDue()).toEqual(['s:s-all', 'v:v-all']);
    await bistro.call('GET', '/api/events?limit=1');
    await test.served.flush();
    const { body: list } = await bistro.call('GET', '/api/events?limit=1');
    expect(list).toMatchObject({ has_more: false, next_cursor: null });
    expect(list.data).toEqual([
      {
        event_id: event.event_id,
        event_type: 'add',
        occurred_at: isoAt(5000),
        rec_id,
        placement: 'item',
        recommendation_type: expect.any(String),
        recommended_item_id: first,
        source_item_id: 'burger',
        position: 1,
        quantity: 2,
        session: 's-all',
        visitor: 'v-all',
        customer: null,
        table: 't-7',
        order_id: 'o-1',
        context: { time_of_day: 11, weekday: 1, cart_size: 3, cart_items: ['burger'], session_duration: 61.5 },
        algorithm_version: 'v1',
        test_group: 'control',
        revenue_minor: 0,
        verified: true,
        bot: null,
        received_at: TEST_NOW.toISOString(),
      },
    ]);
  });

  it('takes an event once, however often, in whatever company and order it comes', async () => {
    const ids = [idAt(), idAt(), idAt()];
    const [a, b, c] = ids.map((event_id) => ({ event_id }));
    const first = await send([a, b, a] as never);
    expect(first.body).toMatchObject({ accepted: 2, duplicates: 1, rejected: 0 });
    expect(first.body.results.map((row: { result: string }) => row.result)).toEqual([
      'accepted',
      'accepted',
      'duplicate',
    ]);
    expect((await send([c, b, a] as never)).body).toMatchObject({ accepted: 1, duplicates: 2 });
    expect((await send([{ event_id: ids[0]?.toUpperCase() } as never])).body).toMatchObject({ duplicates: 1 });
    expect((await readRows()).filter((row) => ids.includes(row.event_id))).toHaveLength(3);
    expect((await send([a] as never, {}, { store: other })).body.accepted).toBe(1);
  });

  it('takes each event once when two processes get the same calls at the same time, in opposite orders', async () => {
    const second = new EventIntake(test.secondProcess().context);
    const ids = Array.from({ length: 200 }, () => idAt());
    const signals = {
      userAgent: '',
      fetchMode: null,
      purpose: '',
      trustworthy: true,
      privacyControl: false,
      server: true,
    };
    const take = (intake: EventIntake, order: readonly string[]) =>
      intake.take(bistro.store.id, {
        batch: {
          consent: 'pending',
          automated: false,
          staff: false,
          events: order.map((event_id) => ({ event_id, type: 'click' })),
        },
        signals,
      });
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, turn) => take(turn % 2 ? second : test.events, turn % 3 ? ids : ids.toReversed())),
    );
    expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(200);
    expect(answers.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(1000);
    expect((await readRows()).filter((row) => ids.includes(row.event_id))).toHaveLength(200);
  });

  it('refuses ids of more than 7 days ago and more than 1 day ahead, to the millisecond', async () => {
    const edges = [7 * DAY_MS, 7 * DAY_MS + 1, -DAY_MS, -DAY_MS - 1].map((agoMs) => ({ event_id: idAt(agoMs) }));
    const { body } = await send(edges);
    expect(body.results.map((row: { result: string; code?: string }) => row.code ?? row.result)).toEqual([
      'accepted',
      'event_too_old',
      'accepted',
      'event_ahead',
    ]);
    expect(body.results[1].detail).toContain('7 days');
    // Both sides of a border between two weeks: Monday 2026-02-23T00:00Z is 7 days and 12 hours before the clock.
    const monday = TEST_NOW.getTime() - Date.UTC(2026, 2, 2);
    const border = [monday, monday + 1, monday - 1].map((agoMs) => ({ event_id: idAt(agoMs) }));
    expect((await send(border)).body).toMatchObject({ accepted: 3 });
    expect((await send(border)).body).toMatchObject({ accepted: 0, duplicates: 3 });
  });

  it('stays idempotent when weeks turn and old ones are dropped', async () => {
    const event = { event_id: idAt() };
    expect((await send([event])).body.accepted).toBe(1);
    test.setClock(new Date(TEST_NOW.getTime() + 7 * DAY_MS));
    await test.events.partitions.prepare();
    await test.events.partitions.drop();
    expect((await send([event])).body.duplicates).toBe(1);
    test.setClock(new Date(TEST_NOW.getTime() + 7 * DAY_MS + 1));
    expect((await send([event])).body.results[0]).toMatchObject({ result: 'rejected', code: 'event_too_old' });
  });

  it('corrects the clock of the device and keeps what it said', async () => {
    // A device that is 40 days slow: it happened 90 s before it was sent.
    const slow = { event_id: idAt(), occurred_at: isoAt(40 * DAY_MS + 90_000) };
    // "Happened" after it was sent: not later than it came.
    const odd = { event_id: idAt(), occurred_at: isoAt(40 * DAY_MS - 90_000) };
    // 8 days on the way, by one clock: too old whatever the id says.
    const late = { event_id: idAt(), occurred_at: isoAt(48 * DAY_MS) };
    const { body } = await send([slow, odd, late], { sent_at: isoAt(40 * DAY_MS) });
    expect(body.results.map((row: { code?: string }) => row.code ?? null)).toEqual([null, null, 'event_too_old']);
    expect(await readRow(slow.event_id)).toMatchObject({
      at: new Date(TEST_NOW.getTime() - 90_000),
      occurred_at: new Date(slow.occurred_at),
      sent_at: new Date(TEST_NOW.getTime() - 40 * DAY_MS),
      received_at: TEST_NOW,
    });
    expect((await readRow(odd.event_id))?.at).toEqual(TEST_NOW);
  });

  it('reads a call of 1000 with every kind of fault: the good ones are in, each fault has its place', async () => {
    const faults: [unknown, string][] = [
      [null, 'invalid_event'],
      ['text', 'invalid_event'],
      [[], 'invalid_event'],
      [{}, 'invalid_event'],
      [{ event_id: '0195a000-0000-4000-8000-000000000000', type: 'click' }, 'invalid_event'],
      [{ event_id: idAt(), type: 'purchase' }, 'invalid_event'],
      [{ event_id: idAt(), type: 'click', position: 0 }, 'invalid_event'],
      [{ event_id: idAt(), type: 'click', position: 1.5 }, 'invalid_event'],
      [{ event_id: idAt(), type: 'click', quantity: -1 }, 'invalid_event'],
      [{ event_id: idAt(), type: 'click', quantity: 1e9 }, 'invalid_event'],
      [{ event_id: idAt(), type: 'click', item: 'x'.repeat(201) }, 'invalid_event'],
      [{ event_id: idAt(), type: 'click', item: 'a\u0000b' }, 'invalid_event'],
      [{ event_id: idAt(), type: 'click', item: '\ud800' }, 'invalid_event'],
      [{ event_id: idAt(), type: 'click', occurred_at: 'yesterday' }, 'invalid_event'],
      [{ event_id: idAt(), type: 'click', occurred_at: '2026-03-02T12:00:00' }, 'invalid_event'],
      [{ event_id: idAt(), type: 'click', rec_id: 'none' }, 'invalid_event'],
      [{ event_id: idAt(), type: 'click', token: 'x'.repeat(10_000) }, 'invalid_event'],
      [{ event_id: idAt(), type: 'click', context: { cart_items: Array(51).fill('a') } }, 'invalid_event'],
      [{ event_id: idAt(30 * DAY_MS), type: 'click' }, 'event_too_old'],
      [{ event_id: idAt(-2 * DAY_MS), type: 'click' }, 'event_ahead'],
    ];
    const good = Array.from({ length: 1000 - faults.length }, () => ({
      event_id: idAt(),
      type: 'impression',
      item: 'fries',
    }));
    const events: unknown[] = [...good];
    for (const [index, [fault]] of faults.entries()) events.splice(index * 40, 0, fault);
    const { status, body } = await post({ events });
    expect([status, events.length, body.accepted, body.rejected]).toEqual([200, 1000, good.length, faults.length]);
    expect(faults.map((_, index) => body.results[index * 40].code)).toEqual(faults.map(([, code]) => code));
    expect(body.results[0]).toMatchObject({ event_id: null, result: 'rejected', verified: false });
    expect(body.results[5 * 40]).toMatchObject({
      event_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      result: 'rejected',
    });
    const ids = new Set((await readRows()).map((row) => row.event_id));
    expect(good.every(({ event_id }) => ids.has(event_id))).toBe(true);
    expectProblem(await post({ events: [...events, {}] }), 'invalid_request');
    expectProblem(await post({ events: [] }), 'invalid_request');
    expectProblem(await post({ session: 'x'.repeat(10_000), events: [{}] }), 'invalid_request');
  });

  it('keeps hostile text as text', async () => {
    const texts = [
      '<script>alert(1)</script>',
      "'; DROP TABLE event; --",
      '\u202etxt.exe',
      '{"a":1}',
      '\\N',
      '%s"$(x)',
    ];
    const events = texts.map((item) => ({ event_id: idAt(), item, order: item, context: { cart_items: [item] } }));
    expect((await send(events, { session: texts[0], table: texts[1] })).body.accepted).toBe(texts.length);
    for (const [index, { event_id }] of events.entries()) {
      expect(await readRow(event_id)).toMatchObject({
        item_ref: texts[index],
        order_ref: texts[index],
        context: { cart_items: [texts[index]] },
        session: texts[0],
        dining_table: texts[1],
      });
    }
    expect((await send([{ item: 'x'.repeat(10_240) }])).body.rejected).toBe(1);
    const { type } = await bistro.call('GET', '/api/events?limit=50');
    expect(type).toBe('application/json; charset=utf-8');
  });

  it('takes what a beacon sends: JSON as text; other routes and other types do not', async () => {
    const body = JSON.stringify({ events: [{ event_id: idAt(), type: 'view', item: 'cola' }] });
    const beacon = (url: string, type: string) =>
      callApp(test.app, { method: 'POST', url, raw: body, headers: { ...BROWSER, 'content-type': type } });
    const url = `/api/events?key=${bistro.publishable}`;
    expect((await beacon(url, 'text/plain;charset=UTF-8')).body.accepted).toBe(1);
    expect((await beacon(url, 'application/json')).body.duplicates).toBe(1);
    expectProblem(await beacon(url, 'application/x-www-form-urlencoded'), 'unsupported_media_type');
    expectProblem(
      await beacon(`/api/recommendations/track?key=${bistro.publishable}`, 'text/plain'),
      'unsupported_media_type',
    );
    expectProblem(await bistro.call('POST', '/api/events', { raw: '{"events":' }), 'bad_json');
    expectProblem(await bistro.call('POST', '/api/events', { raw: '{"__proto__":{},"events":[{}]}' }), 'bad_json');
  });

  it('refuses a body that is too large for its key', async () => {
    const filler = 'x'.repeat(270 * 1024);
    expectProblem(await post({ filler, events: [{}] }), 'payload_too_large');
    const body = { filler, events: [{ event_id: idAt(), type: 'view' }] };
    expect((await bistro.call('POST', '/api/events', { json: body })).body.accepted).toBe(1);
    const larger = { ...body, filler: filler.repeat(4) };
    const refused = await bistro.call('POST', '/api/events', { json: larger });
    expectProblem(refused, 'payload_too_large');
    expect(refused.body.detail).toBe('The body is over 1024 KiB, the most that this address takes.');
    expect(refused.body.hint).not.toContain('orders');
  });

  it('says that a beacon is empty in words that are true of a beacon', async () => {
    const headers = { 'content-type': 'text/plain;charset=UTF-8' };
    for (const path of ['/api/events', '/api/recommendations/batch']) {
      const answer = await bistro.call('POST', path, { raw: '', headers });
      expectProblem(answer, 'bad_json');
      expect(answer.body.detail).toBe('The body is empty.');
      expect(answer.body.hint).not.toContain('application/json');
    }
  });

  it('refuses a parameter of its list that it does not know', async () => {
    const { status, body } = await bistro.call('GET', '/api/events?verifed=true');
    expect([status, body.errors]).toEqual([
      400,
      [{ pointer: '/verifed', message: 'there is no parameter "verifed", did you mean "verified"?' }],
    ]);
  });

  it('lets pages of other origins in, and only those of the key', async () => {
    const shop = await test.addStore('shop', { origins: ['https://shop.example'] });
    const preflight = await callApp(test.app, {
      method: 'OPTIONS' as 'GET',
      url: '/api/events',
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
    });
    expect([preflight.status, preflight.headers['access-control-allow-origin']]).toEqual([204, 'https://shop.example']);
    const from = (origin: string) => send([{}], {}, { store: shop, headers: { origin } });
    expect((await from('https://shop.example')).body.accepted).toBe(1);
    expectProblem(await from('https://evil.example'), 'wrong_origin');
    expectProblem(await shop.call('POST', '/api/events', { key: null, json: { events: [{}] } }), 'missing_key');
    expectProblem(await shop.call('GET', '/api/events', { key: shop.publishable }), 'forbidden');
  });
});

describe('tokens', () => {
  const verifiedOf = async (event: Partial<EventRequest>, options = {}) => {
    const { body } = await send([event], { session: 's-token' }, options);
    expect(body.accepted).toBe(1);
    return body.results[0].verified as boolean;
  };

  it('prove an item at its position, or anywhere in the answer without one', async () => {
    const { token, rec_id, first, second } = await answer();
    expect(await verifiedOf({ token, rec_id, item: first, position: 1 })).toBe(true);
    expect(await verifiedOf({ token, rec_id, item: second })).toBe(true);
    expect(await verifiedOf({ token, position: 2 })).toBe(true);
    expect(await verifiedOf({ token, type: 'exposure' })).toBe(true);
    const ofSecond = (await readRows()).filter((row) => row.position === 2).at(-1);
    expect(ofSecond).toMatchObject({ rec_id, item_id: expect.any(Number), verified: true });
  });

  it('prove nothing else: the event is stored, not verified, and nothing falls due', async () => {
    const { token, rec_id, first, second } = await answer();
    const foreign = await ask('item=burger', other);
    const key = test.context.secret(TOKEN_PURPOSE);
    const made = { storeId: bistro.store.id, recId: rec_id, arm: 'control', items: [1], expiresAt: 4_000_000_000 };
    const unproven: Partial<EventRequest>[] = [
      { rec_id, item: first, position: 1 },
      { token, rec_id, item: first, position: 2 },
      { token, rec_id, item: second, position: 1 },
      { token, rec_id, item: 'burger', position: 1 },
      { token, rec_id, item: 'unknown', position: 1 },
      { token, rec_id, item: first, position: 1000 },
      { token, position: 1000 },
      { token, rec_id },
      { token, rec_id: foreign.rec_id, item: first, position: 1 },
      { token: foreign.token, item: first },
      { token: `${token}A`, item: first },
      { token: `${token.slice(0, 30)}${token[30] === 'A' ? 'B' : 'A'}${token.slice(31)}`, item: first },
      { token: signToken(Buffer.alloc(32), made), item: first },
      { token: Buffer.from('{"rec_id":1}').toString('base64url'), item: first },
      { token: '', item: first },
    ];
    const before = await readDue();
    for (const event of unproven) expect([event, await verifiedOf(event)]).toEqual([event, false]);
    expect(await readDue()).toEqual(before);
    // The same with the key of the installation is good: what was wrong was the key.
    expect(await verifiedOf({ token: signToken(key, { ...made, items: [2] }), item: 'fries' })).toBe(true);
    expect(await readDue()).toContain('s:s-token');
  });

  it('are good for 24 hours of the time at which the event happened', async () => {
    const { token, first } = await answer();
    const later = (ms: number) => new Date(TEST_NOW.getTime() + ms);
    test.setClock(later(24 * HOUR_MS - 1));
    expect(await verifiedOf({ token, item: first })).toBe(true);
    test.setClock(later(24 * HOUR_MS));
    expect(await verifiedOf({ token, item: first })).toBe(false);
    // It happened in time, and a phone without a net sent it two days later.
    test.setClock(later(50 * HOUR_MS));
    const { body } = await send([{ token, item: first, occurred_at: later(2 * HOUR_MS).toISOString() }], {
      sent_at: later(50 * HOUR_MS).toISOString(),
    });
    expect(body.results[0].verified).toBe(true);
  });

  it('are absent when nothing was written down', async () => {
    expect((await ask()).token).toMatch(/^[A-Za-z0-9_-]{60,}$/);
    expect((await ask()).locale).toBe('en');
    await bistro.call('PATCH', '/api/stores/bistro', { json: { suggestions_enabled: false } });
    expect(await ask()).not.toHaveProperty('token');
    await bistro.call('PATCH', '/api/stores/bistro', { json: { suggestions_enabled: true } });
  });
});

describe('privacy', () => {
  const kept = async (common: object, headers: Record<string, string> = {}) => {
    const event_id = idAt();
    await post({ events: [{ event_id, type: 'view' }], session: 's', visitor: 'v', ...common }, { headers });
    const row = await readRow(event_id);
    return [row?.consent, row?.visitor, row?.session];
  };

  it('keeps a visitor with consent only, and never against Global Privacy Control', async () => {
    expect(await kept({ consent: 'granted' })).toEqual(['granted', 'v', 's']);
    expect(await kept({ consent: 'pending' })).toEqual(['pending', null, 's']);
    expect(await kept({ consent: 'denied' })).toEqual(['denied', null, 's']);
    expect(await kept({})).toEqual(['pending', null, 's']);
    expect(await kept({ consent: 'granted' }, { 'sec-gpc': '1' })).toEqual(['denied', null, 's']);
  });

  it('keeps the same rule for answers', async () => {
    const served = async (query: string, headers = {}) => {
      const url = `/api/recommendations?item=burger&session=s&visitor=v&${query}`;
      const { body } = await bistro.call('GET', url, { key: bistro.publishable, headers: { ...BROWSER, ...headers } });
      await test.served.flush();
      const row = await test.context.database.forStore(bistro.store.id, ({ tx }) =>
        tx.selectFrom('served').selectAll().where('rec_id', '=', body.rec_id).executeTakeFirstOrThrow(),
      );
      return [
        row.consent,
        row.visitor,
        row.session,
        row.bot,
        row.source_item !== null,
        ...(row.staff ? ['staff'] : []),
      ];
    };
    expect(await served('consent=granted')).toEqual(['granted', 'v', 's', null, true]);
    expect(await served('')).toEqual(['pending', null, 's', null, true]);
    expect(await served('consent=granted', { 'sec-gpc': '1' })).toEqual(['denied', null, 's', null, true]);
    expect(await served('', { 'user-agent': 'curl/8.1' })).toEqual(['pending', null, 's', 'user-agent', true]);
    expect(await served('automated=true')).toEqual(['pending', null, 's', 'automated', true]);
    expect(await served('staff=true')).toEqual(['pending', null, 's', null, true, 'staff']);
  });

  it("takes a customer from a page only with the word of the shop's server", async () => {
    const line = { item: 'burger', quantity: 1 };
    await bistro.call('POST', '/api/orders', { json: { id: 'of-anna', customer: 'anna.1', lines: [line] } });
    const sign = (customer: string, expiry: number, key = bistro.secret) => {
      const keyHash = createHash('sha256').update(key).digest();
      return `${expiry}.${createHmac('sha256', keyHash).update(`${customer}.${expiry}`).digest('hex')}`;
    };
    const soon = TEST_NOW.getTime() / 1000 + 60;
    const customerOf = async (common: object, key = bistro.publishable) => {
      const event_id = idAt();
      const json = { events: [{ event_id, type: 'view' }], consent: 'granted', customer: 'anna.1', ...common };
      const { status } = await bistro.call('POST', '/api/events', { key, json, headers: BROWSER });
      expect(status).toBe(200);
      return (await readRow(event_id))?.customer_id ?? null;
    };
    const anna = await customerOf({}, bistro.secret);
    expect(anna).toEqual(expect.any(Number));
    expect(await customerOf({ customer_token: sign('anna.1', soon) })).toBe(anna);
    expect(await customerOf({})).toBeNull();
    expect(await customerOf({ customer_token: 'x' })).toBeNull();
    expect(await customerOf({ customer_token: sign('anna', soon) })).toBeNull();
    expect(await customerOf({ customer_token: sign('anna.1', soon - 60) })).toBeNull();
    expect(await customerOf({ customer_token: sign('anna.1', soon, other.secret) })).toBeNull();
    expect(await customerOf({ customer_token: sign('anna.1', soon, bistro.publishable) })).toBeNull();
    expect(await customerOf({ customer_token: sign('anna.1', soon), consent: 'pending' })).toBeNull();
    const { body: extra } = await bistro.call('POST', '/api/keys', { json: { kind: 'secret', label: 'x' } });
    if (extra?.key) {
      const token = sign('anna.1', soon, extra.key);
      expect(await customerOf({ customer_token: token })).toBe(anna);
    }
    const personal = await ask(`customer=anna.1&customer_token=${sign('anna.1', soon)}&placement=home`);
    const guessed = await ask('customer=anna.1&placement=home');
    await test.served.flush();
    const rows = await test.context.database.forStore(bistro.store.id, ({ tx }) =>
      tx.selectFrom('served').select(['rec_id', 'customer_id']).execute(),
    );
    const customerBehind = (recId: string) => rows.find((row) => row.rec_id === recId)?.customer_id;
    expect([customerBehind(personal.rec_id), customerBehind(guessed.rec_id)]).toEqual([anna, null]);
  });

  it('stores neither address nor user agent', async () => {
    await send([{}], { session: 's-secret' });
    const rows = JSON.stringify(await readRows());
    for (const trace of ['127.0.0.1', 'Chrome', 'Mozilla']) expect(rows).not.toContain(trace);
    expect(test.logLines.join('')).not.toMatch(/s-secret|Mozilla/);
  });
});

describe('devices of the staff', () => {
  it('are kept apart: their events are proven, and mark nobody as due', async () => {
    const place = await test.addStore('with-staff');
    await place.call('PUT', '/api/items/soup', { json: { name: 'Soup', price_minor: 500 } });
    const { body: answer } = await place.call('GET', '/api/recommendations?session=s-at-the-bar');
    const tap = (staff: boolean, session: string) =>
      place.call('POST', '/api/events', {
        key: place.publishable,
        headers: BROWSER,
        json: {
          ...{ session, staff },
          events: [{ event_id: idAt(), type: 'click', rec_id: answer.rec_id, token: answer.token, position: 1 }],
        },
      });
    expect((await tap(true, 's-waiter')).body.results[0]).toMatchObject({ result: 'accepted', verified: true });
    await tap(false, 's-guest');
    const [rows, due] = await test.context.database.forStore(place.store.id, async ({ tx }) => [
      await tx.selectFrom('event').select(['session', 'staff']).orderBy('session').execute(),
      await tx.selectFrom('attribution_due').select('unit').execute(),
    ]);
    expect(rows).toEqual([
      { session: 's-guest', staff: false },
      { session: 's-waiter', staff: true },
    ]);
    expect(due).toEqual([{ unit: 's:s-guest' }]);
  });
});

describe('the weeks of events in a night', () => {
  it('are made three weeks ahead, and go with the months for which events are kept', async () => {
    const weeks = async () => {
      const { rows } = await sql<{ name: string }>`
        SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'event'::regclass ORDER BY 1`.execute(
        test.context.database.global,
      );
      return rows.map(({ name }) => name);
    };
    // A Monday fourteen months before the clock of the tests, 2 March 2026.
    const [first, last] = [new Date('2024-12-30T00:00:00Z'), new Date('2025-02-10T00:00:00Z')];
    await sql`SELECT ensure_event_partitions(${first}::timestamptz, ${last}::timestamptz)`.execute(
      test.context.database.global,
    );
    await turnEventWeeks(test);
    const left = await weeks();
    // 13 months before 2 March 2026 is 2 February 2025: the week of 27 January ends with the day after, and stays.
    expect(left[0]).toBe('event_20250127');
    expect(left).toContain('event_20260323');
    expect(test.warnings.join()).toContain('Old weeks of events were dropped {"weeks":4}');
    await turnEventWeeks(test);
    expect(await weeks()).toEqual(left);
  });
});

describe('machines', () => {
  const botOf = async (headers: Record<string, string>, common: object = {}, key = bistro.publishable) => {
    const event_id = idAt();
    const json = { events: [{ event_id, type: 'view' }], ...common };
    expect((await bistro.call('POST', '/api/events', { key, json, headers })).body.accepted).toBe(1);
    return (await readRow(event_id))?.bot;
  };
  const { 'sec-fetch-mode': _mode, ...withoutMode } = BROWSER;
  const crawler = { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' };

  it('are stored with the reason', async () => {
    expect(await botOf(BROWSER)).toBeNull();
    expect(await botOf(BROWSER, { automated: true })).toBe('automated');
    expect(await botOf(crawler)).toBe('user-agent');
    expect(await botOf({ 'user-agent': `${BROWSER['user-agent']} HeadlessChrome/126.0` })).toBe('headless');
    expect(await botOf({ ...BROWSER, 'sec-purpose': 'prefetch;prerender' })).toBe('prefetch');
    expect(await botOf({ ...BROWSER, purpose: 'prefetch' })).toBe('prefetch');
    expect(await botOf(withoutMode)).toBe('no-fetch-metadata');
    // Over plain http to a name, browsers leave the header out.
    expect(await botOf({ ...withoutMode, host: 'menu.example' })).toBeNull();
    const safari =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) AppleWebKit/605.1.15 Version/15.0 Safari/604.1';
    expect(await botOf({ 'user-agent': safari })).toBeNull();
  });

  it("are not a shop's server, but what it hands on", async () => {
    expect(await botOf({ 'user-agent': 'python-requests/2.31' }, {}, bistro.secret)).toBeNull();
    expect(await botOf(crawler, {}, bistro.secret)).toBe('user-agent');
    expect(await botOf(withoutMode, {}, bistro.secret)).toBeNull();
  });

  it('are sessions with more than 60 events in a minute, whatever arm they saw, and stay so for a while', async () => {
    const minute = (count: number) => Array.from({ length: count }, () => ({ event_id: idAt() }));
    const bots = async (events: { event_id: string }[], common: object) => {
      await send(events, common);
      const ids = new Set(events.map((event) => event.event_id));
      return new Set((await readRows()).filter((row) => ids.has(row.event_id)).map((row) => row.bot));
    };
    const sixty = minute(60);
    expect(await bots(sixty, { session: 's-fast' })).toEqual(new Set([null]));
    // Sent again they count once.
    expect(await bots(sixty, { session: 's-fast' })).toEqual(new Set([null]));
    expect(await bots(minute(1), { session: 's-fast' })).toEqual(new Set(['rate']));
    expect(await bots(minute(1), { session: 's-calm' })).toEqual(new Set([null]));
    test.setClock(new Date(TEST_NOW.getTime() + 10 * 60_000));
    expect(await bots(minute(1), { session: 's-fast' })).toEqual(new Set(['rate']));
    test.setClock(new Date(TEST_NOW.getTime() + 60 * 60_000));
    expect(await bots(minute(1), { session: 's-fast' })).toEqual(new Set([null]));
    // A phone that was offline for an hour sends 120 events at once.
    const offline = Array.from({ length: 120 }, (_, index) => ({
      event_id: idAt(),
      occurred_at: isoAt(index * 30_000),
    }));
    test.setClock(TEST_NOW);
    expect(await bots(offline, { session: 's-offline', sent_at: isoAt(0) })).toEqual(new Set([null]));
  });

  it('never make anything fall due', async () => {
    const { token, first } = await answer();
    const before = await readDue();
    const { body } = await send([{ token, item: first }], { session: 's-robot', automated: true });
    expect(body.results[0]).toMatchObject({ result: 'accepted', verified: true });
    expect(await readDue()).toEqual(before);
  });
});

describe('POST /api/recommendations/track', () => {
  const track = (json: object, store = bistro) =>
    store.call('POST', '/api/recommendations/track', { key: store.publishable, json, headers: BROWSER });

  it('takes an event in the old words; a conversion of a page is an add', async () => {
    const { body, status } = await track({
      event_type: 'CONVERSION',
      recommendation_type: 'FREQUENTLY_TOGETHER',
      recommended_item_id: 'fries',
      source_item_id: 'burger',
      position: 2,
      context: { time_of_day: 23, cart_size: 2, cart_items: [7, 'cola'], session_duration: 12 },
      session_id: 's-track',
      table: 4,
      order_id: 99,
    });
    expect([status, body]).toEqual([
      200,
      { success: true, event_id: expect.any(String), result: 'accepted', verified: false, idempotent: false },
    ]);
    const { body: list } = await bistro.call('GET', '/api/events?type=add&item=fries&verified=false');
    expect(list.data[0]).toMatchObject({
      event_id: body.event_id,
      event_type: 'add',
      recommendation_type: 'frequently-together',
      recommended_item_id: 'fries',
      source_item_id: 'burger',
      position: 2,
      quantity: 1,
      session: 's-track',
      table: '4',
      order_id: '99',
      // The hour is the server's.
      context: { time_of_day: 12, cart_size: 2, cart_items: ['7', 'cola'], session_duration: 12 },
      verified: false,
    });
  });

  it('is idempotent with an event id, proven with a token, and says so', async () => {
    const { token, rec_id, first } = await answer();
    const event_id = idAt();
    const json = { event_type: 'click', recommended_item_id: first, event_id, token, rec_id, session_id: 's' };
    expect((await track(json)).body).toMatchObject({ event_id, result: 'accepted', verified: true, idempotent: true });
    expect((await track(json)).body).toMatchObject({ event_id, result: 'duplicate', verified: true, idempotent: true });
    const old = await track({ ...json, event_id: idAt(8 * DAY_MS) });
    expectProblem(old, 'invalid_request');
    expect(old.body.detail).toContain('7 days');
    expectProblem(await track({ event_type: 'purchase' }), 'invalid_request');
  });
});

describe('GET /api/events', () => {
  it('pages through everything once, newest first, by time, type, item and proof', async () => {
    const cafe = await test.addStore('cafe');
    for (const id of ['tea', 'cake']) await cafe.call('PUT', `/api/items/${id}`, { json: { name: id } });
    const events = Array.from({ length: 30 }, (_, index) => ({
      event_id: idAt(),
      type: index % 3 ? ('click' as const) : ('view' as const),
      item: index % 2 ? 'tea' : 'cake',
      occurred_at: isoAt(Math.floor(index / 4) * DAY_MS * 0.8),
    }));
    await send(events, { sent_at: isoAt(0) }, { store: cafe });
    const read = async (query: string) => {
      const ids: string[] = [];
      for (let cursor = ''; ; ) {
        const { body } = await cafe.call('GET', `/api/events?limit=4&${query}${cursor && `&cursor=${cursor}`}`);
        ids.push(...body.data.map((event: { event_id: string }) => event.event_id));
        if (!body.has_more) return ids;
        cursor = body.next_cursor;
      }
    };
    const expected = (keep: (event: (typeof events)[number], index: number) => boolean) =>
      events
        .filter(keep)
        .sort((a, b) => b.occurred_at.localeCompare(a.occurred_at) || b.event_id.localeCompare(a.event_id))
        .map((event) => event.event_id);
    expect(await read('')).toEqual(expected(() => true));
    expect(await read('type=view')).toEqual(expected((event) => event.type === 'view'));
    expect(await read('item=tea&type=click')).toEqual(
      expected((event) => event.item === 'tea' && event.type === 'click'),
    );
    const from = isoAt(3 * DAY_MS);
    const to = isoAt(DAY_MS);
    expect(await read(`from=${from}&to=${to}`)).toEqual(
      expected(({ occurred_at }) => occurred_at >= from && occurred_at < to),
    );
    expect(await read('verified=true')).toEqual([]);
    expect(await read('bot=false')).toHaveLength(30);
    expect(await read('item=nothing')).toEqual([]);
    expectProblem(await cafe.call('GET', '/api/events?cursor=1_x'), 'invalid_request');
    expect((await other.call('GET', '/api/events?item=tea')).body.data).toEqual([]);
  });
});

describe('/metrics', () => {
  it('counts what was taken', async () => {
    const { body } = await callApp(test.app, { method: 'GET', url: '/metrics' });
    const { counts } = test.events;
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(0);
    expect(body).toContain(`pairwell_events_accepted_total ${counts.accepted}`);
    expect(body).toContain(`pairwell_events_duplicate_total ${counts.duplicates}`);
    expect(body).toContain(`pairwell_events_rejected_total ${counts.rejected}`);
    expect(body).toContain(`pairwell_events_unverified_total ${counts.unverified}`);
    expect(body).toContain(`pairwell_events_bot_total ${counts.bots}`);
  });
});
