import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { generateBaskets } from './generated-store.ts';

const ORDERS = 15_000;
const MINUTE_MS = 60_000;

/** `pairwell import` of a generated file into a fresh embedded server: lines per second as the command reports them. */
const folder = mkdtempSync(path.join(tmpdir(), 'pairwell-bench-'));
const file = process.argv[2] ?? writeOrders(path.join(folder, 'orders.csv.gz'));
const pairwell = (...args: string[]) =>
  spawnSync(process.execPath, ['src/main.ts', ...args, '--data', path.join(folder, 'data'), '--json'], {
    encoding: 'utf8',
  });
pairwell('store', 'add', 'bench', '--currency', 'GBP', '--zone', 'Europe/London');
const first = JSON.parse(pairwell('import', file, '--store', 'bench').stdout);
const second = JSON.parse(pairwell('import', file, '--store', 'bench').stdout);
rmSync(folder, { recursive: true, force: true });
console.log(`import, ${first.rows} lines: ${(first.rows / first.seconds).toFixed(0)} lines/s (${first.seconds} s)`);
console.log(`import again, nothing to change: ${(second.rows / second.seconds).toFixed(0)} lines/s`);

function writeOrders(target: string): string {
  const rows = ['order_id,ordered_at,item_id,item_name,quantity,unit_price'];
  generateBaskets(250, ORDERS).forEach((basket, order) => {
    const orderedAt = new Date(Date.UTC(2025, 0, 1) + order * 30 * MINUTE_MS).toISOString();
    for (const item of basket) rows.push(`${order + 1},${orderedAt},item-${item},Dish ${item},1,${5 + item / 100}`);
  });
  writeFileSync(target, gzipSync(`${rows.join('\n')}\n`));
  return target;
}
