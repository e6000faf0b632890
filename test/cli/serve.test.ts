import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CliFolder, type ServerProcess } from '../support/run-cli.ts';

const folder = new CliFolder();
afterAll(() => folder.remove());

describe('pairwell serve', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await folder.serve();
  });
  afterAll(async () => {
    expect(await server.stop()).toMatchObject({ code: 0, signal: null });
    expect(folder.postmasterPid()).toBeNull();
  });

  test('answers from what commands in other processes wrote', async () => {
    await folder.json(['store', 'add', 'bistro']);
    const { key } = await folder.json(['key', 'create', '--store', 'bistro']);
    const orders = Array.from({ length: 5 }, (_, n) => [`o-${n},soup`, `o-${n},bread`]).flat();
    writeFileSync(folder.file('orders.csv'), ['order_id,item_id', ...orders, ''].join('\n'));
    expect(await folder.json(['import', 'orders.csv'])).toMatchObject({ orders_created: 5 });
    const { status, body } = await server.fetch('/api/recommendations?cart=soup', { key });
    expect(status).toBe(200);
    expect(body.slots[0].item.id).toBe('bread');
  });

  test('a second server on the folder is refused with a clear message, and the first goes on', async () => {
    const second = await folder.run(['serve', '--port', '0', '--json'], { env: { LOG_LEVEL: 'warn' } });
    expect(second).toMatchObject({ code: 1, stdout: '' });
    const { error } = JSON.parse(second.stderr.trim().split('\n').at(-1) ?? '');
    expect(error.code).toBe('server_running');
    expect(error.detail).toBe(`Another Pairwell server already runs on the data folder ${folder.dataDir}.`);
    expect(error.hint).toContain('--data DIR');
    expect((await server.fetch('/readyz')).body).toEqual({ status: 'ok' });
  });

  test('a port that is taken is named, with a way out, and the process ends', async () => {
    const other = new CliFolder();
    try {
      const port = new URL(server.url).port;
      const result = await other.run(['serve', '--port', port, '--json'], { env: { LOG_LEVEL: 'silent' } });
      expect(result).toMatchObject({ code: 1, stdout: '' });
      const { error } = JSON.parse(result.stderr);
      expect(error.detail).toContain(port);
      expect(error.hint).toContain('--port');
      expect(other.postmasterPid()).toBeNull();
    } finally {
      await other.remove();
    }
  });
});
