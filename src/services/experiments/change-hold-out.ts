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
import { findStoreById, type StoreRow } from '../../storage/queries/stores.ts';
import { findCountedOrders } from '../../storage/queries/visitor-weeks.ts';
import type { Services } from '../services.ts';
import { type HoldOutSetting, readHoldOutSetting, shareOfWeek } from './hold-out-share.ts';
import { type StoreWeek, storeWeekAt } from './store-week.ts';

const DAY_MS = 86_400_000;
const LOOK_BACK_DAYS = 28;

/**
 * Changes how much is held out. A week in which somebody was drawn keeps its share, so the change holds from next Monday;
 * a week without a hold-out takes it at once. `at_once` ends this week's hold-out, and the week is no evidence.
 */
export async function changeHoldOut(
  { context, models }: Pick<Services, 'context' | 'models'>,
  storeId: number,
  change: HoldOutChange,
): Promise<void> {
  const now = context.clock();
  await context.database.forStore(storeId, async (scope) => {
    const lastChangeNo = await lockChangeHead(scope);
    const store = await findStoreById(scope.tx, storeId);
    if (store === null) throw new AppError('unknown_store', { detail: `There is no store ${storeId}.` });
    const week = storeWeekAt(store, now.getTime());
    const setting = await nextSetting(scope, { store, week, change, now });
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
  });
  await models.refresh(storeId);
}

async function nextSetting(
  scope: StoreScope,
  { store, week, change, now }: { store: StoreRow; week: StoreWeek; change: HoldOutChange; now: Date },
): Promise<HoldOutSetting> {
  const before = await readHoldOutSetting(scope, store);
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
