import { AppError } from '../../contract/error-registry.ts';
import type { StoreScope } from '../../storage/database.ts';
import { appendChanges, lockChangeHead } from '../../storage/queries/changes.ts';
import { activateRankingVersion, listRankingVersions, type RankingVersionRow } from '../../storage/queries/rankings.ts';
import type { Services } from '../services.ts';

/**
 * Ranks a store by a version that is kept, or by the fleet's weights (0), from the next answer on, in every process.
 *
 * @param options - `version`: a number, or 'previous': the one before the one in force, 0 when none before it is kept.
 * @returns the version that is in force now.
 * @throws AppError `not_found` for a version that is not kept, and when nothing comes before the fleet's weights.
 */
export async function useRanking(
  { context, models }: Pick<Services, 'context' | 'models'>,
  storeId: number,
  { version: wanted }: { readonly version: number | 'previous' },
): Promise<number> {
  const version = await context.database.forStore(storeId, async (scope) => {
    const lastChangeNo = await lockChangeHead(scope);
    const rows = await listRankingVersions(scope);
    const active = rows.find((row) => row.active)?.version ?? 0;
    const next = wanted === 'previous' ? versionBefore(rows, active) : requireVersion(rows, wanted);
    if (next === active) return active;
    await activate(scope, { active, next, lastChangeNo, now: context.clock() });
    return next;
  });
  await models.refresh(storeId);
  return version;
}

async function activate(
  scope: StoreScope,
  { active, next, lastChangeNo, now }: { active: number; next: number; lastChangeNo: number; now: Date },
): Promise<void> {
  const [fromVersion, toVersion] = [active, next].map((version) => (version === 0 ? null : version)) as [
    number | null,
    number | null,
  ];
  await activateRankingVersion(scope, toVersion);
  const change = { kind: 'ranking' as const, entityId: scope.storeId, fromVersion, toVersion };
  await appendChanges(scope, { lastChangeNo, changes: [change], changedAt: now });
}

function versionBefore(rows: readonly RankingVersionRow[], active: number): number {
  if (active > 0) return rows.find((row) => row.version < active)?.version ?? 0;
  throw new AppError('not_found', {
    detail: 'The ranking has no version to go back to: the weights that generated stores taught are in force.',
    hint: keptWords(rows),
  });
}

function requireVersion(rows: readonly RankingVersionRow[], version: number): number {
  if (version === 0 || rows.some((row) => row.version === version)) return version;
  throw new AppError('not_found', {
    detail: `There is no version ${version} of this store's ranking.`,
    hint: keptWords(rows),
  });
}

function keptWords(rows: readonly RankingVersionRow[]): string {
  if (rows.length === 0) return 'Nothing was chosen yet: pairwell learn --ranking chooses now.';
  return `Kept: ${rows.map((row) => row.version).join(', ')}; 0 = the weights that generated stores taught.`;
}
