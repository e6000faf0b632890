import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, readFileSync, statSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { buildApp } from './api/app.ts';
import { type Config, readConfig } from './config.ts';
import { AppError, ERROR_REGISTRY, type ErrorCode } from './contract/error-registry.ts';
import { JobRunner } from './jobs/job-runner.ts';
import { accountSettings } from './services/accounts/account-settings.ts';
import { AttributionRunner } from './services/attribution/attribution-runner.ts';
import { CustomerBooks } from './services/customers/customer-book.ts';
import { RecommendationLog } from './services/customers/recommendation-log.ts';
import { ArmKeeper } from './services/experiments/arm-keeper.ts';
import { ChangeFollower } from './services/learning/change-follower.ts';
import { ModelStore } from './services/learning/model-store.ts';
import { RankingQueue } from './services/learning/ranking-queue.ts';
import type { Log, ServiceContext } from './services/service-context.ts';
import type { Services } from './services/services.ts';
import { EventIntake } from './services/tracking/event-intake.ts';
import { ServedLog } from './services/tracking/served-log.ts';
import { WorkerPool } from './services/workers/worker-pool.ts';
import { Database } from './storage/database.ts';
import { prepareDataFolder, writeOwned } from './storage/embedded/data-folder.ts';
import { openStorage, type Storage } from './storage/open-storage.ts';
import { type ServerLock, takeServerLock } from './storage/server-lock.ts';
import { StorageError } from './storage/storage-error.ts';
import { VERSION } from './version.ts';

export {
  calculateRecommendationImpact,
  generateRecommendations,
  getCrossSellOpportunities,
  getProductPerformance,
  getRecommendationStats,
  openStore,
  type StoreHandle,
} from './library.ts';

const SERVER_CONNECTIONS = 10;
const COMMAND_CONNECTIONS = 3;

/** The use cases of this process with the database behind them; what the command line works with. */
export interface Pairwell {
  readonly services: Services;
  readonly embedded: boolean;
  close(): Promise<void>;
}

/** A server that listens. */
export interface RunningServer extends Pairwell {
  readonly app: FastifyInstance;
  /** Address for people: PUBLIC_URL, or where it listens. */
  readonly url: string;
}

/** What differs between the server and a short command. */
export interface OpenOptions {
  readonly supervise?: boolean;
  readonly log?: Log;
  readonly clock?: () => Date;
}

/**
 * Opens the data folder (or DATABASE_URL) and puts the services together.
 *
 * @throws AppError when the database cannot be used, with the way out.
 */
export async function openPairwell(config: Config, options: OpenOptions = {}): Promise<Pairwell> {
  const { supervise = false, log = () => undefined, clock = () => new Date() } = options;
  const storage = await openStorageOf(config, { supervise, log });
  const context: ServiceContext = {
    database: storage.database,
    connection: storage.connection,
    clock,
    log,
    secret: deriveKeys(await readSecret(config)),
    eventRetentionMonths: config.eventRetentionMonths,
  };
  const services = createServices(context);
  return {
    services,
    embedded: storage.embedded,
    close: async () => {
      await services.rankings.close();
      await services.workers.close();
      await services.served.flush();
      await services.recommended.flush();
      await storage.close();
    },
  };
}

function createServices(context: ServiceContext): Services {
  const workers = new WorkerPool();
  const models = new ModelStore(context, { workers });
  const accounts = accountSettings(context.secret('addresses that sign in'));
  return {
    context,
    accounts,
    models,
    rankings: new RankingQueue(context, models),
    served: new ServedLog(context),
    events: new EventIntake(context),
    attribution: new AttributionRunner(context),
    customers: new CustomerBooks(context),
    recommended: new RecommendationLog(context),
    arms: new ArmKeeper(context),
    workers,
  };
}

/** Starts the server: services, followers, jobs, HTTP. @throws AppError `server_running` for a second one. */
export async function startServer(config: Config, options: { quiet?: boolean } = {}): Promise<RunningServer> {
  const logger = pino({ level: options.quiet ? 'warn' : config.logLevel, base: null });
  const log: Log = (level, message, details = {}) => logger[level](details, message);
  const pairwell = await openPairwell(config, { supervise: true, log });
  const { services } = pairwell;
  const running = new RunningParts(log);
  running.add('database', () => pairwell.close());
  try {
    const lock = pairwell.embedded ? await lockServer(services.context, config) : null;
    if (lock) running.add('server lock', () => lock.release());
    running.add('snapshots', () => snapshotAll(services));
    const follower = new ChangeFollower(services.context, services.models);
    running.add('change follower', () => follower.close());
    await follower.start();
    const jobs = new JobRunner(services);
    running.add('jobs', () => jobs.close());
    await jobs.start();
    running.add('attribution', () => services.attribution.close());
    services.attribution.start();
    const app = await buildApp(services, { ...config, logger, version: VERSION, publicUrl: config.publicUrl ?? '/' });
    running.add('http', () => app.close());
    await listen(app, config);
    return { ...pairwell, app, url: config.publicUrl ?? addressOf(app, config), close: () => running.close() };
  } catch (error) {
    await running.close();
    throw error;
  }
}

