import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { buildApp } from './api/app.ts';
import { type Config, readConfig } from './config.ts';
import { AppError } from './contract/error-registry.ts';
import { JobRunner } from './jobs/job-runner.ts';
import { createServices, deriveKeys, importSettings, openPairwell, type Pairwell } from './open-pairwell.ts';
import { ChangeFollower } from './services/learning/change-follower.ts';
import type { Log, ServiceContext } from './services/service-context.ts';
import type { Services } from './services/services.ts';
import { Database } from './storage/database.ts';
import { type ServerLock, takeServerLock } from './storage/server-lock.ts';
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

/** A server that listens. */
export interface RunningServer extends Pairwell {
  readonly app: FastifyInstance;
  /** Address for people: PUBLIC_URL, or where it listens. */
  readonly url: string;
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
  const services = createServices(context, { imports: importSettings(config) });
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

function addressOf(app: FastifyInstance, config: Config): string {
  const address = app.server.address();
  if (address === null || typeof address === 'string') return `http://${config.host}:${config.port}${config.basePath}`;
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}${config.basePath}`;
}
