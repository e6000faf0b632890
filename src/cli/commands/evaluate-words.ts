import { MODEL_KINDS, REFERENCE_MODEL } from '../../services/evaluation/evaluated-models.ts';
import type {
  CurvePoint,
  EvaluationReport,
  Figures,
  PairFindings,
} from '../../services/evaluation/evaluation-report.ts';
import { tellCount } from '../../services/tell-count.ts';
import { type Column, disarm, formatTable, paint, percent } from '../output.ts';
import type { Io } from '../runtime.ts';

const METRIC_TITLES: Readonly<Record<string, string>> = {
  hr1: 'FIRST',
  hr5: 'IN 5',
  hr10: 'IN 10',
  ndcg10: 'NDCG@10',
  recall5: 'OF THE ORDER IN 5',
  recall10: 'OF THE ORDER IN 10',
};

const OTHER_LABELS: Readonly<Record<string, string>> = {
  weighted_windows: '7 days x 3 + 30 days + ever',
  popular_now: 'popular at this hour',
  history_then_popularity: 'own history, then best sellers',
  next_order: 'next order',
};

/** A figure that may be told in a sentence. */
interface ToldMetric {
  readonly metric: string;
  /** How many places it looks at. */
  readonly places: number;
  tell(label: string, inHundred: number): string;
}

const tellFound =
  (where: string): ToldMetric['tell'] =>
  (label, inHundred) =>
    `"${label}" found the hidden item ${where} in ${inHundred} of 100 cases`;

const tellHeld =
  (items: string): ToldMetric['tell'] =>
  (label, inHundred) =>
    `${items} items of "${label}" held ${inHundred} of 100 items that were ordered`;

/** The figures that are told in a sentence: of those that a protocol has the first that can tell models apart. */
const TOLD_METRICS: readonly ToldMetric[] = [
  { metric: 'hr10', places: 10, tell: tellFound('among ten') },
  { metric: 'hr5', places: 5, tell: tellFound('among five') },
  { metric: 'hr1', places: 1, tell: tellFound('first') },
  { metric: 'recall10', places: 10, tell: tellHeld('Ten') },
  { metric: 'recall5', places: 5, tell: tellHeld('Five') },
];

/** What the differences are to, in the heading of their column. */
const REFERENCE_TITLES: Readonly<Record<string, string>> = { history_then_popularity: 'AGAINST OWN HISTORY' };

/** A report for people: what was done, a table, and a sentence. */
export function tellEvaluation(io: Io, report: EvaluationReport): string {
  const { source, orders, items, customers } = report;
  const known = customers === 0 ? 'no customers' : tellCount(customers, 'customer');
  const size = `${tellCount(orders, 'order')} · ${tellCount(items, 'item')} · ${known}`;
  const title = `${paint(io, 'bold', disarm(source))}: ${size}`;
  const notes = report.notes.map((note) => `${paint(io, 'dim', 'Note:')} ${disarm(note)}`);
  return [title, ...notes, ...tellFindings(report)].join('\n');
}

function tellFindings(report: EvaluationReport): string[] {
  if (report.pairs !== undefined) return ['', ...tellPairs(report.pairs)];
  return [tellQuestions(report), '', ...tellCurve(report), tellTable(report), '', ...tellSentences(report)];
}

function tellQuestions({ learned_orders, test_orders, queries, sampled_from, protocol }: EvaluationReport): string {
  const learned = `Learned from ${tellCount(learned_orders, 'order')}`;
  const asked = tellCount(queries, 'time');
  if (protocol === 'next-order') return `${learned}, then asked what known customers order next, ${asked}.`;
  if (protocol === 'popular-now') return `${learned}, then asked ${asked}, before each order of the rest.`;
  const spread = sampled_from === null ? '' : ` (a sample of ${count(sampled_from)}; --sample 0 takes all)`;
  return `${learned}; asked for the hidden item ${asked}, in ${tellCount(test_orders, 'test basket')}${spread}.`;
}

interface Row {
  readonly model: string;
  readonly figures: Figures;
}

function tellTable(report: EvaluationReport): string {
  const rows = Object.entries(report.models).map(([model, figures]) => ({ model, figures }));
  const metrics = Object.keys(rows[0]?.figures ?? {});
  const columns: Column<Row>[] = [
    { title: 'MODEL', value: ({ model }) => model },
    { title: '', value: ({ model }) => labelOf(model) },
    ...metrics.map(
      (metric): Column<Row> => ({
        title: METRIC_TITLES[metric] ?? metric.toUpperCase(),
        align: 'right',
        value: ({ figures }) => tellFigure(metric, figures[metric] ?? null),
      }),
    ),
    {
      title: REFERENCE_TITLES[referenceOf(report)] ?? 'AGAINST BEST SELLERS',
      align: 'right',
      value: ({ model }) => tellDifference(report, model),
    },
  ];
  return formatTable(rows, columns);
}

function tellFigure(metric: string, value: number | null): string {
  if (value === null) return '-';
  return metric.startsWith('ndcg') ? value.toFixed(3) : percent(value);
}

/** The figures that the report has, the one that is told first. */
function metricsOf({ models }: EvaluationReport): readonly ToldMetric[] {
  const [figures = {}] = Object.values(models);
  return TOLD_METRICS.filter(({ metric }) => metric in figures);
}

