import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser, giveStoreRole } from '../../src/services/accounts/users.ts';
import {
  addPerson,
  askToSignIn,
  cookieOf,
  OWN_PAGE,
  PASSWORD,
  type Person,
  personIn,
  signUpFirst,
} from '../support/people.ts';
import {
  type Answer,
  callApp,
  expectProblem,
  type KeyedStore,
  openTestApp,
  TEST_NOW,
  type TestApp,
} from '../support/test-app.ts';

const DAY_MS = 24 * 3_600_000;

let test: TestApp;
let anna: KeyedStore;
let olga: Person;
let owner: Person;
let staff: Person;

beforeAll(async () => {
  test = await openTestApp();
  anna = await test.addStore('anna');
  await test.addStore('bruno');
  olga = await signUpFirst(test);
  owner = await addPerson(test, anna.store, 'owner');
  staff = await addPerson(test, anna.store, 'staff');
  await anna.call('PUT', '/api/items/soup', { json: { name: 'Soup' } });
});

afterAll(() => test.close());

const invite = (json: object, person = owner): Promise<Answer> => person.call('POST', '/api/invitations', { json });

const accept = (token: string, more: object = {}): Promise<Answer> =>
  callApp(test.app, {
    method: 'POST',
    url: '/api/invitations/accept',
    json: { token, name: 'Nina', password: PASSWORD, ...more },
    headers: OWN_PAGE,
  });

describe('an invitation', () => {
  it('makes an account with its role in its store, and signs in', async () => {
    const made = await invite({ email: 'nina@example.org', role: 'staff' });
    expect(made.status).toBe(201);
    expect(made.body.link).toBe(`http://localhost:80/dashboard/invitation?token=${made.body.token}`);
    const waiting = await owner.call('GET', '/api/invitations');
    expect(waiting.body.data).toEqual([expect.objectContaining({ email: 'nina@example.org', role: 'staff' })]);
    expect(JSON.stringify(waiting.body)).not.toContain('inv_');
    const answer = await accept(made.body.token);
    expect(answer.status).toBe(201);
    expect(answer.body.stores).toEqual([{ id: anna.store.id, slug: 'anna', name: 'anna', role: 'staff' }]);
    const nina = personIn(test, answer, { password: PASSWORD, store: 'anna' });
    expect((await nina.call('GET', '/api/items')).status).toBe(200);
  });

  it('reuse: works once, also at the same moment', async () => {
    const { body } = await invite({ email: 'once@example.org', role: 'staff' });
    const answers = await Promise.all([accept(body.token), accept(body.token)]);
    expect(answers.map((answer) => answer.status).sort()).not.toEqual([201, 201]);
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expectProblem(await accept(body.token), 'link_not_valid');
    const { body: users } = await owner.call('GET', '/api/users');
    const joined = users.data.filter((user: { email: string }) => user.email === 'once@example.org');
    expect(joined).toHaveLength(1);
  });

  it('expired, withdrawn, replaced, made up or of another store: one answer', async () => {
    const late = await invite({ email: 'late@example.org', role: 'staff' });
    test.setClock(new Date(TEST_NOW.getTime() + 7 * DAY_MS));
    const expired = await accept(late.body.token);
    test.setClock(TEST_NOW);
    const withdrawn = await invite({ email: 'gone@example.org', role: 'staff' });
    expect((await owner.call('DELETE', `/api/invitations/${withdrawn.body.id}`)).status).toBe(204);
    const first = await invite({ email: 'twice@example.org', role: 'staff' });
    await invite({ email: 'twice@example.org', role: 'owner' });
    const elsewhere = String(late.body.token).replace(/^inv_\d+_/, `inv_${anna.store.id + 1}_`);
    const answers = [
      expired,
      await accept(withdrawn.body.token),
      await accept(first.body.token),
      await accept(elsewhere),
      await accept(`inv_${anna.store.id}_${'a'.repeat(43)}`),
      await accept(`inv_999999999_${'a'.repeat(43)}`),
      await accept('inv_0_x'),
      await accept("' OR 1=1"),
    ];
    for (const answer of answers) expectProblem(answer, 'link_not_valid');
    expect(new Set(answers.map((answer) => answer.body.detail)).size).toBe(1);
  });

  it('is not used up by a bad password or a missing name', async () => {
    const { body } = await invite({ email: 'slow@example.org', role: 'staff' });
    expectProblem(await accept(body.token, { password: 'qwertyuiop' }), 'weak_password');
    expectProblem(await accept(body.token, { name: undefined }), 'invalid_request');
    expect((await accept(body.token)).status).toBe(201);
  });

  it('to an address that has an account asks for that account’s password, and its guesses are limited', async () => {
    const { password } = await addUser(test, { email: 'known@example.org', name: 'Known', operator: false });
    const { body } = await invite({ email: 'known@example.org', role: 'owner' });
    for (let turn = 0; turn < 10; turn++) expectProblem(await accept(body.token), 'wrong_credentials');
    expectProblem(await accept(body.token, { password }), 'too_many_attempts');
    test.setClock(new Date(TEST_NOW.getTime() + 15 * 60_000));
    const joined = await accept(body.token, { password, name: undefined });
    test.setClock(TEST_NOW);
    expect(joined.body).toMatchObject({ user: { name: 'Known' }, stores: [{ slug: 'anna', role: 'owner' }] });
  });

  it('never takes a role away', async () => {
    const { body } = await invite({ email: owner.email, role: 'staff' });
    const answer = await accept(body.token, { password: owner.password });
    expect(answer.body.stores).toEqual([expect.objectContaining({ slug: 'anna', role: 'owner' })]);
    owner = personIn(test, answer, { password: owner.password, store: 'anna' });
  });

  it('script in names: is kept as text and leaves as JSON', async () => {
    const name = '<script>alert(1)</script>"><img src=x onerror=alert(1)>';
    const { body } = await invite({ email: 'script@example.org', role: 'staff' });
    const answer = await accept(body.token, { name });
    expect(answer.body.user.name).toBe(name);
    for (const url of ['/api/users', '/api/audit']) {
      const list = await owner.call('GET', url);
      expect(list.type).toBe('application/json; charset=utf-8');
      expect(list.headers['x-content-type-options']).toBe('nosniff');
      expect(JSON.stringify(list.body)).toContain(JSON.stringify(name).slice(1, -1));
    }
    for (const bad of ['', '  ', 'a\u0000b', 'n'.repeat(101)]) {
      const next = await invite({ email: 'script2@example.org', role: 'staff' });
      expectProblem(await accept(next.body.token, { name: bad }), 'invalid_request');
    }
    for (const email of ['<script>@example.org', 'a b@example.org', 'a@b', '', 'a\u0000@example.org']) {
      expectProblem(await invite({ email, role: 'staff' }), 'invalid_request');
    }
  });
});

