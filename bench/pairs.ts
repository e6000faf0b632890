import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { buildApp } from '../src/api/app.ts';
import { readConfig } from '../src/config.ts';
import { openPairwell } from '../src/open-pairwell.ts';
import { createKey } from '../src/services/accounts/keys.ts';
import { createDemoStores } from '../src/simulation/demo-stores.ts';
import { connectClient } from '../src/storage/database.ts';
import { VERSION } from '../src/version.ts';
import { quantile } from './quantiles.ts';

/** Answers that were served in the last 30 days. */
const SERVED = Number(process.env.BENCH_SERVED ?? 1_000_000);
const ROWS_PER_FILL = 100_000;
const CALLS = 20;

/** Five items beside another one each, made by the database itself; of every tenth answer one item is clicked. */
const FILL_SERVED = `
  INSERT INTO served (store_id, rec_id, placement, level, version, slots, cart, variation, arms, holdout, ghost,
    served_at, consent, session)
  SELECT $1::bigint, uuidv7(age), 'cart', 'pairs', 'v1', (
      SELECT jsonb_agg(jsonb_build_object('position', p, 'item', ($4::bigint[])[1 + (n + p * 7) % cardinality($4)],
        'source', ($4::bigint[])[1 + n % cardinality($4)], 'type', 'frequently-together', 'strategy', 'v1', 'propensity', 1))
      FROM generate_series(1, 5) AS p),
    '[]', 'control', '{}', false, false, now() + age, 'granted', 's_' || n
  FROM (SELECT n, -interval '30 days' * (n + 1) / $5 AS age FROM generate_series($2::int, $3::int) AS n) AS ages`;
const FILL_CLICKS = `
  INSERT INTO event (store_id, event_id, at, occurred_at, sent_at, received_at, rec_id, item_id, type, position, hour,
    weekday, verified, consent, session)
  SELECT store_id, uuidv7(served_at - now() + interval '5 seconds'), served_at, served_at, served_at, served_at, rec_id,
    (slots -> 0 ->> 'item')::bigint, 'click', 1, 12, 1, true, 'granted', session
  FROM served WHERE store_id = $1 AND right(session, 1) = '7'`;

/**
 * GET /api/pairs of the demo restaurant, what came of suggesting them included: with 1,000,000 answers served in the last
 * 30 days and a click on every tenth. The first call counts the days that are over, the others read them.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'pairwell-bench-'));
const config = readConfig({ PAIRWELL_DATA: path.join(folder, 'data'), RATE_LIMIT_PER_MINUTE: '0' });
const pairwell = await openPairwell(config, { supervise: true });
const { services } = pairwell;
const [demo] = await createDemoStores(services, { seed: 1, onProgress: () => undefined });
if (!demo) throw new RangeError('The demo made no store.');
const { key } = await createKey(services.context, demo.store.id, { kind: 'secret', label: 'bench', origins: [] });
await services.events.partitions.prepare();
await fill();
const app = await buildApp(services, { ...config, logger: pino({ level: 'warn' }), version: VERSION, publicUrl: '/' });
console.log(`pairs, ${SERVED} answers served; load average ${loadavg()[0]?.toFixed(1)}`);
console.log(`  the first call ${(await timeCall('/api/pairs')).toFixed(0)} ms`);
for (const url of ['/api/pairs', '/api/pairs?item=panna-cotta', '/api/pairs?days=7']) {
  const times: number[] = [];
  for (let call = 0; call < CALLS; call++) times.push(await timeCall(url));
  times.sort((a, b) => a - b);
  console.log(`  ${url}: p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms`);
}
await app.close();
await pairwell.close();
rmSync(folder, { recursive: true, force: true });

async function timeCall(url: string): Promise<number> {
  const begunMs = performance.now();
  const answer = await app.inject({ url, headers: { authorization: `Bearer ${key}` } });
  if (answer.statusCode !== 200) throw new RangeError(`${url} answered ${answer.statusCode}: ${answer.body}`);
  return performance.now() - begunMs;
}

async function fill(): Promise<void> {
  const storeId = demo?.store.id;
  const owner = await connectClient({ ...services.context.connection, user: 'pairwell_owner' }, 'pairwell bench');
  await owner.query("SELECT set_config('pairwell.store_id', $1, false)", [String(storeId)]);
  await owner.query("SELECT ensure_event_partitions(now() - interval '31 days', now())");
  const { rows } = await owner.query('SELECT array_agg(id ORDER BY id) AS ids FROM item WHERE store_id = $1', [
    storeId,
  ]);
  for (let first = 0; first < SERVED; first += ROWS_PER_FILL) {
    const last = Math.min(first + ROWS_PER_FILL, SERVED) - 1;
    await owner.query(FILL_SERVED, [storeId, first, last, rows[0].ids, SERVED]);
  }
  await owner.query(FILL_CLICKS, [storeId]);
  await owner.query('VACUUM ANALYZE served, event');
  await owner.end();
}
