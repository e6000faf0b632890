import type { Ranking, RankingVersion } from '../../contract/ranking.ts';
import { OWN_CHOICE_ORDERS } from '../../engine/learning/choose-ranking.ts';
import type { RankingParameters } from '../../engine/scoring/ranking-parameters.ts';
import { listRankingVersions, type RankingVersionRow } from '../../storage/queries/rankings.ts';
import type { Services } from '../services.ts';
import { hasGrown } from './due-rankings.ts';
import { packParameters } from './ranking-json.ts';
import { labelOfModel, type RankingReport, tellFound, tellNextOrder, tellWhy } from './ranking-report.ts';
import { isHeld } from './store-ranking.ts';

/** How a store ranks, and how that was chosen. */
export async function describeRanking(
  { context, models, rankings }: Pick<Services, 'context' | 'models' | 'rankings'>,
  storeId: number,
): Promise<Ranking> {
  const loaded = await models.getFresh(storeId);
  const { model, catalog, ranking } = loaded;
  const rows = await context.database.forStore(storeId, (scope) => listRankingVersions(scope));
  return {
    store: catalog.store.slug,
    version: ranking.activeVersion,
    model: model.parameters.model,
    label: labelOfModel(model.parameters.model),
    ...tellParameters(packParameters(model.parameters)),
    orders: model.log.size,
    own_choice_orders: OWN_CHOICE_ORDERS,
    held: isHeld(ranking),
    choosing: rankings.progressOf(storeId),
    due: hasGrown(loaded) && !rankings.hasFailed(storeId),
    versions: rows.map(toVersion),
  };
}

function tellParameters({ weights, easeRidge, halfLifeDays }: StoredParameters) {
  return { weights: roundWeights(weights), ease_ridge: easeRidge, half_life_days: halfLifeDays };
}

type StoredParameters = Pick<RankingParameters, 'easeRidge'> & {
  readonly halfLifeDays: number | null;
  readonly weights: Readonly<Record<string, number>>;
};

/** Four decimals are more than the orders of any store can tell. */
function roundWeights(weights: StoredParameters['weights']): Record<string, number> {
  return Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, Math.round(weight * 1e4) / 1e4]));
}

function toVersion(row: RankingVersionRow): RankingVersion {
  const report = row.report as RankingReport;
  return {
    version: row.version,
    active: row.active,
    model: row.model,
    label: labelOfModel(row.model),
    chosen_by: row.chosen_by,
    created_at: row.created_at.toISOString(),
    orders_learned: row.orders_learned,
    change_no: row.change_no,
    questions: report.questions,
    sentence: tellFound(row.model, report),
    why: tellWhy(row.model, report),
    next_order: tellNextOrder(report),
    models: [...report.models],
    ...tellParameters(row.parameters as StoredParameters),
  };
}