describe('role escalation', () => {
  it('staff invite nobody, see and change no people and no keys, and change no settings', async () => {
    const attempts: [Parameters<Person['call']>[0], string, object?][] = [
      ['POST', '/api/invitations', { email: 'friend@example.org', role: 'owner' }],
      ['POST', '/api/invitations', { email: 'friend@example.org', role: 'staff' }],
      ['PATCH', `/api/users/${staff.id}`, { role: 'owner' }],
      ['DELETE', `/api/users/${owner.id}`],
      ['POST', '/api/users', { email: staff.email, role: 'owner' }],
      ['GET', '/api/users'],
      ['GET', '/api/invitations'],
      ['GET', '/api/keys'],
      ['POST', '/api/keys', { kind: 'secret', label: 'mine' }],
      ['DELETE', '/api/keys/1'],
      ['GET', '/api/audit'],
      ['PATCH', '/api/stores/anna', { name: 'Mine' }],
      ['PATCH', '/api/items/soup', { price_minor: 1 }],
      ['POST', '/api/orders', { id: 'x', lines: [{ item: 'soup' }] }],
      ['POST', '/api/ranking', { action: 'rollback' }],
    ];
    for (const [method, url, json] of attempts) {
      const answer = await staff.call(method, url, json === undefined ? {} : { json });
      expectProblem(answer, 'role_too_low');
    }
    expectProblem(await staff.call('GET', '/api/audit/installation'), 'role_too_low');
    expectProblem(await owner.call('GET', '/api/audit/installation'), 'role_too_low');
  });

  it('staff read, sell out, and make rules', async () => {
    expect((await staff.call('GET', '/api/items')).status).toBe(200);
    const soldOut = await staff.call('PUT', '/api/items/soup/availability', { json: { available: false } });
    expect(soldOut.body.available).toBe(false);
    await staff.call('PUT', '/api/items/soup/availability', { json: { available: true } });
    const rule = await staff.call('POST', '/api/rules', { json: { kind: 'pin', item: 'soup' } });
    expect(rule.status).toBe(201);
    expect((await staff.call('DELETE', `/api/rules/${rule.body.id}`)).status).toBe(204);
    const servedRows = async () => {
      await test.served.flush();
      const { database } = test.context;
      return database.forStore(anna.store.id, ({ tx }) => tx.selectFrom('served').select('rec_id').execute());
    };
    const before = await servedRows();
    const looked = await staff.call('GET', '/api/recommendations?explain=true');
    expect(looked.body.slots).toHaveLength(1);
    expect(looked.body.slots[0].explain ?? looked.body.explain).toBeDefined();
    // What people of the store look at is no answer to a guest.
    expect(await servedRows()).toEqual(before);
    await anna.call('GET', '/api/recommendations');
    expect(await servedRows()).toHaveLength(before.length + 1);
  });

  it('nobody becomes an operator over HTTP, and owners do not look accounts up', async () => {
    for (const json of [
      { email: 'x@example.org', role: 'operator' },
      { email: 'x@example.org', role: 'owner', operator: true },
    ]) {
      expectProblem(await invite(json), 'invalid_request');
    }
    expectProblem(
      await owner.call('PATCH', `/api/users/${staff.id}`, { json: { role: 'operator' } }),
      'invalid_request',
    );
    expectProblem(
      await owner.call('POST', '/api/users', { json: { email: olga.email, role: 'staff' } }),
      'role_too_low',
    );
    expectProblem(await owner.call('PATCH', `/api/users/${olga.id}`, { json: { role: 'staff' } }), 'unknown_user');
  });

  it('a change of role ends the sessions of the person, and takes hold at once', async () => {
    const person = await addPerson(test, anna.store, 'owner');
    expect((await person.call('GET', '/api/users')).status).toBe(200);
    const changed = await owner.call('PATCH', `/api/users/${person.id}`, { json: { role: 'staff' } });
    expect(changed.body).toMatchObject({ id: person.id, role: 'staff' });
    expectProblem(await person.call('GET', '/api/users'), 'not_signed_in');
    const again = personIn(test, await askToSignIn(test, person), { password: person.password, store: 'anna' });
    expectProblem(await again.call('GET', '/api/users'), 'role_too_low');
    expect((await owner.call('DELETE', `/api/users/${person.id}`)).status).toBe(204);
    expectProblem(await again.call('GET', '/api/items'), 'not_signed_in');
    const out = personIn(test, await askToSignIn(test, person), { password: person.password, store: 'anna' });
    expectProblem(await out.call('GET', '/api/items'), 'unknown_store');
    expect((await out.call('GET', '/api/session')).body.stores).toEqual([]);
  });

  it('the last owner stays, also when two go at the same moment', async () => {
    const carla = await test.addStore('carla');
    const [one, two] = [await addPerson(test, carla.store, 'owner'), await addPerson(test, carla.store, 'owner')];
    const answers = await Promise.all([
      one.call('PATCH', `/api/users/${one.id}`, { json: { role: 'staff' } }),
      two.call('DELETE', `/api/users/${two.id}`),
    ]);
    expect(answers.map((answer) => (answer.status < 300 ? 'done' : answer.body.code)).sort()).toEqual([
      'done',
      'last_owner',
    ]);
    const { body } = await olga.call('GET', '/api/users', { store: 'carla' });
    expect(body.data.filter((user: { role: string }) => user.role === 'owner')).toHaveLength(1);
  });

  it('an operator gives accounts that there are a role, and may leave a store without owners', async () => {
    const dora = await test.addStore('dora');
    const only = await addPerson(test, dora.store, 'owner');
    const call = (method: 'POST' | 'DELETE', url: string, json?: object) =>
      olga.call(method, url, { store: 'dora', ...(json ? { json } : {}) });
    expectProblem(await call('POST', '/api/users', { email: 'nobody@example.org', role: 'staff' }), 'unknown_user');
    const added = await call('POST', '/api/users', { email: staff.email, role: 'staff' });
    expect(added.body).toMatchObject({ email: staff.email, role: 'staff' });
    staff = personIn(test, await askToSignIn(test, staff), { password: staff.password, store: 'anna' });
    expect((await call('DELETE', `/api/users/${only.id}`)).status).toBe(204);
  });
});

