import type { RankingModel } from '../../contract/ranking.ts';
import { SERVED_FAMILIES } from '../../engine/learning/choose-ranking.ts';
import type { LearnedNextOrder } from '../../engine/next-order/learn-next-order.ts';
import { MODEL_KINDS, REFERENCE_MODEL } from '../evaluation/evaluated-models.ts';
import { roundFigure } from '../evaluation/evaluation-report.ts';
import type { ModelFigure, PackedChoice } from './packed-choice.ts';
import { FLEET_MODEL } from './ranking-json.ts';

/** The measurements behind a choice, as they are stored beside it. */
export interface RankingReport {
  /** Hidden items that every model was asked for. */
  readonly questions: number;
  /** The simplest first. */
  readonly models: readonly RankingModel[];
  /** What a known customer's next order is ranked by; null where no customer came back. */
  readonly next_order: NextOrderFigure | null;
}

/** What the orders taught about next orders, beside own history first, then popularity. */
interface NextOrderFigure {
  /** Baskets of known customers that both were asked for. */
  readonly questions: number;
  /** NDCG@10 of what was taught minus that of the other. */
  readonly difference: number;
  readonly standard_error: number | null;
  readonly is_better: boolean;
}

/** What is kept of a choice's measurements. */
export function toReport({ results, nextOrder }: Pick<PackedChoice, 'results' | 'nextOrder'>): RankingReport {
  return {
    questions: results[0]?.queries ?? 0,
    models: results.map(({ name, metrics }) => ({
      name,
      label: labelOfModel(name),
      hr5: toFigure(metrics.hr5),
      hr10: toFigure(metrics.hr10),
      ndcg10: toFigure(metrics.ndcg10),
    })),
    next_order: nextOrder === null ? null : toNextOrderFigure(nextOrder),
  };
}

function toNextOrderFigure({ questions, difference: found, isBetter }: LearnedNextOrder): NextOrderFigure {
  return {
    questions,
    difference: roundFigure(found.difference) ?? 0,
    standard_error: roundFigure(found.standardError),
    is_better: isBetter,
  };
}

function toFigure({ mean, standardError }: ModelFigure) {
  return { mean: roundFigure(mean) ?? 0, standard_error: roundFigure(standardError) };
}

/** The popularity of a choice is weighed with what sells lately and at this hour, unlike the best sellers of an evaluation. */
const FITTED_POPULARITY = 'popularity at this hour';

/** What a model is called for people. */
export function labelOfModel(name: string): string {
  if (name === FLEET_MODEL) return 'weights that generated stores taught';
  if (name === REFERENCE_MODEL) return FITTED_POPULARITY;
  return MODEL_KINDS.find((kind) => kind.name === name)?.label ?? name;
}

/** What the chosen model found, in one sentence: one item of an order hidden, ten items suggested. */
export function tellFound(chosen: string, { questions, models }: Pick<RankingReport, 'questions' | 'models'>): string {
  const [own, sellers] = [chosen, REFERENCE_MODEL].map((name) => models.find((model) => model.name === name));
  if (questions === 0 || own === undefined) return 'No order has two different items, so there was nothing to ask.';
  const inHundred = (model: RankingModel) => Math.round(model.hr10.mean * 100);
  const found = `Found the hidden item in ${inHundred(own)} of 100 orders`;
  if (sellers === undefined) return `${found}.`;
  if (own === sellers) return `${found}, by ${FITTED_POPULARITY} alone.`;
  return `${found}; ${FITTED_POPULARITY} alone ${inHundred(sellers)}.`;
}

/** Why this model was chosen: of those that a store is served by, the simplest within one standard error of the best. */
export function tellWhy(chosen: string, { questions, models }: Pick<RankingReport, 'questions' | 'models'>): string {
  const served = models.filter(({ name }) => SERVED_FAMILIES.includes(name));
  const own = served.find(({ name }) => name === chosen);
  const best = bestOf(served);
  if (questions === 0 || own === undefined || best === undefined) {
    return 'The orders cannot tell models apart, so the weights that generated stores taught stay.';
  }
  const others = tellMeasuredOnly(models, best);
  if (own !== best)
    return `${tellScored(own)} is simpler than ${tellScored(best)} and within one standard error of it.${others}`;
  const [simplest] = served;
  if (own === simplest || simplest === undefined)
    return `${tellScored(own)} did best, and it is the simplest one.${others}`;
  return `${tellScored(own)} is better than ${tellScored(simplest)} by more than one standard error.${others}`;
}

/** The table may show a model above the chosen one that no store is served by. */
function tellMeasuredOnly(models: readonly RankingModel[], served: RankingModel): string {
  const best = bestOf(models);
  if (best === undefined || best.ndcg10.mean <= served.ndcg10.mean) return '';
  return ` ${tellScored(best)} is measured, not served: on generated stores such choices found less in later orders.`;
}

const bestOf = (models: readonly RankingModel[]) => models.toSorted((a, b) => b.ndcg10.mean - a.ndcg10.mean)[0];

const tellScored = ({ label, ndcg10 }: RankingModel) => `"${label}" (NDCG@10 ${ndcg10.mean.toFixed(3)})`;

/** What known customers' next orders are ranked by, and why. */
export function tellNextOrder({ next_order: found }: Pick<RankingReport, 'next_order'>): string {
  const floor = 'Known customers get what they ordered before, then what sells best';
  if (!found?.questions) return `${floor}: none has come back yet to learn more from.`;
  const { questions, difference, standard_error: error, is_better: isBetter } = found;
  const chance = error === null ? '' : ` ± ${error.toFixed(3)}`;
  const gain = `NDCG@10 ${difference < 0 ? '' : '+'}${difference.toFixed(3)}${chance}, ${questions} baskets`;
  if (isBetter)
    return `Known customers get what their orders taught: it beats own history, then best sellers (${gain}).`;
  return `${floor}: what their orders taught is not better by more than one standard error (${gain}).`;
}
