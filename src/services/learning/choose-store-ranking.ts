import { AppError } from '../../contract/error-registry.ts';
import { OWN_CHOICE_ORDERS } from '../../engine/learning/choose-ranking.ts';
import type { StoreScope } from '../../storage/database.ts';
import { appendChanges, lockChangeHead } from '../../storage/queries/changes.ts';
import {
  activateRankingVersion,
  deleteOldRankingVersions,
  insertRankingVersion,
  listRankingVersions,
} from '../../storage/queries/rankings.ts';
import type { ChosenBy } from '../../storage/tables.ts';
import type { ServiceContext } from '../service-context.ts';
import type { WorkerPool } from '../workers/worker-pool.ts';
import type { LoadedStore } from './load-model.ts';
import type { ModelStore } from './model-store.ts';
import { type PackedChoice, packHistory } from './packed-choice.ts';
import { packNextOrder, packParameters } from './ranking-json.ts';
import { toReport } from './ranking-report.ts';

/** The active version and the five before it. */
const KEPT_VERSIONS = 6;
const PROGRESS_MS = 100;

/** What a choice works with. */
export interface ChoiceParts {
  readonly context: ServiceContext;
  readonly models: ModelStore;
  /** A choice takes seconds to minutes: it runs in a thread of its own kind, behind no short work and before none. */
  readonly threads: WorkerPool;
}

/** Who wanted a choice, and who wants to know how far it is. */
export interface ChooseStoreOptions {
  readonly chosenBy: ChosenBy;
  /** Told how far it is, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * Chooses how a store ranks by its own orders (`chooseFromHistory`, in a thread), keeps the choice as the next version with
 * its measurements, and makes it the active one through the store's change log, so that every process follows.
 *
 * @returns the number of the version; that of another process, where one was faster.
 * @throws AppError `nothing_to_evaluate` below 200 orders.
 */
export async function chooseStoreRanking(
  parts: ChoiceParts,
  storeId: number,
  { chosenBy, onProgress }: ChooseStoreOptions,
): Promise<number> {
  const { context, models } = parts;
  const loaded = await models.read(storeId);
  requireEnoughOrders(loaded);
  const version = (loaded.ranking.newest?.version ?? 0) + 1;
  const { activeVersion } = loaded.ranking;
  const learned = { version, activeVersion, ordersLearned: loaded.model.log.size, changeNo: loaded.changeNo };
  const choice = await runChoice(parts, { loaded, version, onProgress });
  const kept = await context.database.forStore(storeId, (scope) =>
    keepChoice(scope, { ...learned, choice, chosenBy, now: context.clock() }),
  );
  await models.refresh(storeId);
  return kept;
}

/** @throws AppError `nothing_to_evaluate` when the store has too few orders for a choice of its own. */
export function requireEnoughOrders({ model, catalog }: LoadedStore): void {
  if (model.log.size >= OWN_CHOICE_ORDERS) return;
  throw new AppError('nothing_to_evaluate', {
    detail: `The store "${catalog.store.slug}" has ${model.log.size} orders; a choice of its own needs ${OWN_CHOICE_ORDERS}.`,
    hint: 'Until then the weights that generated stores taught rank its items. Import older orders, or wait.',
  });
}

/** Runs the choice in a thread and passes on how far it is. */
async function runChoice(
  { threads }: ChoiceParts,
  { loaded, version, onProgress }: { loaded: LoadedStore; version: number } & Pick<ChooseStoreOptions, 'onProgress'>,
): Promise<PackedChoice> {
  const progress = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
  const { model, catalog } = loaded;
  const timer = setInterval(() => onProgress?.(progress[0] ?? 0), PROGRESS_MS);
  try {
    return await threads.run('chooseFromHistory', () =>
      packHistory(model, { catalog: catalog.items, storeId: catalog.store.id, version, progress }),
    );
  } finally {
    clearInterval(timer);
    onProgress?.(1);
  }
}

interface NewChoice {
  readonly version: number;
  /** Version in force when the choice began; 0 = none. */
  readonly activeVersion: number;
  readonly ordersLearned: number;
  readonly changeNo: number;
  readonly choice: PackedChoice;
  readonly chosenBy: ChosenBy;
  readonly now: Date;
}

/** Weights of next orders that did not beat own history, then popularity, are not kept. */
function packChoice({ parameters, nextOrder }: PackedChoice): object {
  return { ...packParameters(parameters), ...packNextOrder(nextOrder?.isBetter ? nextOrder.weights : null) };
}

async function keepChoice(scope: StoreScope, { choice, ...made }: NewChoice): Promise<number> {
  const lastChangeNo = await lockChangeHead(scope);
  const known = await listRankingVersions(scope);
  const newest = known[0]?.version ?? 0;
  if (newest >= made.version) return newest;
  const before = known.find((row) => row.active)?.version ?? 0;
  // Who went to another version meanwhile has decided later than the choice: the new version is kept, not served.
  const isOverruled = before !== made.activeVersion;
  if (!isOverruled) await activateRankingVersion(scope, null);
  await insertRankingVersion(scope, {
    store_id: scope.storeId,
    version: made.version,
    model: choice.parameters.model,
    parameters: JSON.stringify(packChoice(choice)),
    report: JSON.stringify(toReport(choice)),
    orders_learned: made.ordersLearned,
    change_no: made.changeNo,
    chosen_by: made.chosenBy,
    active: !isOverruled,
    created_at: made.now,
  });
  await deleteOldRankingVersions(scope, KEPT_VERSIONS);
  const toVersion = isOverruled ? before : made.version;
  const change = {
    kind: 'ranking' as const,
    entityId: scope.storeId,
    fromVersion: before || null,
    toVersion: toVersion || null,
  };
  await appendChanges(scope, { lastChangeNo, changes: [change], changedAt: made.now });
  return made.version;
}
