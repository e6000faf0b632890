import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import pino from 'pino';
import { expect } from 'vitest';
import { type AppOptions, buildApp } from '../../src/api/app.ts';
import { newStoreSchema, type Store } from '../../src/contract/catalog.ts';
import { ERROR_REGISTRY, type ErrorCode } from '../../src/contract/error-registry.ts';
import { type OrderRequest, type OrderResult, orderInputSchema } from '../../src/contract/order.ts';
import { accountSettings } from '../../src/services/accounts/account-settings.ts';
import { createKey } from '../../src/services/accounts/keys.ts';
import { AttributionRunner } from '../../src/services/attribution/attribution-runner.ts';
import { addStore } from '../../src/services/catalog/stores.ts';
import { CustomerBooks } from '../../src/services/customers/customer-book.ts';
import { RecommendationLog } from '../../src/services/customers/recommendation-log.ts';
import { Mailer } from '../../src/services/digest/mailer.ts';
import { ArmKeeper } from '../../src/services/experiments/arm-keeper.ts';
import { ImportDesk } from '../../src/services/imports/import-desk.ts';
import { ModelStore } from '../../src/services/learning/model-store.ts';
import { RankingQueue } from '../../src/services/learning/ranking-queue.ts';
import { receiveOrders } from '../../src/services/orders/receive-orders.ts';
import type { ServiceContext } from '../../src/services/service-context.ts';
import type { Services } from '../../src/services/services.ts';
import { EventIntake } from '../../src/services/tracking/event-intake.ts';
import { ServedLog } from '../../src/services/tracking/served-log.ts';
import { WorkerPool } from '../../src/services/workers/worker-pool.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

/** Monday noon, UTC: where the clock of every test stands until the test moves it. */
export const TEST_NOW = new Date('2026-03-02T12:00:00Z');

/** The least that argon2id takes: tests check many passwords. */
export const TEST_PASSWORD_COST = { memoryKib: 8, passes: 1, parallelism: 1 };

/** The services of one process on a database of the test's own, with a clock that the test moves. */
export interface TestServices extends Services {
  readonly test: TestDatabase;
  /** Lines that the services logged. */
  readonly warnings: string[];
  setClock(time: Date): void;
  /** Lets the clock run as that of the machine does. */
  runClock(): void;
  /** Another process on the same database: it shares nothing but the tables. */
  secondProcess(): Services;
  close(): Promise<void>;
}

export async function openTestServices(): Promise<TestServices> {
  const test = await createTestDatabase();
  const warnings: string[] = [];
  let clock = () => TEST_NOW;
  const context: ServiceContext = {
    database: test.open(4),
    connection: test.connection,
    clock: () => clock(),
    log: (level, message, details) => {
      warnings.push(`${level} ${message} ${JSON.stringify(details ?? {})}`);
    },
    secret: (purpose) => createHmac('sha256', 'the secret of every test').update(purpose).digest(),
    eventRetentionMonths: 13,
  };
  const workers = new WorkerPool();
  const importFolder = await mkdtemp(path.join(tmpdir(), 'pairwell-uploads-'));
  const services = createServices(context, { workers, importFolder });
  const processes = [services];
  return {
    ...services,
    test,
    warnings,
    setClock: (time) => {
      clock = () => time;
    },
    runClock: () => {
      clock = () => new Date();
    },
    secondProcess: () => {
      const other = createServices({ ...context, database: test.open(2) }, { workers, importFolder });
      processes.push(other);
      return other;
    },
    close: async () => {
      for (const { imports } of processes) await imports.close();
      await rm(importFolder, { recursive: true, force: true });
      for (const { rankings } of processes) await rankings.close();
      await workers.close();
      await services.served.flush();
      for (const { recommended } of processes) await recommended.flush();
      await test.drop();
    },
  };
}

/** Longest file that tests may upload. */
export const TEST_UPLOAD_BYTES = 8 * 2 ** 20;

function createServices(
  context: ServiceContext,
  { workers, importFolder }: { workers: WorkerPool; importFolder: string },
): Services {
  const models = new ModelStore(context, { workers });
  const accounts = accountSettings(Buffer.from('key of the tests'), TEST_PASSWORD_COST);
  return {
    context,
    accounts,
    models,
    rankings: new RankingQueue(context, models),
    served: new ServedLog(context),
    events: new EventIntake(context),
    attribution: new AttributionRunner(context),
    customers: new CustomerBooks(context),
    imports: new ImportDesk(context, models, { settings: { folder: importFolder, mostBytes: TEST_UPLOAD_BYTES } }),
    recommended: new RecommendationLog(context),
    arms: new ArmKeeper(context),
    mailer: new Mailer(null),
    workers,
  };
}

