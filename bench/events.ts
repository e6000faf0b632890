import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { V7Generator } from 'uuidv7';
import { readConfig } from '../src/config.ts';
import { newStoreSchema } from '../src/contract/catalog.ts';
import { orderInputSchema } from '../src/contract/order.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import { createKey } from '../src/services/accounts/keys.ts';
import { settleAttribution } from '../src/services/attribution/process-due.ts';
import { addStore } from '../src/services/catalog/stores.ts';
import { receiveOrders } from '../src/services/orders/receive-orders.ts';
import { keepStoreRollups, settleRollups } from '../src/services/rollups/settle-rollups.ts';
import { signToken, TOKEN_PURPOSE } from '../src/services/tracking/recommendation-token.ts';
import { createRandom } from '../src/simulation/random.ts';
import { connectClient } from '../src/storage/database.ts';
import { SUPERUSER } from '../src/storage/embedded/settings.ts';
import { readCpuTime } from './cpu-time.ts';
import { quantile } from './quantiles.ts';
import { sendCalls } from './send-calls.ts';

/** Rows in the table before the second measurement. */
const ROWS = Number(process.env.BENCH_EVENTS ?? 1_000_000);
const VISITS_PER_FILL = 20_000;
const ROUNDS = 3;
const BATCHES = 800;
const EVENTS_PER_BATCH = 50;
const CONNECTIONS = 10;
/** Orders of visits of the last day, each explained twice. */
const ORDERS = 100;
const ITEMS = 200;
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';

/** Rows made by the database itself: visits of 10 events of two answers, ids and times that go together. */
const EVENTS_PER_VISIT = 10;
const FILL = `
  INSERT INTO event (store_id, event_id, at, occurred_at, sent_at, received_at, rec_id, item_id, type, position, hour,
    weekday, verified, consent, placement, session, visitor)
  SELECT $1::bigint, uuidv7(age), at, at, at, at, CASE WHEN n < 5 THEN answer_a ELSE answer_b END,
    ($5::bigint[])[1 + (visit * 7 + n) % ${ITEMS}],
    (ARRAY['impression', 'impression', 'impression', 'impression', 'click', 'impression', 'impression', 'add'])[1 + (visit + n) % 8],
    1 + n % 5, 12, 1, true, 'granted', 'menu', session, visitor
  FROM (
    SELECT visit, age, now() + age AS at, 's_' || md5('s' || visit) AS session, 'v_' || md5('v' || visit) AS visitor,
      uuidv7(age - interval '5 seconds') AS answer_a, uuidv7(age - interval '4 seconds') AS answer_b
    FROM (
      SELECT visit, interval '604000 seconds' * (visit::float8 / $4::int - 1) AS age
      FROM generate_series($2::int, $3::int) AS visit) AS ages
    OFFSET 0) AS visits
  CROSS JOIN generate_series(0, ${EVENTS_PER_VISIT} - 1) AS n`;

const random = createRandom(5, 'events');
const generator = new V7Generator();

/**
 * POST /api/events with a page's key, 50 events of one session to a call, 10 connections: events per second into an
 * empty table, then, in the same run, into one with BENCH_EVENTS rows of the last 7 days, and there the explanation of
 * orders. Each event names an answer and is proven by its token. Load generator, server and database share the
 * machine's cores; the load generator has a thread of its own. Jobs run as they do in a server.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'pairwell-bench-'));
const settings = { PAIRWELL_DATA: path.join(folder, 'data'), PORT: '0', RATE_LIMIT_PER_MINUTE: '0', LOG_LEVEL: 'warn' };
const server = await startServer(readConfig(settings), { quiet: true });
const { context } = server.services;
const store = await addStore(context, newStoreSchema.parse({ slug: 'bench', name: 'Bench', currency: 'EUR' }));
const { key } = await createKey(context, store.id, { kind: 'publishable', label: 'bench', origins: [] });
const { key: secret } = await createKey(context, store.id, { kind: 'secret', label: 'bench', origins: [] });
const itemIds = await addItems();
await measure('warm-up');
const empty = await measure('empty');
// The sums of the days begin with what is there, as in a store that grew.
await keepStoreRollups(context, store.id);
console.log(`filling ${ROWS} rows: ${(await timed(() => fill(ROWS))).toFixed(0)} s`);
// Events of today, so that there is something to add up: the job of every minute does it, and then rests.
await sendBatches(server);
console.log(`sums of today: ${(await timed(keepToday)).toFixed(1)} s`);
const full = await measure(`${ROWS} rows`);
console.log(`ratio ${(full / empty).toFixed(3)}`);
await measureExplanations();
await server.close();
rmSync(folder, { recursive: true, force: true });

/** What the job of every minute does, with a note of how long it took; when the job itself is at it, its end is waited for. */
async function keepToday(): Promise<void> {
  await keepStoreRollups(context, store.id);
  await settleRollups(context, store.id);
}

/** What a round came to. */
interface Round {
  readonly rate: number;
  /** Of the server's main thread. */
  readonly serverUs: number;
  readonly postgresUs: number;
}

