import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { renewFirstAdminToken } from '../../src/services/accounts/first-admin.ts';
import { MOST_ATTEMPTS } from '../../src/services/accounts/sign-in-limit.ts';
import { resetPassword } from '../../src/services/accounts/users.ts';
import { connectClient } from '../../src/storage/database.ts';
import { askToSignIn, cookieOf, OWN_PAGE, PASSWORD, type Person, personIn, signUpFirst } from '../support/people.ts';
import { type Answer, callApp, expectProblem, openTestApp, TEST_NOW, type TestApp } from '../support/test-app.ts';

const HOUR_MS = 3_600_000;
const NEW_PASSWORD = 'seven loud kitchen drawers';

let test: TestApp;
let olga: Person;

beforeAll(async () => {
  test = await openTestApp();
  await test.addStore('anna');
});

afterEach(() => test.setClock(TEST_NOW));
afterAll(() => test.close());

const wait = (ms: number) => test.setClock(new Date(test.context.clock().getTime() + ms));

async function rows<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
  const client = await connectClient(test.test.admin, 'pairwell test');
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Signs Olga in once more, in another browser. */
async function signInAgain(password = olga.password): Promise<Person> {
  const answer = await askToSignIn(test, { email: olga.email, password });
  expect(answer.status).toBe(200);
  return personIn(test, answer, { password, store: null });
}

describe('the first link', () => {
  const use = (token: unknown, more: object = {}): Promise<Answer> =>
    callApp(test.app, {
      method: 'POST',
      url: '/api/first-admin',
      json: { token, name: 'Olga', email: 'olga@example.org', password: PASSWORD, ...more },
      headers: OWN_PAGE,
    });

  it('does not work when it was made up, has expired, or another start made a new one', async () => {
    expectProblem(await use('made-up'), 'link_not_valid');
    const first = await renewFirstAdminToken(test.context);
    const second = await renewFirstAdminToken(test.context);
    expectProblem(await use(first), 'link_not_valid');
    wait(24 * HOUR_MS);
    expectProblem(await use(second), 'link_not_valid');
    expect(await rows('SELECT FROM user_account')).toEqual([]);
  });

  it('is not used up by a password that is too weak', async () => {
    const token = await renewFirstAdminToken(test.context);
    for (const password of ['short', 'password123!', 'olga@example.org1', 'aaaaaaaaaaaa', 'x'.repeat(201)]) {
      expectProblem(await use(token, { password }), 'weak_password');
    }
    expectProblem(await use(token, { operator: true }), 'invalid_request');
    const [good, late] = await Promise.all([use(token), use(token, { email: 'eve@example.org' })]);
    expect([good.status, late.status].sort()).toEqual([201, 410]);
    await rows('DELETE FROM user_account');
  });

  it('makes an operator, signs in, and works once', async () => {
    const token = await renewFirstAdminToken(test.context);
    const answer = await use(token, { email: ' Olga@Example.ORG ' });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      user: { name: 'Olga', email: 'olga@example.org', operator: true },
      stores: [{ slug: 'anna', name: 'anna', role: 'operator' }],
    });
    olga = personIn(test, answer, { password: PASSWORD, store: null });
    expect((await olga.call('GET', '/api/session')).body).toEqual(answer.body);
    expectProblem(await use(token, { email: 'eve@example.org' }), 'link_not_valid');
    expect(await renewFirstAdminToken(test.context)).toBeNull();
  });

  it('is not kept, nor is the password or the token: only hashes are', async () => {
    const dump = JSON.stringify(
      await rows(`SELECT (SELECT json_agg(u) FROM user_account u)::text AS users,
        (SELECT json_agg(s) FROM user_session s)::text AS sessions, (SELECT json_agg(a) FROM installation_audit a)::text AS audit`),
    );
    expect(dump).toContain('$argon2id$v=19$');
    for (const secret of [PASSWORD, olga.cookie.split('=')[1], olga.csrf]) expect(dump).not.toContain(secret);
    expect(test.logLines.join('')).not.toContain(olga.cookie.split('=')[1]);
  });
});