describe('keys of a store', () => {
  it('are made, listed and revoked by its owner, and shown once', async () => {
    const made = await owner.call('POST', '/api/keys', {
      json: { kind: 'publishable', label: 'page', origins: ['https://shop.example'] },
    });
    expect(made.status).toBe(201);
    expect(made.body.key).toMatch(/^pk_\d+_/);
    const { body } = await owner.call('GET', '/api/keys');
    expect(body.data.at(-1)).toMatchObject({
      id: made.body.id,
      label: 'page',
      origins: ['https://shop.example'],
      revoked_at: null,
    });
    expect(JSON.stringify(body)).not.toContain(made.body.key);
    expect((await callApp(test.app, { method: 'GET', url: '/api/recommendations', key: made.body.key })).status).toBe(
      200,
    );
    expect((await owner.call('DELETE', `/api/keys/${made.body.id}`)).status).toBe(204);
    expectProblem(await owner.call('DELETE', `/api/keys/${made.body.id}`), 'not_found');
    for (const origins of [
      ['shop.example'],
      ['https://shop.example/'],
      ['https://shop.example/x'],
      ['javascript:alert(1)'],
    ]) {
      expectProblem(
        await owner.call('POST', '/api/keys', { json: { kind: 'publishable', label: 'x', origins } }),
        'invalid_request',
      );
    }
  });
});

