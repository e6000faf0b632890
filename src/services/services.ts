import type { AccountSettings } from './accounts/account-settings.ts';
import type { AttributionRunner } from './attribution/attribution-runner.ts';
import type { CustomerBooks } from './customers/customer-book.ts';
import type { RecommendationLog } from './customers/recommendation-log.ts';
import type { Mailer } from './digest/mailer.ts';
import type { ArmKeeper } from './experiments/arm-keeper.ts';
import type { ImportDesk } from './imports/import-desk.ts';
import type { ModelStore } from './learning/model-store.ts';
import type { RankingQueue } from './learning/ranking-queue.ts';
import type { ServiceContext } from './service-context.ts';
import type { EventIntake } from './tracking/event-intake.ts';
import type { ServedLog } from './tracking/served-log.ts';
import type { WorkerPool } from './workers/worker-pool.ts';

/** The parts that live as long as the process: made once, in the composition root. */
export interface Services {
  readonly context: ServiceContext;
  /** What signing in needs. */
  readonly accounts: AccountSettings;
  readonly models: ModelStore;
  /** Choices of how stores rank. */
  readonly rankings: RankingQueue;
  readonly served: ServedLog;
  /** Events of pages on their way in. */
  readonly events: EventIntake;
  /** What orders owe to recommendations, kept up behind orders and events. */
  readonly attribution: AttributionRunner;
  /** The customers of the stores that are asked about. */
  readonly customers: CustomerBooks;
  /** Imports that run behind a page. */
  readonly imports: ImportDesk;
  /** What was recommended to customers. */
  readonly recommended: RecommendationLog;
  /** Who is held out, and who is in which arm of which test. */
  readonly arms: ArmKeeper;
  /** The way out for mail. */
  readonly mailer: Mailer;
  /** Threads for work that would keep requests waiting. */
  readonly workers: WorkerPool;
}