/** What has been started, to be stopped in the reverse order; one part that fails does not keep the others open. */
class RunningParts {
  readonly #log: Log;
  readonly #parts: { name: string; close: () => Promise<unknown> }[] = [];

  constructor(log: Log) {
    this.#log = log;
  }

  add(name: string, close: () => Promise<unknown>): void {
    this.#parts.push({ name, close });
  }

  async close(): Promise<void> {
    for (let part = this.#parts.pop(); part !== undefined; part = this.#parts.pop()) {
      const { name } = part;
      await part.close().catch((error: unknown) => this.#log('warn', `Stopping: ${name}`, { error: String(error) }));
    }
  }
}

async function snapshotAll(services: Services): Promise<void> {
  for (const storeId of services.models.loadedStores) await services.models.snapshot(storeId, { force: true });
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      EADDRINUSE: `Port ${port} on ${host} is taken by another program.`,
      EACCES: `This user may not listen on port ${port}.`,
      EADDRNOTAVAIL: `This machine has no address ${host}.`,
      ENOTFOUND: `There is no host ${host}.`,
    };
    const detail = reasons[code];
    if (!detail) throw cause;
    throw new AppError('cannot_listen', { detail }, { cause });
  }
}

/** The OpenAPI document, made without a database. */
export async function describeApi(): Promise<object> {
  const database = new Database({}, { maxConnections: 1, applicationName: 'pairwell openapi' });
  const config = readConfig({});
  const context: ServiceContext = {
    database,
    connection: {},
    clock: () => new Date(),
    log: () => undefined,
    secret: deriveKeys(''),
    eventRetentionMonths: config.eventRetentionMonths,
  };
  const services = createServices(context);
  const logger = pino({ level: 'silent' });
  const app = await buildApp(services, { ...config, logger, version: VERSION, publicUrl: '/' });
  const document = (await app.inject('/openapi.json')).json<object>();
  await app.close();
  await database.close();
  return document;
}

async function lockServer(context: ServiceContext, config: Config): Promise<ServerLock> {
  const lock = await takeServerLock(context.connection);
  if (lock) return lock;
  throw new AppError('server_running', {
    detail: `Another Pairwell server already runs on the data folder ${path.resolve(config.dataDir)}.`,
  });
}

async function openStorageOf(config: Config, options: { supervise: boolean; log: Log }): Promise<Storage> {
  try {
    return await openStorage({
      dataDir: config.dataDir,
      databaseUrl: config.databaseUrl,
      appPassword: config.databaseUrl === null ? '' : derivePassword(await readSecret(config)),
      applicationName: options.supervise ? 'pairwell serve' : 'pairwell command',
      maxConnections: options.supervise ? SERVER_CONNECTIONS : COMMAND_CONNECTIONS,
      supervise: options.supervise,
      onEvent: (event) => options.log('warn', 'database', { ...event }),
    });
  } catch (error) {
    throw toAppError(error);
  }
}

function toAppError(error: unknown): unknown {
  if (!(error instanceof StorageError)) return error;
  const code: ErrorCode = error.code in ERROR_REGISTRY ? (error.code as ErrorCode) : 'database_unavailable';
  return new AppError(code, { detail: error.message, hint: error.hint }, { cause: error });
}

/** The secret of this installation: APP_SECRET, or a file in the data folder that only its owner can read. */
async function readSecret(config: Config): Promise<string> {
  if (config.appSecret !== null) return config.appSecret;
  const file = path.join(config.dataDir, 'secret');
  if (!existsSync(file)) {
    const folder = await prepareDataFolder(config.dataDir);
    const draft = `${file}.${process.pid}`;
    await writeOwned(folder, draft, randomBytes(32).toString('base64url'));
    // Whole or not at all; of two processes that begin together, the first one's secret is that of both.
    linkUnlessThere(draft, file);
  }
  if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  return readFileSync(file, 'utf8').trim();
}

function linkUnlessThere(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
}

function deriveKeys(secret: string): (purpose: string) => Buffer {
  return (purpose) => createHmac('sha256', secret).update(purpose).digest();
}

function derivePassword(secret: string): string {
  return createHmac('sha256', secret).update('database login of the application').digest('base64url');
}

function addressOf(app: FastifyInstance, config: Config): string {
  const address = app.server.address();
  if (address === null || typeof address === 'string') return `http://${config.host}:${config.port}${config.basePath}`;
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}${config.basePath}`;
}
