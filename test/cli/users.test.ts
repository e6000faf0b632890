import { afterAll, describe, expect, test } from 'vitest';
import { CommandRunner } from '../support/command-runner.ts';
import { CliFolder, type ServerProcess, waitForText } from '../support/run-cli.ts';

const folder = new CliFolder();
afterAll(() => folder.remove());

const LINK = /"first_admin_link": "([^"]+)"/;
const PASSWORD = 'four quiet garden chairs';

function send(server: ServerProcess, route: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${server.url}${route}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function cookieOf(response: Response): Promise<string> {
  return String(response.headers.get('set-cookie')).split(';')[0] ?? '';
}

describe('pairwell serve', () => {
  test('prints a link for the first account: each start another, which works once and in this installation', async () => {
    await folder.json(['store', 'add', 'bistro']);
    const first = await folder.serve();
    const old = new URL(await waitForText(first, LINK));
    await first.stop();

    const second = await folder.serve();
    const link = new URL(await waitForText(second, LINK));
    expect(link.href.startsWith(`${second.url}/dashboard/setup?token=`)).toBe(true);
    const person = { name: 'Olga', email: 'olga@example.org', password: PASSWORD };
    const use = (address: URL) =>
      send(second, '/api/first-admin', { ...person, token: address.searchParams.get('token') });
    expect((await use(old)).status).toBe(410);
    const made = await use(link);
    expect(made.status).toBe(201);
    expect((await use(link)).status).toBe(410);

    const cookie = await cookieOf(made);
    const session = await fetch(`${second.url}/api/session`, { headers: { cookie } });
    expect(await session.json()).toMatchObject({
      user: { operator: true },
      stores: [{ slug: 'bistro', role: 'operator' }],
    });
    await second.stop();

    const third = await folder.serve();
    expect(third.stdout()).toContain('"first_admin_link": null');
    // A session outlives the server: it stands in the database.
    expect((await fetch(`${third.url}/api/session`, { headers: { cookie } })).status).toBe(200);
    await third.stop();
  });
});

describe('pairwell user', () => {
  const commands = new CommandRunner();
  afterAll(() => commands.remove());
  const signIn = async (email: string, password: string) =>
    (await commands.fetch('/api/session', { body: { email, password } })).status;

  test('adds, lists, resets and removes people beside a running application', async () => {
    await commands.json(['store', 'add', 'bistro']);
    const added = await commands.json(['user', 'add', 'Anna@Example.org', '--name', 'Anna', '--store', 'bistro']);
    expect(added).toEqual({
      email: 'anna@example.org',
      password: expect.stringMatching(/^([a-z2-9]{4}-){4}[a-z2-9]{4}$/),
    });
    expect(await signIn('anna@example.org', added.password)).toBe(200);

    const inWords = await commands.run(['user', 'add', 'ben@example.org', '--role', 'staff']);
    expect(inWords.stdout).toMatch(/^[a-z2-9-]{24}\nKeep it: it is shown this once\./);
    await commands.json(['store', 'add', 'kiosk']);
    expect(await commands.json(['user', 'add', 'ben@example.org', '--store', 'kiosk'])).toEqual({
      email: 'ben@example.org',
      password: null,
    });
    await commands.json(['user', 'add', 'carl@example.org', '--operator']);

    const listed = await commands.run(['user', 'list']);
    expect(listed.stdout).toMatch(/^NO +E-MAIL +NAME +MAY\n/);
    expect(listed.stdout).toMatch(/anna@example\.org +Anna +owner of bistro\n/);
    expect(listed.stdout).toMatch(/ben@example\.org +ben@example\.org +staff of bistro, owner of kiosk\n/);

    const reset = await commands.json(['user', 'reset', 'anna@example.org']);
    expect(await signIn('anna@example.org', added.password)).toBe(401);
    expect(await signIn('anna@example.org', reset.password)).toBe(200);

    await commands.json(['user', 'remove', 'ben@example.org', '--store', 'kiosk']);
    await commands.json(['user', 'remove', 'anna@example.org']);
    expect(await signIn('anna@example.org', reset.password)).toBe(401);
    const { users } = await commands.json(['user', 'list']);
    expect(users.map((user: { email: string; stores: object[] }) => [user.email, user.stores])).toEqual([
      ['ben@example.org', [{ slug: 'bistro', role: 'staff' }]],
      ['carl@example.org', []],
    ]);
  });

  test('what cannot be done fails with its code, and makes nothing', async () => {
    const failing: [string[], string][] = [
      [['add', 'no-address', '--store', 'bistro'], 'invalid_request'],
      [['add', 'x@example.org'], 'unknown_store'],
      [['add', 'x@example.org', '--store', 'bistro', '--role', 'operator'], 'invalid_request'],
      [['reset', 'nobody@example.org'], 'unknown_user'],
      [['remove', 'carl@example.org', '--store', 'bistro'], 'unknown_user'],
    ];
    for (const [args, code] of failing) {
      const result = await commands.run(['user', ...args, '--json']);
      expect(result).toMatchObject({ code: 1, stdout: '' });
      expect(JSON.parse(result.stderr).error.code, args.join(' ')).toBe(code);
    }
    const { users } = await commands.json(['user', 'list']);
    expect(users).toHaveLength(2);
  });
});
