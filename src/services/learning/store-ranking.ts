import type { RankingParameters } from '../../engine/scoring/ranking-parameters.ts';
import type { StoreScope } from '../../storage/database.ts';
import { listRankingVersions } from '../../storage/queries/rankings.ts';
import { unpackNextOrder, unpackParameters } from './ranking-json.ts';

/** How a store ranks, as its model in memory needs to know it. */
export interface StoreRanking {
  /** Version in force; 0 = none: the fleet's weights. */
  readonly activeVersion: number;
  /** Null = the fleet's. */
  readonly parameters: RankingParameters | null;
  /** Weights of a known customer's next order; null = own history first, then popularity. */
  readonly nextOrder: readonly number[] | null;
  /** The last choice, in force or not; null before the first. */
  readonly newest: LastChoice | null;
}

/** What the last choice knew. */
export interface LastChoice {
  readonly version: number;
  readonly ordersLearned: number;
  /** Number of the last change that it had seen. */
  readonly changeNo: number;
}

/** Reads how the store ranks now. */
export async function readStoreRanking(scope: StoreScope): Promise<StoreRanking> {
  const rows = await listRankingVersions(scope);
  const [newest] = rows;
  const active = rows.find((row) => row.active);
  return {
    activeVersion: active?.version ?? 0,
    parameters: active === undefined ? null : unpackParameters(active.parameters),
    nextOrder: active === undefined ? null : unpackNextOrder(active.parameters),
    newest: newest
      ? { version: newest.version, ordersLearned: newest.orders_learned, changeNo: newest.change_no }
      : null,
  };
}

/** Whether the owner went back to an earlier version: then nothing is chosen until the owner asks for it. */
export function isHeld({ activeVersion, newest }: Pick<StoreRanking, 'activeVersion' | 'newest'>): boolean {
  return newest !== null && newest.version !== activeVersion;
}
