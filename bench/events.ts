import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import { V7Generator } from 'uuidv7';
import { readConfig } from '../src/config.ts';
import { newStoreSchema } from '../src/contract/catalog.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import { createKey } from '../src/services/accounts/keys.ts';
import { addStore } from '../src/services/catalog/stores.ts';
import { signToken, TOKEN_PURPOSE } from '../src/services/tracking/recommendation-token.ts';
import { createRandom } from '../src/simulation/random.ts';
import { connectClient } from '../src/storage/database.ts';
import { readCpuTime } from './cpu-time.ts';

/** Rows in the table before the second measurement. */
const ROWS = Number(process.env.BENCH_EVENTS ?? 1_000_000);
const ROWS_PER_FILL = 500_000;
const ROUNDS = 3;
const BATCHES = 800;
const EVENTS_PER_BATCH = 50;
const CONNECTIONS = 10;
const ITEMS = 200;
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';

/** Rows made by the database itself: answers of 5 events, sessions of 10, ids and times that go together. */
const FILL = `
  INSERT INTO event (store_id, event_id, at, occurred_at, sent_at, received_at, rec_id, item_id, type, position, hour,
    weekday, verified, consent, placement, session, visitor)
  SELECT $1::bigint, (id_time || '7' || lpad(to_hex(n % 4096), 3, '0') || '8' || left(md5(n::text), 15))::uuid,
    at, at, at, at, (id_time || '7' || lpad(to_hex(n / 5 % 4096), 3, '0') || '8' || left(md5((n / 5)::text), 15))::uuid,
    ($6::bigint[])[1 + n % ${ITEMS}],
    (ARRAY['impression', 'impression', 'impression', 'impression', 'click', 'impression', 'impression', 'add'])[1 + n % 8],
    1 + n % 5, 12, 1, true, 'granted', 'menu', 's_' || md5('s' || n / 10), 'v_' || md5('v' || n / 10)
  FROM (
    SELECT n, to_timestamp(ms / 1000.0) AS at, lpad(to_hex(ms), 12, '0') AS id_time
    FROM (SELECT n, $4::bigint - 604000000 + (604000000.0 * n / $5::bigint)::bigint AS ms
      FROM generate_series($2::bigint, $3::bigint) AS n) AS moments) AS numbered`;

const random = createRandom(5, 'events');
const generator = new V7Generator();

/**
 * POST /api/events with a page's key, 50 events of one session to a call, 10 connections: events per second into an
 * empty table, then, in the same run, into one with BENCH_EVENTS rows of the last 7 days. Each event names an answer
 * and is proven by its token. Load generator, server and database share the machine's cores.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'pairwell-bench-'));
const settings = { PAIRWELL_DATA: path.join(folder, 'data'), PORT: '0', RATE_LIMIT_PER_MINUTE: '0', LOG_LEVEL: 'warn' };
const server = await startServer(readConfig(settings), { quiet: true });
const { context } = server.services;
const store = await addStore(context, newStoreSchema.parse({ slug: 'bench', name: 'Bench', currency: 'EUR' }));
const { key } = await createKey(context, store.id, { kind: 'publishable', label: 'bench', origins: [] });
const itemIds = await addItems();
await measure('warm-up');
const empty = await measure('empty');
console.log(`filling ${ROWS} rows: ${(await timed(() => fill(ROWS))).toFixed(0)} s`);
const full = await measure(`${ROWS} rows`);
console.log(`ratio ${(full / empty).toFixed(3)}`);
await server.close();
rmSync(folder, { recursive: true, force: true });

/** What a round came to. */
interface Round {
  readonly rate: number;
  readonly nodeUs: number;
  readonly postgresUs: number;
}

/** The best of three rounds, in accepted events per second. Processor time is told too: other work moves it less. */
async function measure(name: string): Promise<number> {
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await sendBatches(server));
  const list = (key: keyof Round) => rounds.map((round) => round[key].toFixed(0)).join(', ');
  console.log(`events, ${name}: ${list('rate')} events/s`);
  console.log(`  processor time per event, us: node ${list('nodeUs')}; postgres ${list('postgresUs')}`);
  return Math.max(...rounds.map(({ rate }) => rate));
}

