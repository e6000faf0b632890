import { canonicalName } from '../../engine/similarity/canonical-name.ts';
import type { StoreScope } from '../../storage/database.ts';
import { listAllItems } from '../../storage/queries/catalog.ts';
import { appendChanges, lockChangeHead } from '../../storage/queries/changes.ts';
import {
  countNetworkItems,
  countOrdersByName,
  type NameCount,
  readContribution,
  replaceContribution,
} from '../../storage/queries/network.ts';
import { listAllStores } from '../catalog/stores.ts';
import type { Services } from '../services.ts';

/** A store with fewer orders gives nothing: its shares say more of chance than of its guests. */
const FEWEST_ORDERS = 50;

/**
 * Brings what stores tell each other up to date: consenting stores give their figures as of now, the others nothing any
 * more, and stores that take are told to look again, in every process.
 */
export async function gatherNetwork({ context }: Pick<Services, 'context'>): Promise<void> {
  const { database } = context;
  const stores = await listAllStores(context);
  const knownBefore = await countNetworkItems(database.global);
  let moved = false;
  for (const { id, share_statistics: gives } of stores) {
    moved = (await database.forStore(id, (scope) => updateContribution(scope, gives))) || moved;
  }
  const isSilent = knownBefore === 0 && (await countNetworkItems(database.global)) === 0;
  if (!moved || isSilent) return;
  for (const { id, use_network_priors: takes } of stores) {
    if (takes) await database.forStore(id, (scope) => announce(scope, context.clock()));
  }
}

/** True when what the store gives is not what it gave. */
async function updateContribution(scope: StoreScope, gives: boolean): Promise<boolean> {
  const before = await readContribution(scope);
  const now = gives ? await countContribution(scope) : [];
  if (isSame(before, now)) return false;
  await replaceContribution(scope, now);
  return true;
}

async function countContribution(scope: StoreScope): Promise<NameCount[]> {
  const items = await listAllItems(scope);
  const named = items.map(({ id, name }) => ({ id, canonicalName: canonicalName(name) }));
  const counts = await countOrdersByName(
    scope,
    named.filter((item) => item.canonicalName !== ''),
  );
  return counts.filter((count) => count.orders >= FEWEST_ORDERS);
}

function isSame(first: readonly NameCount[], second: readonly NameCount[]): boolean {
  if (first.length !== second.length) return false;
  return first.every((count, place) => {
    const other = second[place];
    return (
      count.canonicalName === other?.canonicalName &&
      count.ordersWith === other.ordersWith &&
      count.orders === other.orders
    );
  });
}

async function announce(scope: StoreScope, changedAt: Date): Promise<void> {
  const lastChangeNo = await lockChangeHead(scope);
  const changes = [{ kind: 'store' as const, entityId: scope.storeId, fromVersion: null, toVersion: null }];
  await appendChanges(scope, { lastChangeNo, changes, changedAt });
}
