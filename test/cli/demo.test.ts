import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { CliFolder, isAlive, waitForText } from '../support/run-cli.ts';

const run = promisify(execFile);
const folder = new CliFolder();
afterAll(() => folder.remove());

const STOP_LINE = /Stop with (Ctrl-C)\./;

/** The commands that the demo prints, to be copied into a shell. */
function readCurlLines(text: string): string[] {
  return text.split('\n').flatMap((line) => (/^ +curl /.test(line) ? [line.trim()] : []));
}

/** Runs a printed line as it stands, in a shell. */
async function runInShell(line: string) {
  return JSON.parse((await run('bash', ['-c', line])).stdout);
}

describe('pairwell demo', () => {
  const shown = { key: '', orders: 0 };

  test('on an empty folder is ready, and everything that it prints works', async () => {
    const demo = folder.spawn(['demo', '--port', '0'], { env: { RATE_LIMIT_PER_MINUTE: '0' } });
    await waitForText(demo, STOP_LINE);
    const text = demo.stdout();
    expect(text).toMatch(/^Pairwell demo is ready\.\n/);
    expect(demo.stderr()).toBe('');
    expect(text).toMatch(
      / {2}\d+ simulated visits of the last 16 days: suggestions bring [\d.]+ % .*\(planted: 6\.0 %\)/,
    );
    expect(text).toContain('The dashboard measures it from these visits: another figure');
    expect(text).toContain(`  Data       ${folder.dataDir}\n`);
    const docs = /API docs +(\S+)/.exec(text)?.[1] ?? '';
    const page = await fetch(docs);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<title>Pairwell API</title>');
    const base = docs.replace(/\/docs$/, '');
    expect(await (await fetch(`${base}/readyz`)).json()).toEqual({ status: 'ok' });
    shown.key = /Key +(sk_\S+)/.exec(text)?.[1] ?? '';

    const [ask = '', order = '', ...rest] = readCurlLines(text);
    expect(rest).toEqual([]);
    const answer = await runInShell(ask);
    expect(answer.slots).toHaveLength(5);
    expect(answer.slots[0].item.name).not.toBe('');
    expect(await runInShell(order)).toMatchObject({ id: 'my-first-order', result: 'created' });
    expect(await runInShell(order)).toMatchObject({ id: 'my-first-order', result: 'unchanged' });
    expect((await runInShell(ask)).slots).toHaveLength(5);

    // Shoppers through the running server, and the same ones again.
    const visits = ['simulate', '--store', 'trattoria-lucia', '--days', '2', '--sessions', '12', '--url', base];
    const report = await folder.json(visits);
    expect(report.sessions).toBeGreaterThan(2);
    expect(await folder.json(visits)).toMatchObject({ sessions: 0, repeated_sessions: report.sessions });

    // The line about a command beside the running demo.
    const store = /pairs --store (\S+)/.exec(text)?.[1] ?? '';
    const pairs = await folder.json(['pairs', '--store', store]);
    expect(pairs.pairs.length).toBeGreaterThan(3);
    shown.orders = pairs.orders;
    expect(shown.orders).toBeGreaterThan(1000);
    expect((await folder.json(['verify', '--store', store])).orders).toBeGreaterThanOrEqual(shown.orders);

    const postmaster = Number(folder.postmasterPid());
    expect(isAlive(postmaster)).toBe(true);
    expect(await demo.stop('SIGTERM')).toMatchObject({ code: 0, signal: null });
    expect(isAlive(postmaster)).toBe(false);
    expect(folder.postmasterPid()).toBeNull();
  });

  test('started again keeps the data, shows a new key, and ends on Ctrl-C', async () => {
    const demo = folder.spawn(['demo', '--port', '0', '--json'], { env: { RATE_LIMIT_PER_MINUTE: '0' } });
    await waitForText(demo, /\n}\n$/);
    const { url, key, stores, data } = JSON.parse(demo.stdout());
    expect(stores).toHaveLength(2);
    expect(data).toBe(folder.dataDir);
    expect(key).not.toBe(shown.key);
    const read = (bearer: string, what = 'orders/my-first-order') =>
      fetch(`${url}/api/${what}`, { headers: { authorization: `Bearer ${bearer}` } });
    expect((await read(shown.key)).status).toBe(401);
    const order = await read(key);
    expect(order.status).toBe(200);
    expect(await order.json()).toMatchObject({ id: 'my-first-order', version: 1, status: 'completed' });
    expect(await (await read(key, 'pairs')).json()).toMatchObject({ orders: shown.orders });
    const postmaster = Number(folder.postmasterPid());
    expect(await demo.stop('SIGINT')).toMatchObject({ code: 0, signal: null });
    expect(isAlive(postmaster)).toBe(false);
  });
});