describe('enumeration', () => {
  it('a wrong password and an account that there is not get the same answer', async () => {
    const wrong = await askToSignIn(test, { email: olga.email, password: 'wrong password here' });
    const unknown = await askToSignIn(test, { email: 'nobody@example.org', password: 'wrong password here' });
    for (const answer of [wrong, unknown]) expectProblem(answer, 'wrong_credentials');
    const { instance: _one, ...first } = wrong.body;
    const { instance: _two, ...second } = unknown.body;
    expect(first).toEqual(second);
    expect(Object.keys(wrong.headers).sort()).toEqual(Object.keys(unknown.headers).sort());
    await resetAttempts();
  });

  it('both cost a check of a password', async () => {
    const costly = await openTestApp();
    Object.assign(costly.accounts, { passwordCost: { memoryKib: 32_768, passes: 4, parallelism: 1 } });
    const person = await signUpFirst(costly);
    const timed = async (email: string) => {
      const startMs = performance.now();
      expectProblem(await askToSignIn(costly, { email, password: 'wrong password here' }), 'wrong_credentials');
      return performance.now() - startMs;
    };
    await timed('warm-up@example.org');
    // Without the check the second would take a few milliseconds, the first over 50. Other programs take their share too,
    // of the one or of the other: the shortest of a few are compared.
    const shortest = { known: await timed(person.email), unknown: await timed('a@example.org') };
    const isAlike = () => shortest.unknown > shortest.known / 4 && shortest.known > shortest.unknown / 4;
    for (let round = 0; round < 4 && !isAlike(); round++) {
      shortest.known = Math.min(shortest.known, await timed(person.email));
      shortest.unknown = Math.min(shortest.unknown, await timed(`${round}@example.org`));
    }
    expect(isAlike()).toBe(true);
    await costly.close();
  });
});

const resetAttempts = () => rows('DELETE FROM sign_in_attempt');

describe('brute force', () => {
  afterEach(resetAttempts);

  it('ends after ten attempts at an account, in all processes, known or not, for a quarter of an hour', async () => {
    for (const email of [olga.email, 'nobody@example.org']) {
      const attempts = Array.from({ length: MOST_ATTEMPTS.account }, (_, place) =>
        askToSignIn(test, { email, password: `guess number ${place}` }),
      );
      for (const answer of await Promise.all(attempts)) expectProblem(answer, 'wrong_credentials');
      const refused = await askToSignIn(test, { email, password: PASSWORD });
      expectProblem(refused, 'too_many_attempts');
      expect(refused.headers['retry-after']).toBe('900');
    }
    wait(15 * 60_000);
    expect((await askToSignIn(test, { email: olga.email, password: PASSWORD })).status).toBe(200);
  });

  it('counts from the first attempt: trying on does not keep the account shut', async () => {
    for (let minute = 0; minute < 15; minute++) {
      await askToSignIn(test, { email: olga.email, password: 'guess' });
      wait(60_000);
    }
    expect((await askToSignIn(test, { email: olga.email, password: PASSWORD })).status).toBe(200);
  });

  it('ends for an address that tries many accounts, and leaves other addresses alone', async () => {
    const from = (address: string, email: string) =>
      test.app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { email, password: 'one guess for each' },
        remoteAddress: address,
      });
    for (let person = 0; person < MOST_ATTEMPTS.address; person++) {
      expect((await from('2001:db8:1:2::7', `person-${person}@example.org`)).statusCode).toBe(401);
    }
    // The same customer of the provider, with another address of the same /64.
    expect((await from('2001:db8:1:2:ffff::1', 'next@example.org')).statusCode).toBe(429);
    expect((await from('2001:db8:1:3::7', 'next@example.org')).statusCode).toBe(401);
    expect((await from('192.0.2.9', 'next@example.org')).statusCode).toBe(401);
    const buckets = await rows<{ bucket: Buffer }>('SELECT bucket FROM sign_in_attempt');
    expect(buckets.every(({ bucket }) => bucket.length === 32)).toBe(true);
  });

  it('does not count those who know their password', async () => {
    for (let turn = 0; turn < MOST_ATTEMPTS.account + 2; turn++) {
      expect((await askToSignIn(test, { email: olga.email, password: PASSWORD })).status).toBe(200);
    }
    const counted = await rows<{ attempts: number }>('SELECT attempts FROM sign_in_attempt');
    expect(counted.map((row) => row.attempts)).toEqual([0]);
  });

  it('of the current password, by whoever found an open browser, ends too', async () => {
    const json = { current: 'wrong', next: NEW_PASSWORD };
    for (let turn = 0; turn < MOST_ATTEMPTS.account; turn++) {
      expectProblem(await olga.call('POST', '/api/password', { json }), 'wrong_credentials');
    }
    expectProblem(await olga.call('POST', '/api/password', { json }), 'too_many_attempts');
  });

  it('is forgiven by a new password from the command line, and written down', async () => {
    for (let turn = 0; turn <= MOST_ATTEMPTS.account; turn++) {
      await askToSignIn(test, { email: olga.email, password: 'guess' });
    }
    const password = await resetPassword(test, olga.email);
    expectProblem(await olga.call('GET', '/api/session'), 'not_signed_in');
    expectProblem(await askToSignIn(test, { email: olga.email, password: PASSWORD }), 'wrong_credentials');
    const fresh = await signInAgain(password);
    const changed = await fresh.call('POST', '/api/password', { json: { current: password, next: PASSWORD } });
    olga = personIn(test, changed, { password: PASSWORD, store: null });
    const { body } = await olga.call('GET', '/api/audit/installation?limit=1000');
    const actions = body.data.map((entry: { action: string }) => entry.action);
    expect(actions).toContain('sign-in.limit-reached');
    expect(actions).toContain('password.reset');
    expect(actions).toContain('password.changed');
  });
});

