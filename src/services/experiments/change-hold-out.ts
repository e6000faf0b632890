import { AppError } from '../../contract/error-registry.ts';
import type { HoldOutChange } from '../../contract/hold-out.ts';
import { proveItTierOf } from '../../engine/experiment/incremental/hold-out-share.ts';
import type { StoreScope } from '../../storage/database.ts';
import { appendChanges, lockChangeHead } from '../../storage/queries/changes.ts';
import {
  changeUndrawnWeek,
  lockHoldOutWeek,
  spoilHoldOutWeek,
  writeHoldOutSetting,
} from '../../storage/queries/hold-out.ts';
import { findStoreById } from '../../storage/queries/stores.ts';
import { findCountedOrders } from '../../storage/queries/visitor-weeks.ts';
import type { Services } from '../services.ts';
import { type HoldOutSetting, readHoldOutSetting, shareOfWeek } from './hold-out-share.ts';
import { type StoreWeek, storeWeekAt } from './store-week.ts';

const DAY_MS = 86_400_000;
const LOOK_BACK_DAYS = 28;

/** A setting as the audit log tells it. */
interface ToldSetting {
  readonly share: number;
  readonly prove_it: boolean;
}

/**
 * Changes how much is held out. A week in which somebody was drawn keeps its share, so the change holds from next Monday;
 * a week without a hold-out takes it at once. `at_once` ends this week's hold-out, and the week is no evidence. Gives the
 * setting before and after.
 */
export async function changeHoldOut(
  { context, models }: Pick<Services, 'context' | 'models'>,
  storeId: number,
  change: HoldOutChange,
): Promise<{ before: ToldSetting; after: ToldSetting }> {
  const now = context.clock();
  const changed = await context.database.forStore(storeId, async (scope) => {
    const lastChangeNo = await lockChangeHead(scope);
    const store = await findStoreById(scope.tx, storeId);
    if (store === null) throw new AppError('unknown_store', { detail: `There is no store ${storeId}.` });
    const week = storeWeekAt(store, now.getTime());
    const before = await readHoldOutSetting(scope, store);
    const setting = await nextSetting(scope, { before, week, change, now });
    await writeHoldOutSetting(scope, {
      share: setting.share,
      prove_it_from: setting.proveIt?.from ?? null,
      prove_it_tier: setting.proveIt?.tier ?? null,
      since: setting.since,
    });
    const drawn = await lockHoldOutWeek(scope, week.isoWeek);
    const wanted = shareOfWeek(setting, { week, proven: false });
    if (drawn !== null && drawn.share === 0) await changeUndrawnWeek(scope, { isoWeek: week.isoWeek, ...wanted });
    if (drawn !== null && change.at_once && wanted.share < drawn.share) {
      await spoilHoldOutWeek(scope, { isoWeek: week.isoWeek, spoiledAt: now });
    }
    const changes = [{ kind: 'store' as const, entityId: storeId, fromVersion: null, toVersion: null }];
    await appendChanges(scope, { lastChangeNo, changes, changedAt: now });
    return { before: tell(before), after: tell(setting) };
  });
  await models.refresh(storeId);
  return changed;
}

function tell({ share, proveIt }: HoldOutSetting): ToldSetting {
  return { share, prove_it: proveIt !== null };
}

async function nextSetting(
  scope: StoreScope,
  { before, week, change, now }: { before: HoldOutSetting; week: StoreWeek; change: HoldOutChange; now: Date },
): Promise<HoldOutSetting> {
  const share = change.share ?? before.share;
  // Who asks for it wants it now: the store's first week is no longer spared.
  const since = new Date(Math.min(before.since.getTime(), week.startMs));
  if (change.prove_it !== true)
    return {
      share,
      since,
      proveIt: change.prove_it === false ? null : change.share === undefined ? before.proveIt : null,
    };
  const from = new Date(now.getTime() - LOOK_BACK_DAYS * DAY_MS);
  const orders = await findCountedOrders(scope, { range: { from, to: now }, named: false });
  return { share, since, proveIt: { from: week.isoWeek, tier: proveItTierOf(orders.length / LOOK_BACK_DAYS) } };
}
