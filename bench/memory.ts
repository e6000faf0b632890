import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SIZES = [
  [250, 10_000],
  [1000, 100_000],
  [5000, 200_000],
] as const;

/** What one store of that size holds in memory, each in a process of its own. */
for (const [items, orders] of SIZES) {
  const script = fileURLToPath(new URL('store-memory.ts', import.meta.url));
  const args = ['--expose-gc', '--max-old-space-size=3000', script, String(items), String(orders)];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  console.log(status === 0 ? stdout.trim() : `memory, ${items} items, ${orders} orders: failed\n${stderr}`);
}
