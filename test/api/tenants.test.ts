import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectClient } from '../../src/storage/database.ts';
import { apiRoutesWithBody, PUBLIC_ROUTES, type Route } from '../support/api-routes.ts';
import { addPerson, type Person, signUpFirst } from '../support/people.ts';
import { expectProblem, type KeyedStore, openTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let bruno: KeyedStore;
let owner: Person;
let staff: Person;
let olga: Person;

beforeAll(async () => {
  test = await openTestApp();
  const anna = await test.addStore('anna');
  bruno = await test.addStore('bruno');
  olga = await signUpFirst(test);
  owner = await addPerson(test, anna.store, 'owner');
  staff = await addPerson(test, anna.store, 'staff');
  await addPerson(test, bruno.store, 'owner');
  await bruno.call('PUT', '/api/items/1', { json: { name: 'Soup of Bruno' } });
});

afterAll(() => test.close());

/** Routes that speak of the person and of no store: another store cannot be named there. */
const OWN_ROUTES = ['/api/session', '/api/sessions', '/api/password', '/api/audit/installation'];

/** Every route about a store, of the application as it runs: a new one is walked without being named here. */
function storeRoutes(): Route[] {
  const routes = apiRoutesWithBody(test.app);
  return routes.filter(({ method, url }) => !PUBLIC_ROUTES.includes(`${method} ${url}`) && !OWN_ROUTES.includes(url));
}

/** All rows of Bruno's store, in all tables, as its administrator sees them. */
async function rowsOfBruno(): Promise<string> {
  const client = await connectClient(test.test.admin, 'pairwell test');
  const tables = await client.query<{ name: string }>(`
    SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'store_id'
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1`);
  const found: string[] = [];
  for (const { name } of tables.rows) {
    const rows = `SELECT coalesce(jsonb_agg(t ORDER BY t::text)::text, '') AS rows FROM ${name} t WHERE store_id = $1`;
    const result = await client.query<{ rows: string }>(rows, [bruno.store.id]);
    found.push(`${name} ${result.rows[0]?.rows}`);
  }
  await client.end();
  return found.join('\n');
}

describe('wrong tenant: a person of one store, on every route of the application', () => {
  it.each([
    ['an owner', () => owner],
    ['staff', () => staff],
  ])(
    '%s is told that the other store is not there, whatever is asked, and nothing changes in it',
    async (_who, who) => {
      const before = await rowsOfBruno();
      const routes = storeRoutes();
      expect(routes.length).toBeGreaterThanOrEqual(30);
      for (const { method, url } of routes) {
        const json = method === 'GET' || method === 'DELETE' ? {} : { json: { name: 'Taken over' } };
        for (const store of ['bruno', String(bruno.store.id)]) {
          const byHeader = await who().call(method, url, { store, ...json });
          expect.soft(byHeader.status, `${method} ${url}`).toBe(404);
          expectProblem(byHeader, 'unknown_store');
          const byQuery = await who().call(method, `${url}?store=${store}`, { store: null, ...json });
          expectProblem(byQuery, 'unknown_store');
        }
      }
      expect(await rowsOfBruno()).toBe(before);
    },
  );

  it('a store that there is not gets the same words', async () => {
    const [other, none] = await Promise.all(
      ['bruno', 'nowhere'].map((store) => owner.call('GET', '/api/items', { store })),
    );
    const words = (answer: typeof other) =>
      JSON.stringify({ ...answer?.body, instance: '' }).replaceAll(/bruno|nowhere/g, 'X');
    expect(words(other)).toBe(words(none));
  });

  it('the other store’s people, invitations and keys cannot be touched from one’s own', async () => {
    const before = await rowsOfBruno();
    const theirs = (await olga.call('GET', '/api/users', { store: 'bruno' })).body.data[0].id;
    const invited = await olga.call('POST', '/api/invitations', {
      store: 'bruno',
      json: { email: 'a@example.org', role: 'staff' },
    });
    const keys = (await olga.call('GET', '/api/keys', { store: 'bruno' })).body.data;
    expectProblem(await owner.call('PATCH', `/api/users/${theirs}`, { json: { role: 'staff' } }), 'unknown_user');
    expectProblem(await owner.call('DELETE', `/api/users/${theirs}`), 'unknown_user');
    expectProblem(await owner.call('DELETE', `/api/invitations/${invited.body.id}`), 'not_found');
    // Numbers of keys are the installation's: the same number is of one store only.
    for (const { id } of keys) expectProblem(await owner.call('DELETE', `/api/keys/${id}`), 'not_found');
    for (const url of ['/api/stores/bruno', '/api/stores/bruno/verify'])
      expectProblem(await owner.call('GET', url), 'wrong_store');
    expectProblem(await owner.call('PATCH', '/api/stores/bruno', { json: { name: 'Mine' } }), 'wrong_store');
    await olga.call('DELETE', `/api/invitations/${invited.body.id}`, { store: 'bruno' });
    const withoutAudit = (text: string) => text.replace(/^audit_log .*$/m, '');
    expect(withoutAudit(await rowsOfBruno())).toBe(withoutAudit(before));
  });

  it('nobody opens a store without an account, and an operator opens all', async () => {
    for (const { method, url } of storeRoutes()) {
      const answer = await test.app.inject({ method, url, headers: { 'pairwell-store': 'bruno' } });
      expect(answer.statusCode, `${method} ${url}`).toBe(401);
    }
    for (const store of ['anna', 'bruno']) {
      expect((await olga.call('GET', '/api/stores', { store })).body.data[0].slug).toBe(store);
    }
    expectProblem(await olga.call('GET', '/api/items', { store: 'nowhere' }), 'unknown_store');
  });
});

describe('wrong tenant: a secret key, on every route of the application', () => {
  it('is told so when the request names another store than the key’s', async () => {
    for (const { method, url } of storeRoutes()) {
      const headers = { 'pairwell-store': 'anna' };
      const answer = await bruno.call(method, url, { headers });
      if (answer.status !== 401) expectProblem(answer, 'wrong_store');
    }
    for (const store of ['bruno', String(bruno.store.id)]) {
      expect((await bruno.call('GET', '/api/items', { headers: { 'pairwell-store': store } })).status).toBe(200);
    }
  });
});