/** The best of three rounds, in accepted events per second. Processor time is told too: other work moves it less. */
async function measure(name: string): Promise<number> {
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await sendBatches(server));
  const list = (key: keyof Round) => rounds.map((round) => round[key].toFixed(0)).join(', ');
  console.log(`events, ${name}: ${list('rate')} events/s; load average ${loadavg()[0]?.toFixed(1)}`);
  console.log(`  processor time per event, us: server ${list('serverUs')}; postgres ${list('postgresUs')}`);
  return Math.max(...rounds.map(({ rate }) => rate));
}

async function sendBatches({ url, services }: RunningServer): Promise<Round> {
  const bodies = Array.from({ length: BATCHES }, makeBatch);
  const before = services.events.counts.accepted;
  const cpuBefore = readCpuTime(settings.PAIRWELL_DATA);
  const mainBefore = process.threadCpuUsage();
  const seconds = await sendCalls({
    url: `${url}/api/events?key=${key}`,
    headers: { 'content-type': 'text/plain;charset=UTF-8', 'user-agent': BROWSER, 'sec-fetch-mode': 'no-cors' },
    bodies,
    connections: CONNECTIONS,
  });
  const main = process.threadCpuUsage(mainBefore);
  const { accepted, bots, unverified } = services.events.counts;
  if (accepted - before !== BATCHES * EVENTS_PER_BATCH || bots + unverified > 0) {
    throw new RangeError(`Of ${BATCHES * EVENTS_PER_BATCH} events ${accepted - before} were accepted.`);
  }
  const cpu = readCpuTime(settings.PAIRWELL_DATA);
  const perEvent = (ms: number) => (ms * 1000) / (accepted - before);
  return {
    rate: (accepted - before) / seconds,
    serverUs: perEvent((main.user + main.system) / 1000),
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
 * Fills the table past the program, through the administrator's login: 7 days up to now. The indexes beside the key are made
 * again afterwards, which takes a fraction of the time of keeping them; two of everything at a time.
 */
async function fill(count: number): Promise<void> {
  const connect = () => connectClient({ ...context.connection, user: SUPERUSER }, 'pairwell bench');
  const clients = [await connect(), await connect()];
  const inTurns = async (statements: readonly [text: string, values?: unknown[]][]) => {
    const left = statements.values();
    await Promise.all(
      clients.map(async (client) => {
        for (const [text, values] of left) await client.query(text, values);
      }),
    );
  };
  for (const client of clients) {
    await client.query("SET maintenance_work_mem = '512MB'; SET max_parallel_maintenance_workers = 0");
  }
  const { rows } = (await clients[0]?.query(
    "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'event' AND indexname <> 'event_pkey'",
  )) ?? { rows: [] };
  const indexes: { indexname: string; indexdef: string }[] = rows;
  for (const { indexname } of indexes) await clients[0]?.query(`DROP INDEX ${indexname}`);
  const visits = count / EVENTS_PER_VISIT;
  const starts = Array.from({ length: Math.ceil(visits / VISITS_PER_FILL) }, (_, n) => n * VISITS_PER_FILL);
  await inTurns(
    starts.map((first) => {
      const last = Math.min(first + VISITS_PER_FILL, visits) - 1;
      return [FILL, [store.id, first, last, visits, itemIds]];
    }),
  );
  await inTurns(indexes.map(({ indexdef }) => [indexdef.replace(' ON ONLY ', ' ON ')]));
  await clients[0]?.query('VACUUM ANALYZE event');
  await clients[0]?.query('CHECKPOINT');
  for (const client of clients) await client.end();
}

/** GET /api/orders/{id}/attribution of orders of the visits of the last day, one after the other. */
async function measureExplanations(): Promise<void> {
  const visits = ROWS / EVENTS_PER_VISIT;
  const orders = Array.from({ length: ORDERS }, (_, n) => {
    const visit = visits - 1 - Math.floor((n * visits) / 7 / ORDERS);
    const orderedMs = Date.now() - 604_000_000 * (1 - visit / visits) + 60_000;
    const lines = [4, 5, 6].map((event) => ({ item: `item-${(visit * 7 + event) % ITEMS}`, unit_price_minor: 500 }));
    const session = `s_${createHash('md5').update(`s${visit}`).digest('hex')}`;
    return orderInputSchema.parse({ id: `o${n}`, session, ordered_at: new Date(orderedMs).toISOString(), lines });
  });
  await receiveOrders(context, store, orders);
  await settleAttribution({ context }, store.id);
  const times: number[] = [];
  let credited = 0;
  for (const { id } of [...orders, ...orders]) {
    const begunMs = performance.now();
    const answer = await fetch(`${server.url}/api/orders/${id}/attribution`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    const told = (await answer.json()) as { attributed_minor: number };
    times.push(performance.now() - begunMs);
    if (told.attributed_minor > 0) credited++;
  }
  times.sort((a, b) => a - b);
  const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)].map((ms) => ms.toFixed(1));
  console.log(`explain, ${times.length} calls (${credited} with credit): p50 ${p50} ms, p95 ${p95} ms`);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