describe('a session', () => {
  it('lives in a cookie that no script and no other site gets', async () => {
    const answer = await askToSignIn(test, { email: olga.email, password: PASSWORD });
    const header = String(answer.headers['set-cookie']);
    expect(header).toMatch(/^pairwell-session=[A-Za-z0-9_-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(JSON.stringify(answer.body)).not.toContain(cookieOf(answer).split('=')[1]);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('has a cookie for HTTPS and this host alone where the installation is reached over HTTPS', async () => {
    for (const options of [
      { publicUrl: 'https://pairwell.example/here', basePath: '/here' },
      { trustProxy: true, basePath: '/here' },
    ]) {
      const secure = await openTestApp(options);
      const token = await renewFirstAdminToken(secure.context);
      const answer = await callApp(secure.app, {
        method: 'POST',
        url: '/here/api/first-admin',
        json: { token, name: 'Olga', email: 'olga@example.org', password: PASSWORD },
        headers: { ...OWN_PAGE, 'x-forwarded-proto': 'https' },
      });
      expect(String(answer.headers['set-cookie'])).toMatch(
        /^__Host-pairwell-session=[A-Za-z0-9_-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      );
      // A cookie that a neighbouring host, or plain HTTP, could have set is not looked at.
      const plain = { cookie: cookieOf(answer).replace('__Host-', ''), 'x-forwarded-proto': 'https' };
      expectProblem(
        await callApp(secure.app, { method: 'GET', url: '/here/api/session', headers: plain }),
        'not_signed_in',
      );
      await secure.close();
    }
  });

  it('fixation: never has the token that the browser came with, and the one it had is worth nothing', async () => {
    const before = await signInAgain();
    const planted = `pairwell-session=${'p'.repeat(43)}`;
    for (const cookie of [before.cookie, planted]) {
      const answer = await askToSignIn(test, { email: olga.email, password: PASSWORD }, { cookie });
      expect(cookieOf(answer)).not.toBe(cookie);
      const headers = { cookie };
      expectProblem(await callApp(test.app, { method: 'GET', url: '/api/session', headers }), 'not_signed_in');
    }
  });

  it('theft: a copied cookie is worth nothing after signing out', async () => {
    const person = await signInAgain();
    const other = await signInAgain();
    const answer = await person.call('DELETE', '/api/session');
    expect(answer.status).toBe(204);
    expect(String(answer.headers['set-cookie'])).toMatch(/^pairwell-session=; .*Path=\/; Expires=Thu, 01 Jan 1970/);
    expectProblem(await person.call('GET', '/api/session'), 'not_signed_in');
    expectProblem(await person.call('GET', '/api/items', { store: 'anna' }), 'not_signed_in');
    expect((await other.call('GET', '/api/session')).status).toBe(200);
  });

  it('is listed, and ends everywhere at one word', async () => {
    const [one, two] = [await signInAgain(), await signInAgain()];
    const { body } = await one.call('GET', '/api/sessions');
    expect(body.data.filter((session: { current: boolean }) => session.current)).toHaveLength(1);
    expect(body.data.length).toBeGreaterThanOrEqual(2);
    expect((await one.call('DELETE', '/api/sessions')).status).toBe(204);
    for (const person of [one, two, olga]) expectProblem(await person.call('GET', '/api/session'), 'not_signed_in');
    olga = await signInAgain();
  });

  it('ends everywhere with a new password, but for this browser, which gets a new token', async () => {
    const [one, two] = [await signInAgain(), await signInAgain()];
    const change = (current: string, next: string) => one.call('POST', '/api/password', { json: { current, next } });
    expectProblem(await change(PASSWORD, 'password2024'), 'weak_password');
    const changed = await change(PASSWORD, NEW_PASSWORD);
    expect(changed.status).toBe(200);
    for (const person of [one, two]) expectProblem(await person.call('GET', '/api/session'), 'not_signed_in');
    const renewed = personIn(test, changed, { password: NEW_PASSWORD, store: null });
    expect(renewed.csrf).not.toBe(one.csrf);
    expect((await renewed.call('GET', '/api/session')).status).toBe(200);
    expectProblem(await askToSignIn(test, { email: olga.email, password: PASSWORD }), 'wrong_credentials');
    const back = await renewed.call('POST', '/api/password', { json: { current: NEW_PASSWORD, next: PASSWORD } });
    olga = personIn(test, back, { password: PASSWORD, store: null });
  });

  it('ends when it is not used for seven days, and after thirty however it is used', async () => {
    const idle = await signInAgain();
    const used = await signInAgain();
    for (let day = 1; day < 30; day++) {
      wait(24 * HOUR_MS);
      expect((await used.call('GET', '/api/session')).status).toBe(200);
      if (day === 7) expectProblem(await idle.call('GET', '/api/session'), 'not_signed_in');
    }
    wait(24 * HOUR_MS);
    expectProblem(await used.call('GET', '/api/session'), 'not_signed_in');
    test.setClock(TEST_NOW);
    olga = await signInAgain();
  });

  it.each(['', 'x', '%00', "' OR 1=1 --", 'a'.repeat(44), 'a'.repeat(5000)])(
    'is not what the cookie %j holds',
    async (token) => {
      const headers = { cookie: `pairwell-session=${token}` };
      expectProblem(await callApp(test.app, { method: 'GET', url: '/api/session', headers }), 'not_signed_in');
    },
  );
});

describe('CSRF', () => {
  const rename = (headers: Record<string, string>) =>
    callApp(test.app, { method: 'PATCH', url: '/api/stores/anna', json: { name: 'Changed' }, headers });
  const own = () => ({ cookie: olga.cookie, 'pairwell-store': 'anna', host: 'pairwell.example:4100' });

  it('a change needs the session’s token and our own origin', async () => {
    const token = { 'pairwell-csrf': olga.csrf };
    const stranger = await signInAgain();
    const refused: Record<string, string>[] = [
      { ...OWN_PAGE },
      { ...OWN_PAGE, 'pairwell-csrf': '' },
      { ...OWN_PAGE, 'pairwell-csrf': 'x'.repeat(olga.csrf.length) },
      { ...OWN_PAGE, 'pairwell-csrf': stranger.csrf },
      { ...token },
      { ...token, 'sec-fetch-site': 'cross-site' },
      { ...token, 'sec-fetch-site': 'same-site' },
      { ...token, 'sec-fetch-site': 'none' },
      { ...token, 'sec-fetch-site': 'cross-site', origin: 'http://pairwell.example:4100' },
      { ...token, origin: 'https://evil.example' },
      { ...token, origin: 'http://pairwell.example:4101' },
      { ...token, origin: 'null' },
    ];
    for (const headers of refused) expectProblem(await rename({ ...own(), ...headers }), 'cross_site_request');
    expect((await olga.call('GET', '/api/stores/anna', { store: 'anna' })).body.name).toBe('anna');
    expect((await rename({ ...own(), ...token, ...OWN_PAGE })).status).toBe(200);
    // A browser on plain HTTP says only the origin.
    expect((await rename({ ...own(), ...token, origin: 'http://pairwell.example:4100' })).status).toBe(200);
  });

  it('signing in is refused to other sites, which would sign people in as somebody else', async () => {
    const json = { email: olga.email, password: PASSWORD };
    const ask = (headers: Record<string, string>) =>
      callApp(test.app, { method: 'POST', url: '/api/session', json, headers });
    const others: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ];
    for (const headers of others) {
      const answer = await ask(headers);
      expectProblem(answer, 'cross_site_request');
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    expect((await ask({})).status).toBe(200);
  });

  it('no form of another site can be sent as JSON, and no other site may send cookies', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data']) {
      const raw = JSON.stringify({ email: olga.email, password: PASSWORD });
      const answer = await callApp(test.app, {
        method: 'POST',
        url: '/api/session',
        raw,
        headers: { 'content-type': type },
      });
      expectProblem(answer, 'unsupported_media_type');
    }
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'PATCH' };
    const preflight = await test.app.inject({ method: 'OPTIONS', url: '/api/stores/anna', headers });
    expect(preflight.headers['access-control-allow-credentials']).toBeUndefined();
  });
});

describe('clickjacking', () => {
  it('what people see who are signed in stands in no frame, and neither do their pages', async () => {
    const answers = [
      await olga.call('GET', '/api/session'),
      await olga.call('GET', '/api/items', { store: 'anna' }),
      await askToSignIn(test, { email: olga.email, password: PASSWORD }),
      await callApp(test.app, { method: 'GET', url: '/dashboard' }),
      await callApp(test.app, { method: 'GET', url: '/dashboard/setup?token=x' }),
      await callApp(test.app, { method: 'GET', url: '/admin/recommendations' }),
    ];
    for (const { headers } of answers) {
      expect(headers['x-frame-options']).toBe('DENY');
      const directives = String(headers['content-security-policy']).split(';');
      expect(directives.filter((part) => part.includes('frame-ancestors'))).toEqual(["frame-ancestors 'none'"]);
      expect(directives[0]).toMatch(/^default-src '(?:self|none)'$/);
    }
    const page = await callApp(test.app, { method: 'GET', url: '/dashboards' });
    expect(page.headers['x-frame-options']).toBe('SAMEORIGIN');
  });
});
