import { MODEL_KINDS, REFERENCE_MODEL } from '../../services/evaluation/evaluated-models.ts';
import type {
  CurvePoint,
  EvaluationReport,
  Figures,
  PairFindings,
} from '../../services/evaluation/evaluation-report.ts';
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

/** The figure that is told in a sentence, of those that a protocol may have. */
const TOLD_METRICS = ['hr10', 'recall10'] as const;

/** What the differences are to, in the heading of their column. */
const REFERENCE_TITLES: Readonly<Record<string, string>> = { history_then_popularity: 'AGAINST OWN HISTORY' };

/** A report for people: what was done, a table, and a sentence. */
export function tellEvaluation(io: Io, report: EvaluationReport): string {
  const { source, orders, items, customers } = report;
  const known = customers === 0 ? 'no customers' : `${count(customers)} customers`;
  const title = `${paint(io, 'bold', disarm(source))}: ${count(orders)} orders · ${count(items)} items · ${known}`;
  const notes = report.notes.map((note) => `${paint(io, 'dim', 'Note:')} ${disarm(note)}`);
  return [title, ...notes, ...tellFindings(report)].join('\n');
}

function tellFindings(report: EvaluationReport): string[] {
  if (report.pairs !== undefined) return ['', ...tellPairs(report.pairs)];
  return [tellQuestions(report), '', ...tellCurve(report), tellTable(report), '', ...tellSentences(report)];
}

function tellQuestions({ learned_orders, test_orders, queries, sampled_from, protocol }: EvaluationReport): string {
  const learned = `Learned from ${count(learned_orders)} orders`;
  if (protocol === 'next-order') {
    return `${learned}, then asked what known customers order next, ${count(queries)} times.`;
  }
  if (protocol === 'popular-now') return `${learned}, then asked before each of ${count(test_orders)} orders.`;
  const spread = sampled_from === null ? '' : ` (a sample of ${count(sampled_from)}; --sample 0 takes all)`;
  return `${learned}; asked for the hidden item ${count(queries)} times, in ${count(test_orders)} test baskets${spread}.`;
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

function toldMetric(report: EvaluationReport): string {
  const [figures = {}] = Object.values(report.models);
  return TOLD_METRICS.find((metric) => metric in figures) ?? '';
}

/** What the other models are compared with. */
function referenceOf({ differences }: EvaluationReport): string {
  return differences[0]?.against ?? REFERENCE_MODEL;
}

/** In points of the told metric, plus or minus one standard error. */
function tellDifference(report: EvaluationReport, model: string): string {
  if (model === referenceOf(report)) return '-';
  const metric = toldMetric(report);
  const found = report.differences.find((entry) => entry.model === model && entry.metric === metric);
  if (found === undefined) return '-';
  const sign = found.difference < 0 ? '-' : '+';
  const points = Math.abs(found.difference * 100).toFixed(1);
  return `${sign}${points} ± ${(found.standard_error * 100).toFixed(1)} points in 10`;
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
  const metric = toldMetric(report);
  const scored = Object.entries(report.models).map(([model, figures]) => ({ model, value: figures[metric] ?? 0 }));
  const sellers = scored.find(({ model }) => model === REFERENCE_MODEL);
  const best = report.chosen === null ? highest(scored) : scored.find(({ model }) => model === report.chosen);
  const chosen = report.chosen === null ? [] : [`Chosen for this store: ${labelOf(report.chosen)} (${report.chosen}).`];
  if (sellers === undefined || best === undefined) return chosen;
  const inHundred = (value: number) => Math.round(value * 100);
  const sellersAlone = `best sellers alone ${inHundred(sellers.value)}`;
  const what =
    metric === 'recall10'
      ? `Ten items of "${labelOf(best.model)}" held ${inHundred(best.value)} of 100 items that were ordered`
      : `"${labelOf(best.model)}" found the hidden item among ten in ${inHundred(best.value)} of 100 cases`;
  return [best === sellers ? `${what}.` : `${what}; ${sellersAlone}.`, ...chosen];
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
      : `${count(history.significant)} pairs of this history are more than chance (5 % false discoveries over all pairs).`;
  const check =
    'Shuffled baskets keep their sizes and items their numbers of orders: what is found there is found falsely.';
  return [table, '', verdict, check];
}

function count(value: number): string {
  return value.toLocaleString('en');
}