describe('the audit log', () => {
  it('shows who did what, and from where', async () => {
    await anna.call('PATCH', '/api/stores/anna', { json: { name: 'Anna' } });
    await staff.call('PUT', '/api/items/soup/availability', { json: { available: true } });
    const rule = await owner.call('POST', '/api/rules', { json: { kind: 'block', item: 'soup' } });
    await owner.call('DELETE', `/api/rules/${rule.body.id}`);
    const { body } = await owner.call('GET', '/api/audit?limit=4');
    const told = body.data.map(
      ({ actor, action, subject }: { actor: Record<string, unknown>; action: string; subject: string }) => [
        actor.kind,
        actor.email,
        action,
        subject,
      ],
    );
    expect(told).toEqual([
      ['user', owner.email, 'DELETE /api/rules/:id', String(rule.body.id)],
      ['user', owner.email, 'POST /api/rules', String(rule.body.id)],
      ['user', staff.email, 'PUT /api/items/:id/availability', 'soup'],
      ['key', null, 'PATCH /api/stores/:id', 'anna'],
    ]);
    expect(body.data[0].at).toBe(TEST_NOW.toISOString());
    const changes = body.data.map((entry: { changes: object }) => entry.changes);
    expect(changes).toEqual([
      { kind: { before: 'block', after: null }, item: { before: 'soup', after: null } },
      { kind: { before: null, after: 'block' }, item: { before: null, after: 'soup' } },
      // It was on already.
      {},
      { name: { before: 'anna', after: 'Anna' } },
    ]);
    expect(body.data.every((entry: { details: object }) => !('changes' in entry.details))).toBe(true);
  });

  it('names the deeds of accounts and keys, those of the command line too', async () => {
    const { body } = await owner.call('GET', '/api/audit?limit=1000');
    const actions = new Set(body.data.map((entry: { action: string }) => entry.action));
    for (const action of [
      'invitation.made',
      'invitation.accepted',
      'invitation.withdrawn',
      'member.role-given',
      'member.removed',
    ]) {
      expect(actions).toContain(action);
    }
    const given = body.data.filter((entry: { action: string }) => entry.action === 'member.role-given');
    expect(given.map(({ changes }: { changes: object }) => changes)).toContainEqual({
      role: { before: 'owner', after: 'staff' },
    });
    const keys = body.data.filter((entry: { action: string }) => entry.action === 'key.created');
    expect(new Set(keys.map((entry: { actor: { kind: string } }) => entry.actor.kind))).toEqual(
      new Set(['user', 'command-line']),
    );
  });

  it('is read page by page, and says nothing of reads, failures and other stores', async () => {
    const all = (await owner.call('GET', '/api/audit?limit=1000')).body.data;
    const seen: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Answer = await owner.call('GET', `/api/audit?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.body.data);
      cursor = page.body.next_cursor;
    }
    expect(seen).toEqual(all);
    expectProblem(await owner.call('GET', '/api/audit?cursor=x'), 'invalid_request');
    const before = all.length;
    await owner.call('GET', '/api/items');
    await owner.call('DELETE', '/api/rules/999999');
    await staff.call('PATCH', '/api/stores/anna', { json: { name: 'Mine' } });
    await olga.call('PATCH', '/api/stores/bruno', { store: 'bruno', json: { name: 'Bruno' } });
    expect((await owner.call('GET', '/api/audit?limit=1000')).body.data).toHaveLength(before);
  });

  it('cannot be changed or shortened by the application', async () => {
    const change = test.context.database.forStore(anna.store.id, ({ tx }) => tx.deleteFrom('audit_log').execute());
    await expect(change).rejects.toThrow('permission denied');
    const rewrite = test.context.database.global.updateTable('installation_audit').set({ action: 'x' }).execute();
    await expect(rewrite).rejects.toThrow('permission denied');
  });

  it('holds no secret and no name, and outlives the account', async () => {
    const person = await addPerson(test, anna.store, 'staff');
    await person.call('PUT', '/api/items/soup/availability', { json: { available: true } });
    const { removeUser } = await import('../../src/services/accounts/users.ts');
    await removeUser(test.context, person.email);
    expectProblem(await person.call('GET', '/api/session'), 'not_signed_in');
    const { body } = await owner.call('GET', '/api/audit?limit=1');
    expect(body.data[0].actor).toEqual({ kind: 'user', id: person.id, name: null, email: null });
    const rows = await test.context.database.forStore(anna.store.id, ({ tx }) =>
      tx.selectFrom('audit_log').selectAll().execute(),
    );
    expect(JSON.stringify(rows)).not.toMatch(/@example\.org|inv_|[sp]k_\d|argon2/);
  });
});

describe('a person of two stores', () => {
  it('has a role in each, and names the store with the header or the query', async () => {
    const eve = await test.addStore('eve');
    await giveStoreRole(test.context, eve.store, { email: owner.email, role: 'staff' });
    owner = personIn(test, await askToSignIn(test, owner), { password: owner.password, store: 'anna' });
    const { body } = await owner.call('GET', '/api/session');
    expect(body.stores.map((store: { slug: string; role: string }) => [store.slug, store.role])).toEqual([
      ['anna', 'owner'],
      ['eve', 'staff'],
    ]);
    expect((await owner.call('GET', '/api/users', { store: 'anna' })).status).toBe(200);
    expectProblem(await owner.call('GET', '/api/users', { store: 'eve' }), 'role_too_low');
    expect((await owner.call('GET', '/api/stores', { store: String(eve.store.id) })).body.data[0].slug).toBe('eve');
    expect((await owner.call('GET', '/api/stores?store=eve', { store: null })).body.data[0].slug).toBe('eve');
    const suggested = await owner.call('GET', '/api/recommendations?store=eve', { store: null });
    expect(suggested.body.store).toBe('eve');
    expect(suggested.headers['pairwell-warning']).toBeUndefined();
    expectProblem(await owner.call('GET', '/api/recommendations?avoids=nuts'), 'invalid_request');
    expectProblem(await owner.call('GET', '/api/stores', { store: null }), 'missing_store');
    expectProblem(await owner.call('GET', '/api/stores/eve', { store: 'anna' }), 'wrong_store');
    expect(cookieOf(await askToSignIn(test, owner))).toMatch(/^pairwell-session=/);
  });
});
