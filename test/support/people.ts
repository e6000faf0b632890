import type { StoreRole } from '../../src/contract/accounts.ts';
import type { Store } from '../../src/contract/catalog.ts';
import { renewFirstAdminToken } from '../../src/services/accounts/first-admin.ts';
import { addUser, giveStoreRole } from '../../src/services/accounts/users.ts';
import { type Answer, type CallOptions, callApp, type Method, type TestApp } from './test-app.ts';

export interface PersonCallOptions extends CallOptions {
  /** The store that the request names; null = none. Left out: the person's own. */
  readonly store?: string | null;
}

/** A browser in which somebody is signed in. */
export interface Person {
  readonly id: number;
  readonly email: string;
  readonly password: string;
  /** "pairwell-session=...", as the browser sends it. */
  readonly cookie: string;
  readonly csrf: string;
  /** Calls the API as a page of ours does. */
  call(method: Method, url: string, options?: PersonCallOptions): Promise<Answer>;
}

/** What a browser says of a request that a page of ours makes. */
export const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };

export const PASSWORD = 'four quiet garden chairs';

/** The cookie that an answer sets, as a browser sends it back; '' when it sets none. */
export function cookieOf(answer: Answer): string {
  const header = answer.headers['set-cookie'];
  return String(Array.isArray(header) ? header[0] : (header ?? '')).split(';')[0] ?? '';
}

/** The browser that got this answer to signing in. */
export function personIn(test: TestApp, answer: Answer, own: { password: string; store: string | null }): Person {
  const cookie = cookieOf(answer);
  const { user, csrf } = answer.body as { user: { id: number; email: string }; csrf: string };
  return {
    id: user.id,
    email: user.email,
    password: own.password,
    cookie,
    csrf,
    call: (method, url, { store = own.store, headers = {}, ...options } = {}) => {
      const named: Record<string, string> = store === null ? {} : { 'pairwell-store': store };
      const page = { ...OWN_PAGE, cookie, 'pairwell-csrf': csrf, ...named, ...headers };
      return callApp(test.app, { method, url, ...options, headers: page });
    },
  };
}

/** POST /api/session. */
export function askToSignIn(
  test: TestApp,
  { email, password }: { email: string; password: string },
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return callApp(test.app, {
    method: 'POST',
    url: '/api/session',
    json: { email, password },
    headers: { ...OWN_PAGE, ...headers },
  });
}

/** Makes the first account through its link: an operator. */
export async function signUpFirst(test: TestApp, email = 'olga@example.org'): Promise<Person> {
  const token = await renewFirstAdminToken(test.context);
  const json = { token, name: 'Olga', email, password: PASSWORD };
  const answer = await callApp(test.app, { method: 'POST', url: '/api/first-admin', json, headers: OWN_PAGE });
  if (answer.status !== 201) throw new RangeError(`The first account was not made: ${JSON.stringify(answer.body)}`);
  return personIn(test, answer, { password: PASSWORD, store: null });
}

/** Makes an account as the command line does, and signs it in. */
export async function addPerson(test: TestApp, store: Store, role: StoreRole): Promise<Person> {
  const email = `${role}-${store.slug}-${++people}@example.org`;
  const { password } = await addUser(test, { email, name: `${role} of ${store.slug}`, operator: false });
  await giveStoreRole(test.context, store, { email, role });
  return personIn(test, await askToSignIn(test, { email, password }), { password, store: store.slug });
}

let people = 0;
