import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { CommandRunner } from '../support/command-runner.ts';

/** 30 orders: 20 x burger + fries, 5 x burger + cola, 5 x salad alone; one item of six is in no order with another. */
function orderRows(): string[] {
  const day = (n: number) => `2026-03-${String((n % 28) + 1).padStart(2, '0')}T12:00:00`;
  return Array.from({ length: 30 }, (_, index) => {
    const id = `o-${index + 1}`;
    const first = index < 25 ? 'burger,Burger' : 'salad,Green Salad';
    const second = index < 20 ? 'fries,French Fries' : index < 25 ? 'cola,Cola' : null;
    const rows = [`${id},${day(index)},${first},1,9.50`];
    return second === null ? rows : [...rows, `${id},${day(index)},${second},2,3.20`];
  }).flat();
}

const HEADER = 'order_id,ordered_at,item_id,item_name,quantity,unit_price';
const BAD_ROWS = ['o-90,2026-03-01T12:00:00,burger,Burger,none,9.50', 'o-91,yesterday,=SUM(A1),Evil,1,9.50'];

const folder = new CommandRunner();
afterAll(() => folder.remove());

describe('an empty installation', () => {
  test('stores are made and listed, in words and as JSON', async () => {
    const none = await folder.run(['store', 'list']);
    expect(none).toMatchObject({ code: 0, stderr: '' });
    expect(none.stdout).toMatch(/^No store yet\. Make one: pairwell store add/);

    const bistro = [
      'store',
      'add',
      'bistro',
      '--name',
      'Bistro Müller',
      '--currency',
      'EUR',
      '--zone',
      'Europe/Berlin',
    ];
    const made = await folder.json([...bistro, '--cutoff', '05:30', '--locale', 'de']);
    expect(made).toMatchObject({ id: 1, slug: 'bistro', name: 'Bistro Müller', currency: 'EUR', locale: 'de' });
    expect(made).toMatchObject({ time_zone: 'Europe/Berlin', business_day_cutoff_minutes: 330 });

    const second = await folder.run(['store', 'add', 'kiosk']);
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(second.stdout).toBe('Store "kiosk" is number 2. Next: pairwell key create --store kiosk\n');

    const listed = await folder.run(['store', 'list']);
    expect(listed.stdout).toMatch(/^ID +SLUG +NAME +CURRENCY +ZONE\n 1 +bistro +Bistro Müller +EUR +Europe\/Berlin\n/);
    const { stores } = await folder.json(['store', 'list']);
    expect(stores.map((store: { slug: string }) => store.slug)).toEqual(['bistro', 'kiosk']);
  });

  test('the same slug again fails with exit code 1 and a hint, as JSON on standard error', async () => {
    const again = await folder.run(['store', 'add', 'bistro', '--json']);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    const { error } = JSON.parse(again.stderr);
    expect(error.code).toBe('already_exists');
    expect(error.detail).toContain('bistro');
    expect(error.hint).not.toBe('');
  });

  test('with several stores, one has to be named', async () => {
    const unnamed = await folder.run(['doctor']);
    expect(unnamed).toMatchObject({ code: 1, stdout: '' });
    expect(unnamed.stderr).toBe(
      'Error: There are several stores: say which with --store.\nHint: Stores: bistro, kiosk.\n',
    );
  });

  test('a dry run says what it sees and writes nothing, not even the list of bad rows', async () => {
    writeFileSync(folder.file('orders.csv'), [HEADER, ...orderRows(), ...BAD_ROWS, ''].join('\n'));
    const report = await folder.json(['import', 'orders.csv', '--store', 'bistro', '--dry-run']);
    // 25 orders of two lines, 5 of one, 2 bad rows: 55 good rows of 57.
    expect(report).toMatchObject({ dry_run: true, rows: 57, rows_kept: 55, rows_rejected: 2, orders: 30, items: 4 });
    expect(report).toMatchObject({ orders_created: 0, items_created: 0, rejected_file: null });
    expect(existsSync(folder.file('rejected.csv'))).toBe(false);
    const told = await folder.run(['import', 'orders.csv', '--store', 'bistro', '--dry-run']);
    expect(told.code).toBe(0);
    expect(told.stdout).toContain('Rows: 55 kept + 2 rejected = 57\n');
    expect(told.stdout).toContain(
      'Left out: 1 row: expected a decimal number (first: row 57, quantity "none"). Take letters',
    );
    expect(report.rejections).toMatchObject([
      { code: 'not_a_number', column: 'quantity', rows: 1, first_row: 57, first_value: 'none' },
      { code: 'not_a_date', column: 'ordered_at', rows: 1, first_row: 58, first_value: 'yesterday' },
    ]);
    // Midnight of 1 March in Berlin is still February in UTC: the days are those of the store.
    writeFileSync(folder.file('days.csv'), 'order_id,ordered_at,item\nd-1,2026-03-01,Tea\n');
    const days = await folder.run(['import', 'days.csv', '--store', 'bistro', '--dry-run']);
    expect(days.stdout).toContain(' · 2026-03-01 to 2026-03-01\n');
    expect(told.stdout).toMatch(/Dry run: nothing was written\.\n$/);
    // The doctor says so with exit code 1: nothing was written, so there is no order.
    const doctor = await folder.run(['doctor', '--store', 'bistro', '--json']);
    expect(doctor).toMatchObject({ code: 1, stderr: '' });
    const checks: { check: string; found: string }[] = JSON.parse(doctor.stdout).checks;
    expect(checks.find((check) => check.check.includes('10 completed'))?.found).toBe('0 completed of 0 orders');
    expect(checks.find((check) => check.check.includes('available'))?.found).toBe('0 of 0 items are available');
  });
});

