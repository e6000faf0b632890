import { PgBoss } from 'pg-boss';
import { sendDueDigests } from '../services/digest/send-digests.ts';
import { keepExperiments, rebuildAllVisitorWeeks } from '../services/experiments/look-at-experiments.ts';
import { keepEstimates } from '../services/experiments/revenue-estimates.ts';
import { expireOldRows, turnEventWeeks, verifyLoadedStores } from '../services/housekeeping.ts';
import { chooseDueRankings, chooseGrownRankings } from '../services/learning/due-rankings.ts';
import { gatherMeasurements } from '../services/network/gather-measurements.ts';
import { gatherNetwork } from '../services/network/gather-network.ts';
import { keepRollups } from '../services/rollups/keep-rollups.ts';
import type { Services } from '../services/services.ts';
import { cookDemoOrders } from '../services/shop/kitchen.ts';

/** pg-boss keeps its tables in a schema of its own, made with the roles; see docs/decisions. */
const SCHEMA = 'jobs';
const UPKEEP_MS = 60_000;
const IDLE_MS = 30 * 60_000;
const CONNECTIONS = 2;
/** A choice takes up to minutes for each store: a job of many stores is not given up before this long. */
const EXPIRE_SECONDS = 6 * 3600;

/** One job by the clock: done once for the installation, by whichever process takes it. */
interface ScheduledJob {
  readonly name: string;
  readonly cron: string;
  run(services: Services): Promise<void>;
}

const SCHEDULED: readonly ScheduledJob[] = [
  { name: 'choose-rankings', cron: '23 2 * * *', run: chooseDueRankings },
  { name: 'choose-grown-rankings', cron: '* * * * *', run: chooseGrownRankings },
  { name: 'expire-old-rows', cron: '17 3 * * *', run: expireOldRows },
  { name: 'turn-event-weeks', cron: '11 3 * * *', run: turnEventWeeks },
  { name: 'gather-network', cron: '29 3 * * *', run: gatherNetwork },
  { name: 'gather-measurements', cron: '35 3 * * *', run: gatherMeasurements },
  { name: 'keep-rollups', cron: '* * * * *', run: keepRollups },
  { name: 'keep-experiments', cron: '13 * * * *', run: keepExperiments },
  { name: 'keep-estimates', cron: '47 4 * * *', run: keepEstimates },
  { name: 'send-digests', cron: '*/10 * * * *', run: sendDueDigests },
  { name: 'rebuild-visitor-weeks', cron: '53 3 * * *', run: rebuildAllVisitorWeeks },
  { name: 'verify-models', cron: '41 3 * * *', run: verifyLoadedStores },
];

/** Background work: jobs by the clock through the queue, and the upkeep of this process's models by a timer. */
export class JobRunner {
  readonly #services: Services;
  readonly #boss: PgBoss;
  #upkeep: NodeJS.Timeout | null = null;

  constructor(services: Services) {
    this.#services = services;
    this.#boss = new PgBoss({
      ...services.context.connection,
      schema: SCHEMA,
      createSchema: false,
      max: CONNECTIONS,
      application_name: 'pairwell jobs',
    });
    this.#boss.on('error', (error) => services.context.log('warn', 'Job queue', { error: String(error) }));
  }

  async start(): Promise<void> {
    await this.#services.events.partitions.prepare();
    await this.#boss.start();
    for (const job of SCHEDULED) {
      await this.#boss.createQueue(job.name, { expireInSeconds: EXPIRE_SECONDS });
      await this.#boss.schedule(job.name, job.cron);
      await this.#boss.work(job.name, () => job.run(this.#services));
    }
    this.#upkeep = setInterval(() => this.#keepModels(), UPKEEP_MS);
    this.#upkeep.unref();
  }

  async close(): Promise<void> {
    if (this.#upkeep) clearInterval(this.#upkeep);
    await this.#boss.stop({ graceful: true, timeout: 5_000 });
  }

  /** Snapshots what has changed, and unloads what is idle. */
  async #keepModels(): Promise<void> {
    const { models, customers, context } = this.#services;
    try {
      for (const storeId of models.loadedStores) await models.snapshot(storeId);
      await models.unloadIdle(IDLE_MS);
      customers.unloadIdle(IDLE_MS);
      await cookDemoOrders(this.#services);
    } catch (error) {
      context.log('warn', 'Models could not be kept', { error: String(error) });
    }
  }
}