/** How many items are left to be found at most: of those in the cart none is asked for. */
function mostLeft({ items, protocol }: EvaluationReport): number {
  return protocol === 'leave-one-out' || protocol === 'cold-start' ? items - 1 : items;
}

/** Whether the places of a figure hold whatever there is, so that it is the same for every model. */
function isForegone(report: EvaluationReport, { places }: ToldMetric): boolean {
  return places >= mostLeft(report);
}

function toldMetric(report: EvaluationReport): ToldMetric | undefined {
  return metricsOf(report).find((told) => !isForegone(report, told));
}

/** What the other models are compared with. */
function referenceOf({ differences }: EvaluationReport): string {
  return differences[0]?.against ?? REFERENCE_MODEL;
}

/** In points of the told metric, plus or minus one standard error. */
function tellDifference(report: EvaluationReport, model: string): string {
  if (model === referenceOf(report)) return '-';
  const { metric, places } = toldMetric(report) ?? { metric: '', places: 0 };
  const found = report.differences.find((entry) => entry.model === model && entry.metric === metric);
  if (found === undefined) return '-';
  const points = Math.round(found.difference * 1000) / 10;
  const sign = points < 0 ? '-' : '+';
  return `${sign}${Math.abs(points).toFixed(1)} ± ${(found.standard_error * 100).toFixed(1)} points in ${places}`;
}

function tellCurve({ curve }: EvaluationReport): string[] {
  if (curve === undefined) return [];
  const partOf = (part: CurvePoint['part']) => tellPart(curve.filter((point) => point.part === part));
  return [
    'The hidden item among the first five, knowing only the last orders before the test:',
    partOf('last'),
    '',
    'Knowing only the first orders of the history:',
    partOf('first'),
    '',
    'With the most of the last orders:',
  ];
}

function tellPart(points: readonly CurvePoint[]): string {
  const names = Object.keys(points[0]?.models ?? {});
  return formatTable(points, [
    { title: 'ORDERS LEARNED', align: 'right', value: (point) => count(point.learned_orders) },
    ...names.map(
      (name): Column<CurvePoint> => ({
        title: name,
        align: 'right',
        value: (point) => tellFigure('hr5', point.models[name]?.hr5 ?? null),
      }),
    ),
  ]);
}

function tellSentences(report: EvaluationReport): string[] {
  const told = toldMetric(report);
  const foregone = tellForegone(report);
  const scored = Object.entries(report.models).map(([model, figures]) => {
    return { model, value: figures[told?.metric ?? ''] ?? 0 };
  });
  const sellers = scored.find(({ model }) => model === REFERENCE_MODEL);
  const best = report.chosen === null ? highest(scored) : scored.find(({ model }) => model === report.chosen);
  const chosen = report.chosen === null ? [] : [`Chosen for this store: ${labelOf(report.chosen)} (${report.chosen}).`];
  if (told === undefined || sellers === undefined || best === undefined) return [...foregone, ...chosen];
  const inHundred = (value: number) => Math.round(value * 100);
  const sellersAlone = `best sellers alone ${inHundred(sellers.value)}`;
  const what = told.tell(labelOf(best.model), inHundred(best.value));
  return [...foregone, best === sellers ? `${what}.` : `${what}; ${sellersAlone}.`, ...chosen];
}

/** Which figures say nothing, because the menu is so short that any model reaches them. */
function tellForegone(report: EvaluationReport): string[] {
  const foregone = metricsOf(report).filter((told) => isForegone(report, told));
  const titles = foregone.map(({ metric }) => METRIC_TITLES[metric]).reverse();
  if (titles.length === 0) return [];
  const what = `${titles.join(', ')} ${titles.length === 1 ? 'says' : 'say'} nothing`;
  return [
    `The menu has only ${tellCount(report.items, 'item')}: any list of that length holds the one in question, so ${what}.`,
  ];
}

function highest(scored: readonly { readonly model: string; readonly value: number }[]) {
  return scored.toSorted((a, b) => b.value - a.value)[0];
}

function labelOf(model: string): string {
  return MODEL_KINDS.find((kind) => kind.name === model)?.label ?? OTHER_LABELS[model] ?? model;
}

function tellPairs({ history, shuffled }: NonNullable<EvaluationReport['pairs']>): string[] {
  const rows = [
    { what: 'this history', found: history },
    { what: 'its baskets shuffled', found: shuffled },
  ];
  const column = (title: string, figureOf: (found: PairFindings) => string): Column<(typeof rows)[number]> => ({
    title,
    align: 'right',
    value: ({ found }) => figureOf(found),
  });
  const table = formatTable(rows, [
    { title: 'PAIRS IN', value: ({ what }) => what },
    column('POSSIBLE', (found) => count(found.possible)),
    column('MET', (found) => count(found.met)),
    column('MORE THAN CHANCE', (found) => count(found.significant)),
    column('SHARE', (found) => percent(found.share)),
  ]);
  const verdict =
    history.significant === 0
      ? 'No pair of this history is more than chance.'
      : `${tellCount(history.significant, 'pair')} of this history ${history.significant === 1 ? 'is' : 'are'} more than chance (5 % false discoveries over all pairs).`;
  const check =
    'Shuffled baskets keep their sizes and items their numbers of orders: what is found there is found falsely.';
  return [table, '', verdict, check];
}

function count(value: number): string {
  return value.toLocaleString('en');
}
