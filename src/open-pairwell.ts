import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, readFileSync, statSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import type { Config } from './config.ts';
import { AppError, ERROR_REGISTRY, type ErrorCode } from './contract/error-registry.ts';
import { accountSettings } from './services/accounts/account-settings.ts';
import { AttributionRunner } from './services/attribution/attribution-runner.ts';
import { CustomerBooks } from './services/customers/customer-book.ts';
import { RecommendationLog } from './services/customers/recommendation-log.ts';
import { Mailer, type MailSettings } from './services/digest/mailer.ts';
import { ArmKeeper } from './services/experiments/arm-keeper.ts';
import { ImportDesk, type ImportSettings } from './services/imports/import-desk.ts';
import { ModelStore } from './services/learning/model-store.ts';
import { RankingQueue } from './services/learning/ranking-queue.ts';
import type { Log, ServiceContext } from './services/service-context.ts';
import type { Services } from './services/services.ts';
import { EventIntake } from './services/tracking/event-intake.ts';
import { ServedLog } from './services/tracking/served-log.ts';
import { WorkerPool } from './services/workers/worker-pool.ts';
import { prepareDataFolder, writeOwned } from './storage/embedded/data-folder.ts';
import { openStorage, type Storage } from './storage/open-storage.ts';
import { StorageError } from './storage/storage-error.ts';

const SERVER_CONNECTIONS = 10;
const COMMAND_CONNECTIONS = 3;

/** The use cases of this process with the database behind them; what the command line works with. */
export interface Pairwell {
  readonly services: Services;
  readonly embedded: boolean;
  close(): Promise<void>;
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
  const services = createServices(context, { imports: importSettings(config), mail: config.mail });
  return {
    services,
    embedded: storage.embedded,
    close: async () => {
      await services.imports.close();
      await services.rankings.close();
      await services.workers.close();
      services.mailer.close();
      await services.served.flush();
      await services.recommended.flush();
      await storage.close();
    },
  };
}

/** Uploads lie in the data folder. */
export function importSettings({ dataDir, importLimitBytes }: Config): ImportSettings {
  return { folder: path.join(dataDir, 'imports'), mostBytes: importLimitBytes };
}

/** The services of a process, on a database that is open; without mail settings no mail leaves. */
export function createServices(
  context: ServiceContext,
  { imports, mail = null }: { imports: ImportSettings; mail?: MailSettings | null },
): Services {
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
    imports: new ImportDesk(context, models, { settings: imports }),
    recommended: new RecommendationLog(context),
    arms: new ArmKeeper(context),
    mailer: new Mailer(mail),
    workers,
  };
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

/** Keys for one purpose each, from the secret of the installation. */
export function deriveKeys(secret: string): (purpose: string) => Buffer {
  const derived = new Map<string, Buffer>();
  return (purpose) => {
    const key = derived.get(purpose) ?? createHmac('sha256', secret).update(purpose).digest();
    derived.set(purpose, key);
    return key;
  };
}

function derivePassword(secret: string): string {
  return createHmac('sha256', secret).update('database login of the application').digest('base64url');
}