/** A store made as the command line makes it; what is not said is a store in euros and UTC. */
export async function makeStore(
  { context }: Pick<Services, 'context'>,
  slug: string,
  settings: { currency?: string; time_zone?: string } = {},
): Promise<Store> {
  return addStore(context, newStoreSchema.parse({ slug, name: slug, currency: 'EUR', ...settings }));
}

/** Sends orders past HTTP, with the contract's defaults filled in. */
export async function sendOrders(
  { context }: Pick<Services, 'context'>,
  store: Store,
  orders: readonly OrderRequest[],
): Promise<OrderResult[]> {
  return receiveOrders(
    context,
    store,
    orders.map((order) => orderInputSchema.parse(order)),
  );
}

/** What a call answers; `body` is the parsed JSON, or the text where it is none. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape; their expectations are the check
  readonly body: any;
}

export interface CallOptions {
  /** The key to call with; null = none. */
  readonly key?: string | null;
  /** A value to send as JSON. */
  readonly json?: unknown;
  /** A body to send as it is. */
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A store with a key of each kind. */
export interface KeyedStore {
  readonly store: Store;
  readonly secret: string;
  readonly publishable: string;
  /** Calls the API with the store's secret key unless the options name another. */
  call(method: Method, url: string, options?: CallOptions): Promise<Answer>;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface TestApp extends TestServices {
  readonly app: FastifyInstance;
  /** What the server logged, one JSON line each. */
  readonly logLines: string[];
  addStore(
    slug: string,
    settings?: { currency?: string; time_zone?: string; origins?: readonly string[] },
  ): Promise<KeyedStore>;
}

/** The whole HTTP application in this process, without a socket. */
export async function openTestApp(options: Partial<AppOptions> = {}): Promise<TestApp> {
  const services = await openTestServices();
  const logLines: string[] = [];
  const logger = pino({ level: 'trace', base: null }, { write: (line: string) => void logLines.push(line) });
  const app = await buildApp(services, {
    logger,
    trustProxy: false,
    basePath: '',
    allowedOrigins: [],
    rateLimitPerMinute: 0,
    publicUrl: '/',
    version: '0.0.0-test',
    ...options,
  });
  await app.ready();
  return {
    ...services,
    app,
    logLines,
    addStore: async (slug, { origins = [], ...settings } = {}) => {
      const store = await makeStore(services, slug, settings);
      const makeKey = async (kind: 'secret' | 'publishable') =>
        (await createKey(services.context, store.id, { kind, label: kind, origins })).key;
      const [secret, publishable] = [await makeKey('secret'), await makeKey('publishable')];
      const call: KeyedStore['call'] = (method, url, more = {}) => callApp(app, { method, url, key: secret, ...more });
      return { store, secret, publishable, call };
    },
    close: async () => {
      await app.close();
      await services.close();
    },
  };
}

/** One request through the application. */
export async function callApp(
  app: FastifyInstance,
  { method, url, key = null, json, raw, headers = {} }: CallOptions & { method: Method; url: string },
): Promise<Answer> {
  const request: InjectOptions = {
    method,
    url,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(json === undefined && raw === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
  };
  const payload = json === undefined ? raw : JSON.stringify(json);
  const response = await app.inject(payload === undefined ? request : { ...request, payload });
  return {
    status: response.statusCode,
    type: String(response.headers['content-type'] ?? ''),
    headers: response.headers,
    body: parseBody(response.body),
  };
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Every error is a problem document with the registry's status, a hint, and the request's id. */
export function expectProblem(answer: Answer, code: ErrorCode): void {
  expect({ status: answer.status, type: answer.type, code: answer.body?.code }).toEqual({
    status: ERROR_REGISTRY[code].status,
    type: 'application/problem+json; charset=utf-8',
    code,
  });
  expect(answer.body.status).toBe(answer.status);
  expect(answer.body.title).toBe(ERROR_REGISTRY[code].title);
  expect(answer.body.type).toMatch(new RegExp(`#${code}$`));
  expect(answer.body.hint.length).toBeGreaterThan(10);
  expect(answer.body.detail.length).toBeGreaterThan(10);
  expect(answer.body.instance).toBe(answer.headers['x-request-id']);
}