describe('beside a running application', () => {
  let key = '';

  test('an import of two files, one packed, reports both and lists the bad rows for their owner only', async () => {
    const rows = orderRows();
    writeFileSync(folder.file('first.csv'), [HEADER, ...rows.slice(0, 20), ...BAD_ROWS].join('\n'));
    writeFileSync(folder.file('second.csv.gz'), gzipSync([HEADER, ...rows.slice(20), BAD_ROWS[0]].join('\n')));
    const files = ['first.csv', 'second.csv.gz', '--rejected', 'bad.csv'];
    const { imports } = await folder.json(['import', ...files, '--store', 'bistro']);
    // The first 20 rows are 10 orders of two lines.
    expect(imports[0]).toMatchObject({ file: 'first.csv', rows: 22, rows_rejected: 2, orders: 10, orders_created: 10 });
    expect(imports[1]).toMatchObject({ rows: 36, rows_rejected: 1, orders: 20, orders_created: 20, items_created: 2 });
    expect(imports.map((report: { rejected_file: string }) => report.rejected_file)).toEqual(['bad.csv', 'bad-2.csv']);

    const rejected = readFileSync(folder.file('bad.csv'), 'utf8').replace('\ufeff', '').split('\r\n');
    expect(rejected[0]).toBe(`row,column,value,reason,${HEADER}`);
    expect(rejected[1]).toBe(
      '22,quantity,none,expected a decimal number,o-90,2026-03-01T12:00:00,burger,Burger,none,9.50',
    );
    expect(rejected[2]).toMatch(/^23,ordered_at,yesterday,expected a date .*,o-91,yesterday,'=SUM\(A1\),Evil,1,9\.50$/);
    for (const name of ['bad.csv', 'bad-2.csv']) expect(statSync(folder.file(name)).mode & 0o777).toBe(0o600);

    const again = await folder.run(['import', 'first.csv', '--store', 'bistro']);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('Orders: 0 new, 0 changed, 10 as before · 0 new items');
    expect(again.stdout).toContain('Rejected rows with reasons: rejected.csv\n');
    expect(again.stdout).toContain('(first: row 23, ordered_at "yesterday")');
  });

  test('a key works over HTTP, is listed without its secret, and stops working when it is revoked', async () => {
    const created = await folder.json(['key', 'create', '--store', 'bistro', '--label', 'till']);
    key = created.key;
    expect(created).toMatchObject({ kind: 'secret', label: 'till', revoked_at: null });
    expect(key).toMatch(/^sk_1_[A-Za-z0-9_-]{43}$/);
    expect((await folder.fetch('/api/items', { key })).body.data).toHaveLength(4);

    const told = await folder.run([
      'key',
      'create',
      '--store',
      'bistro',
      '--publishable',
      '--origin',
      'https://a.example/x',
    ]);
    expect(told.code).toBe(0);
    const second = told.stdout.split('\n')[0] ?? '';
    expect(second).toMatch(/^pk_1_/);
    expect((await folder.fetch('/api/recommendations', { key: second })).status).toBe(200);
    expect((await folder.fetch('/api/items', { key: second })).body.code).toBe('forbidden');

    const listed = await folder.run(['key', 'list', '--store', 'bistro']);
    expect(listed.stdout).toMatch(/^NO +KEY +KIND +LABEL +STATE\n/);
    expect(listed.stdout).not.toContain(key);
    const { keys } = await folder.json(['key', 'list', '--store', 'bistro']);
    expect(keys).toHaveLength(2);
    const pk = keys.find((entry: { kind: string }) => entry.kind === 'publishable');
    expect(pk.origins).toEqual(['https://a.example']);

    const revoked = await folder.run(['key', 'revoke', String(pk.id), '--store', 'bistro']);
    expect(revoked).toMatchObject({ code: 0, stdout: `Key ${pk.id} is revoked.\n` });
    await expect
      .poll(async () => (await folder.fetch('/api/recommendations', { key: second })).body.code)
      .toBe('wrong_key');
    const twice = await folder.run(['key', 'revoke', String(pk.id), '--store', 'bistro', '--json']);
    expect(twice.code).toBe(1);
    expect(JSON.parse(twice.stderr).error).toMatchObject({ code: 'not_found', hint: 'pairwell key list' });
    // A key of another store is not reachable from here.
    expect((await folder.run(['key', 'revoke', String(created.id), '--store', 'kiosk'])).code).toBe(1);
    expect((await folder.fetch('/api/items', { key })).status).toBe(200);
  });

  test('recommend --json is the answer of GET /api/recommendations but for its rec_id and token', async () => {
    const question = ['--store', 'bistro', '--cart', 'burger', '--limit', '3', '--explain'];
    const printed = await folder.json(['recommend', ...question]);
    const { status, body } = await folder.fetch('/api/recommendations?cart=burger&limit=3&explain=true', { key });
    expect(status).toBe(200);
    expect(printed.rec_id).not.toBe(body.rec_id);
    // A token proves what a guest did with an answer; the command line is no guest.
    const { token, ...answer } = body;
    expect(token).toMatch(/^[\w-]{60,}$/);
    expect({ ...printed, rec_id: '' }).toEqual({ ...answer, rec_id: '' });
    expect(printed.slots[0].item.id).toBe('fries');
    // The answer over HTTP is written down; the one on the command line was not given to a guest.
    const ids = [printed.rec_id, body.rec_id];
    await expect
      .poll(() => folder.query<{ rec_id: string }>('SELECT rec_id FROM served WHERE rec_id = ANY($1)', [ids]))
      .toEqual([{ rec_id: body.rec_id }]);

    const told = await folder.run(['recommend', '--store', 'bistro', '--cart', 'burger,nothing']);
    expect(told.stdout).toMatch(/^# +ITEM +ID +TYPE +LEVEL +CONFIDENCE +REASON\n1 +French Fries +fries /);
    expect(told.stdout).toContain('Not in this store: nothing\n');
  });

  test('pairs --json has the counts of the orders', async () => {
    const { orders, pairs } = await folder.json(['pairs', '--store', 'bistro', '--all']);
    expect(orders).toBe(30);
    const find = (a: string, b: string) =>
      pairs.find((pair: { antecedent: string; consequent: string }) => pair.antecedent === a && pair.consequent === b);
    // 20 of 30 orders hold both; burger is in 25, fries in 20: confidence 20/25, lift (20/25) / (20/30) = 1.2.
    expect(find('burger', 'fries')).toMatchObject({ times_together: 20, confidence: 0.8 });
    expect(find('burger', 'fries').support).toBeCloseTo(20 / 30, 6);
    expect(find('burger', 'fries').lift).toBeCloseTo(1.2, 6);
    expect(find('fries', 'burger')).toMatchObject({ times_together: 20, confidence: 1 });
    expect(pairs).toHaveLength(4);
    for (const pair of pairs) {
      expect(pair.confidence_lower).toBeGreaterThan(0);
      expect(pair.confidence_lower).toBeLessThan(pair.confidence);
      expect(pair.lift_lower).toBeGreaterThan(0);
      expect(pair.lift_lower).toBeLessThan(pair.lift);
      expect(typeof pair.significant).toBe('boolean');
    }
    const wire = await folder.fetch('/api/pairs?preset=all', { key });
    expect(wire.body).toEqual({ orders, pairs });

    const told = await folder.run(['pairs', '--store', 'bistro', '--item', 'fries', '--min-together', '3']);
    expect(told.stdout).toMatch(
      /^WHO ORDERS +ALSO ORDERS +TOGETHER +CONFIDENCE +LIFT +AT LEAST +SURE +SHOWN +CLICKED +BOUGHT\n/,
    );
    expect(told.stdout).toMatch(/French Fries +Burger +20 +100\.0 % +1\.20 /);
    expect(told.stdout).toContain('1 pairs shown, from 30 completed orders');
    const wrong = await folder.run(['pairs', '--store', 'bistro', '--min-confidence', '7', '--json']);
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.stderr).error.detail).toMatch(/^--min-confidence: /);
  });

  test('learn counts again, verify finds no difference, doctor answers with counts', async () => {
    expect(await folder.json(['learn', '--store', 'bistro'])).toMatchObject({ orders: 30, completed_orders: 30 });
    const verified = await folder.json(['verify', '--store', 'bistro']);
    expect(verified).toMatchObject({ store: 'bistro', clean: true, orders: 30, differences: [] });
    const told = await folder.run(['verify', '--store', 'bistro']);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toMatch(/^Clean: incremental = rebuilt \(30 orders, /);
    const learned = await folder.run(['learn', '--store', 'bistro']);
    expect(learned.stdout).toBe(`Learned 30 orders of "bistro", up to change ${verified.change_no}.\n`);

    const doctor = await folder.run(['doctor', '--store', 'bistro']);
    expect(doctor).toMatchObject({ code: 0, stderr: '' });
    expect(doctor.stdout).toMatch(/ok {3}Do the weeks of events reach ahead\? no week yet/);
    expect(doctor.stdout).toContain('ok   Are there 10 completed orders? 30 completed of 30 orders\n');
    expect(doctor.stdout).toContain('ok   Do orders hold two items or more? 25 completed orders');
  });

  test('verify says what differs, and fails, when a row was changed behind its back', async () => {
    const before = await folder.json(['verify', '--store', 'bistro']);
    await folder.query('UPDATE order_line SET item_id = 999 WHERE line_no = 2 AND order_id = 1');
    const result = await folder.run(['verify', '--store', 'bistro', '--json']);
    expect(result.code).toBe(1);
    const report = JSON.parse(result.stdout);
    expect(report.clean).toBe(false);
    expect(report.differences.length).toBeGreaterThan(0);
    const fries = "(SELECT id FROM item WHERE store_id = 1 AND external_id = 'fries')";
    await folder.query(`UPDATE order_line SET item_id = ${fries} WHERE line_no = 2 AND order_id = 1`);
    expect(await folder.json(['verify', '--store', 'bistro'])).toEqual(before);
  });

  test('test orders come, go, and come again; a menu of four items is too small', async () => {
    const refused = await folder.run(['demo', '--store', 'bistro', '--json']);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(JSON.parse(refused.stderr).error).toMatchObject({
      code: 'too_few_items',
      detail: 'Store "bistro" has 4 available items; test orders need at least 5.',
    });
    await folder.fetch('/api/items/tart', { key, method: 'PUT', body: { name: 'Apple Tart', price_minor: 450 } });
    const countTests = async () => {
      const [row] = await folder.query<{ n: number }>(`SELECT count(*)::int AS n FROM orders o
        JOIN order_version v ON v.store_id = o.store_id AND v.order_id = o.id AND v.version = o.version
        WHERE v.test AND NOT o.deleted`);
      return row?.n;
    };
    for (const round of [1, 2]) {
      expect(await folder.json(['demo', '--store', 'bistro', '--orders', '20']), `round ${round}`).toEqual({
        added: 20,
      });
      expect(await countTests(), `round ${round}`).toBe(20);
      const removed = await folder.run(['demo', '--store', 'bistro', '--remove']);
      expect(removed).toMatchObject({ code: 0, stdout: '20 test orders are out of "bistro" again.\n' });
      expect(await countTests(), `round ${round}`).toBe(0);
    }
    // Own orders are untouched, and the counts are as before.
    expect(await folder.json(['verify', '--store', 'bistro'])).toMatchObject({ clean: true, orders: 30 });
  });
});
