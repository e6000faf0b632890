import { canonicalName } from '../../engine/similarity/canonical-name.ts';
import type { StoreScope } from '../../storage/database.ts';
import { readDonorShares } from '../../storage/queries/network.ts';

/** What is looked up in the network: ids and names as they stand on the menu. */
export interface NamedItem {
  readonly id: number;
  readonly name: string;
}

/**
 * Shares of orders that other stores have of items with these names, by item id. Items of one name, sizes of one thing,
 * have equal parts of its share. Names that too few stores have are left out.
 */
export async function readDonors(scope: StoreScope, items: readonly NamedItem[]): Promise<Map<number, number>> {
  const idsByName = new Map<string, number[]>();
  for (const { id, name } of items) {
    const canonical = canonicalName(name);
    if (canonical !== '') idsByName.set(canonical, [...(idsByName.get(canonical) ?? []), id]);
  }
  if (idsByName.size === 0) return new Map();
  const shares = await readDonorShares(scope, [...idsByName.keys()]);
  const donors = new Map<number, number>();
  for (const [name, share] of shares) {
    const ids = idsByName.get(name) ?? [];
    for (const id of ids) donors.set(id, share / ids.length);
  }
  return donors;
}
