import type { VerifyReport } from '../../contract/verify.ts';
import { compareModels } from '../../engine/model/compare-models.ts';
import { countStorageFaults, type StorageFaults } from '../../storage/queries/verify.ts';
import { verifyLedger } from '../attribution/verify-ledger.ts';
import { settleProfiles } from '../customers/settle-profiles.ts';
import { compareProfiles } from '../customers/verify-profiles.ts';
import { verifyRollups } from '../rollups/verify-rollups.ts';
import type { ServiceContext } from '../service-context.ts';
import { type LoadedStore, rebuildStore } from './load-model.ts';
import type { ModelStore } from './model-store.ts';

const FAULT_WORDS: Record<keyof StorageFaults, string> = {
  changesMissing: 'numbers are missing from the change log',
  headsWithoutVersion: 'orders point at a version that does not exist',
  versionsWithoutChange: 'order versions have no entry in the change log',
  headsBehindLog: 'orders do not agree with their last change',
  linesWithoutVersion: 'order lines belong to no version',
  linesWithoutItem: 'order lines name an item that does not exist',
  versionsWithoutOrder: 'order versions name an order, customer or table that does not exist',
};

/**
 * Proves that the incremental state equals a rebuild: the model that followed the change log (from the newest snapshot
 * on, as the server does) is compared, count by count, with one that is built from the orders alone, and the ledger of
 * credit for recommendations with one that is counted from orders and events.
 */
export async function verifyStore(context: ServiceContext, models: ModelStore, storeId: number): Promise<VerifyReport> {
  const ledger = await verifyLedger(context, storeId);
  const rollups = await verifyRollups(context, storeId);
  const incremental = await models.getFresh(storeId);
  await settleProfiles(context, storeId);
  return context.database.forStore(
    storeId,
    async (scope) => {
      const now = context.clock();
      const rebuilt = await rebuildStore(scope, now);
      const faults = await countStorageFaults(scope);
      // Orders may have come in between the two: then the incremental state follows to at least the rebuild's number.
      const caughtUp = incremental.changeNo === rebuilt.changeNo ? incremental : await models.getFresh(storeId);
      incremental.model.advanceTo(now.getTime());
      const differences = [
        ...Object.entries(FAULT_WORDS)
          .filter(([fault]) => faults[fault as keyof StorageFaults] !== 0)
          .map(([fault, words]) => `${faults[fault as keyof StorageFaults]} ${words}`),
        ...(caughtUp.changeNo === rebuilt.changeNo
          ? [...compareRankings(caughtUp, rebuilt), ...compareModels(caughtUp.model, rebuilt.model)]
          : [
              `the store changed while it was verified (change ${rebuilt.changeNo} to ${caughtUp.changeNo}): try again`,
            ]),
        ...ledger,
        ...rollups,
        ...(await compareProfiles(scope)),
      ];
      return {
        store: rebuilt.catalog.store.slug,
        change_no: rebuilt.changeNo,
        orders: rebuilt.model.log.size,
        pairs: countPairs(rebuilt.model),
        clean: differences.length === 0,
        differences,
      };
    },
    { frozen: true },
  );
}

/** The parameters themselves are compared with the models. */
function compareRankings(found: LoadedStore, rebuilt: LoadedStore): string[] {
  const [version, expected] = [found.ranking.activeVersion, rebuilt.ranking.activeVersion];
  return version === expected ? [] : [`version of the ranking: ${version}, rebuilt ${expected}`];
}

function countPairs(model: { pairs: { forEachPair(visit: () => void): void } }): number {
  let pairs = 0;
  model.pairs.forEachPair(() => pairs++);
  return pairs;
}
