import type { Ranking, RankingModel, RankingVersion } from '../../contract/ranking.ts';
import { type Column, disarm, formatTable, paint, percent } from '../output.ts';
import type { Io } from '../runtime.ts';

const CHOSEN_BY_WORDS: Readonly<Record<RankingVersion['chosen_by'], string>> = {
  nightly: 'by night',
  owner: 'by you',
  growth: 'as orders grew',
};

/** What each feature looks at, for people; its own name where a newer server has one more. */
const FEATURE_WORDS: Readonly<Record<string, string>> = {
  popularity: 'what sells',
  recent: 'what sold in the last 90 days',
  hour: 'what sells at this hour',
  liftSum: 'pairs, added up',
  liftMean: 'pairs, on average',
  liftMax: 'the strongest pair',
  ease: 'pairs, less what others explain',
  companions: 'what lies beside these items lately',
  similarBaskets: 'similar baskets',
  sameBaskets: 'baskets like this one',
  categories: 'what the categories go with',
  meal: 'what the meal still lacks',
  personal: "the guest's habits",
};

/** How a store ranks, for people: what is in force, what it found, and what was chosen before. */
export function tellRanking(io: Io, ranking: Ranking): string {
  const active = ranking.versions.find((version) => version.active);
  return [
    `${paint(io, 'bold', disarm(ranking.store))} ${tellActive(ranking, active)}`,
    ...(active === undefined ? [] : ['', ...tellReport(active)]),
    '',
    tellParameters(ranking),
    ...tellState(ranking),
    ...tellVersions(ranking.versions),
  ].join('\n');
}

function tellActive(
  { orders, own_choice_orders, versions, label }: Ranking,
  active: RankingVersion | undefined,
): string {
  if (active !== undefined) {
    const when = `${CHOSEN_BY_WORDS[active.chosen_by]} on ${active.created_at.slice(0, 10)}`;
    return `ranks by version ${active.version}, "${active.label}": chosen ${when} from ${count(active.orders_learned)} orders.`;
  }
  const fleet = `ranks by the ${label} (version 0).`;
  if (versions.length > 0) return fleet;
  if (orders >= own_choice_orders) return `${fleet} Its own orders choose tonight, or now: pairwell learn --ranking`;
  return `${fleet} Learning: ${count(orders)} of ${own_choice_orders} orders that a choice of its own needs.`;
}

function tellReport(version: RankingVersion): string[] {
  const { models, model, questions, sentence, why, next_order: nextOrder } = version;
  if (questions === 0) return [sentence, why, nextOrder];
  const columns: Column<RankingModel>[] = [
    { title: '', value: ({ name }) => (name === model ? '>' : '') },
    { title: 'MODEL', value: ({ name }) => name },
    { title: '', value: ({ label }) => label },
    { title: 'IN 5', align: 'right', value: ({ hr5 }) => tellShare(hr5) },
    { title: 'IN 10', align: 'right', value: ({ hr10 }) => tellShare(hr10) },
    { title: 'NDCG@10', align: 'right', value: ({ ndcg10 }) => tellFigure(ndcg10) },
  ];
  const asked = `Asked ${count(questions)} times for an item hidden from an order, knowing only earlier orders.`;
  return [sentence, why, nextOrder, '', formatTable(models, columns), '', asked];
}

function tellShare({ mean, standard_error: error }: RankingModel['hr5']): string {
  return error === null ? percent(mean) : `${percent(mean).replace(' %', '')} ± ${percent(error)}`;
}

function tellFigure({ mean, standard_error: error }: RankingModel['ndcg10']): string {
  return error === null ? mean.toFixed(3) : `${mean.toFixed(3)} ± ${error.toFixed(3)}`;
}

function tellParameters({ weights, ease_ridge, half_life_days }: Ranking): string {
  const used = Object.entries(weights)
    .filter(([, weight]) => weight > 0)
    .sort(([, a], [, b]) => b - a);
  const told = used.map(([name, weight]) => `${FEATURE_WORDS[name] ?? name} ${weight.toFixed(2)}`).join(' · ');
  const decay = half_life_days === null ? 'baskets do not age' : `baskets count half after ${half_life_days} days`;
  return `What counts, the most first: ${told}.\nEASE ridge ${ease_ridge}; ${decay}.`;
}

function tellState({ held, choosing, due }: Ranking): string[] {
  const held_ = 'Held at this version by you: nothing is chosen by itself until pairwell learn --ranking.';
  const due_ = 'Its orders have grown: a running server chooses anew within a minute, and answers may change then.';
  return [
    ...(held ? [held_] : []),
    ...(due && choosing === null ? [due_] : []),
    ...(choosing === null ? [] : [`A choice is under way: ${percent(choosing)}.`]),
  ];
}

function tellVersions(versions: readonly RankingVersion[]): string[] {
  if (versions.length === 0) return [];
  const inTen = ({ models, model }: RankingVersion) => models.find(({ name }) => name === model)?.hr10;
  const table = formatTable(versions, [
    { title: '', value: ({ active }) => (active ? '>' : '') },
    { title: 'VERSION', align: 'right', value: ({ version }) => String(version) },
    { title: 'MODEL', value: ({ model }) => model },
    {
      title: 'CHOSEN',
      value: ({ created_at, chosen_by }) => `${created_at.slice(0, 10)} ${CHOSEN_BY_WORDS[chosen_by]}`,
    },
    { title: 'ORDERS', align: 'right', value: ({ orders_learned }) => count(orders_learned) },
    {
      title: 'IN 10',
      align: 'right',
      value: (version) => {
        const figure = inTen(version);
        return figure === undefined ? '-' : tellShare(figure);
      },
    },
  ]);
  return ['', table];
}

function count(value: number): string {
  return value.toLocaleString('en');
}