async function sendBatches({ url, services }: RunningServer): Promise<Round> {
  const bodies = Array.from({ length: BATCHES }, makeBatch).values();
  const before = services.events.counts.accepted;
  const cpuBefore = readCpuTime(settings.PAIRWELL_DATA);
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    amount: BATCHES,
    requests: [
      {
        method: 'POST',
        path: `/api/events?key=${key}`,
        headers: { 'content-type': 'text/plain;charset=UTF-8', 'user-agent': BROWSER, 'sec-fetch-mode': 'no-cors' },
        setupRequest: (request) => ({ ...request, body: bodies.next().value ?? '' }),
      },
    ],
  });
  const { accepted, bots, unverified } = services.events.counts;
  if (accepted - before !== BATCHES * EVENTS_PER_BATCH || bots + unverified > 0) {
    throw new RangeError(`Of ${BATCHES * EVENTS_PER_BATCH} events ${accepted - before} were accepted.`);
  }
  const cpu = readCpuTime(settings.PAIRWELL_DATA);
  const perEvent = (ms: number) => (ms * 1000) / (accepted - before);
  return {
    rate: (accepted - before) / result.duration,
    nodeUs: perEvent(cpu.nodeMs - cpuBefore.nodeMs),
    postgresUs: perEvent(cpu.postgresMs - cpuBefore.postgresMs),
  };
}

function makeBatch(): string {
  const answers = Array.from({ length: 5 }, () => makeAnswer());
  const events = Array.from({ length: EVENTS_PER_BATCH }, (_, index) => {
    const answer = answers[index % answers.length] ?? makeAnswer();
    const position = 1 + (index % answer.items.length);
    return {
      event_id: generator.generate().toString(),
      type: index % 25 === 0 ? 'add' : index % 10 === 0 ? 'click' : 'impression',
      occurred_at: new Date().toISOString(),
      rec_id: answer.recId,
      token: answer.token,
      position,
      item: `item-${answer.items[position - 1]}`,
      placement: 'menu',
    };
  });
  return JSON.stringify({
    sent_at: new Date().toISOString(),
    consent: 'granted',
    session: `s_${drawHex(32)}`,
    visitor: `v_${drawHex(32)}`,
    events,
  });
}

function makeAnswer() {
  const recId = generator.generate().toString();
  const items = Array.from({ length: 5 }, () => Math.floor(random() * ITEMS));
  const token = signToken(context.secret(TOKEN_PURPOSE), {
    storeId: store.id,
    recId,
    arm: 'control',
    items: items.map((index) => itemIds[index] ?? 0),
    expiresAt: Math.floor(Date.now() / 1000) + 86_400,
  });
  return { recId, items, token };
}

function drawHex(letters: number): string {
  return Array.from({ length: letters }, () => Math.floor(random() * 16).toString(16)).join('');
}

async function addItems(): Promise<number[]> {
  const rows = Array.from({ length: ITEMS }, (_, index) => ({
    store_id: store.id,
    external_id: `item-${index}`,
    name: `Item ${index}`,
    role_guess: 'other' as const,
    role_certainty: 0,
    created_at: new Date(),
  }));
  const added = await context.database.forStore(store.id, ({ tx }) =>
    tx.insertInto('item').values(rows).returning('id').execute(),
  );
  return added.map((row) => row.id);
}

/**
 * Fills the table past the program, through the owner's login: 7 days up to now, 10 events to a session. The indexes
 * beside the key are made again afterwards, which takes a fraction of the time of keeping them.
 */
async function fill(count: number): Promise<void> {
  const owner = await connectClient({ ...context.connection, user: 'pairwell_owner' }, 'pairwell bench');
  await owner.query("SELECT set_config('pairwell.store_id', $1, false)", [String(store.id)]);
  await owner.query("SET maintenance_work_mem = '256MB'");
  const { rows: indexes } = await owner.query<{ indexname: string; indexdef: string }>(
    "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'event' AND indexname <> 'event_pkey'",
  );
  for (const { indexname } of indexes) await owner.query(`DROP INDEX ${indexname}`);
  const until = Date.now();
  for (let first = 0; first < count; first += ROWS_PER_FILL) {
    await owner.query(FILL, [store.id, first, Math.min(first + ROWS_PER_FILL, count) - 1, until, count, itemIds]);
  }
  for (const { indexdef } of indexes) await owner.query(indexdef.replace(' ON ONLY ', ' ON '));
  await owner.query('VACUUM ANALYZE event');
  await owner.end();
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
