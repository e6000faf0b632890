import type { AppError } from '../../contract/error-registry.ts';
import type { TestBasket } from '../../engine/evaluation/evaluated-model.ts';
import type { ModelResult } from '../../engine/evaluation/model-tally.ts';
import { pairedBootstrap, type RandomSource } from '../../engine/evaluation/paired-bootstrap.ts';
import type { RankMetric } from '../../engine/evaluation/rank-figures.ts';
import { sampleEvenly, splitOrders } from '../../engine/evaluation/split-orders.ts';
import { toTestBaskets } from '../../engine/evaluation/to-test-baskets.ts';
import type { LearningOrder } from '../../engine/items.ts';
import { tellCount } from '../tell-count.ts';
import { REFERENCE_MODEL } from './evaluated-models.ts';
import type { EvaluationHistory } from './evaluation-history.ts';
import type { DifferenceReport } from './evaluation-report.ts';
import { nothingToEvaluate } from './nothing-to-evaluate.ts';

/** How a protocol is run. */
export interface ProtocolOptions {
  /** Models to measure in the leave-one-out protocols; null = all. */
  readonly models: readonly string[] | null;
  /** Test baskets to ask about; 0 = all of them; null = all, or a sample where all would take too long. */
  readonly sample: number | null;
  /** Which baskets a sample takes: spread evenly over the test part, or its first ones. */
  readonly sampling: 'even' | 'first';
  /** How many orders the models of `cold-start` have learned, a point of the curve each; null = 0, 10, 50, 200, 1000, 5000. */
  readonly learnedOrders: readonly number[] | null;
  /** A seeded generator for each named part of the run. */
  readonly randomFor: (part: string) => RandomSource;
  /** Told how far the run is, 0 to 1. */
  readonly onProgress: (label: string, share: number) => void;
}

/** Baskets that the leave-one-out protocols ask about. */
export interface AskedBaskets {
  readonly learn: readonly LearningOrder[];
  readonly baskets: readonly TestBasket[];
  /** Baskets of two items or more in the test part, when only some of them are asked about. */
  readonly sampledFrom: number | null;
}

/** Scores that each model may give before only a sample of the baskets is asked about. */
const SCORES_WITHOUT_SAMPLE = 50_000_000;
const DEFAULT_SAMPLE = 300;

/**
 * Splits a history at 80 % and takes the test baskets with at least two items: all of them unless told otherwise; where
 * queries x items is above 50 million, 300 of them, evenly spread unless the first are asked for.
 *
 * @throws AppError `nothing_to_evaluate` when there is no order to learn from, or no basket to ask about.
 */
export function askedBaskets(
  history: EvaluationHistory,
  { sample, sampling }: Pick<ProtocolOptions, 'sample' | 'sampling'>,
): AskedBaskets {
  const { learn, test } = splitOrders(history.orders);
  const indexById = new Map(history.items.map((item, index) => [item.id, index]));
  const baskets = toTestBaskets(test, (id) => indexById.get(id) ?? -1).filter(({ basket }) => basket.length >= 2);
  if (learn.length === 0 || baskets.length === 0) throw nothingToAsk(history, test.length);
  const queries = baskets.reduce((sum, { basket }) => sum + basket.length, 0);
  const isLarge = queries * history.items.length > SCORES_WITHOUT_SAMPLE;
  const wanted = sample ?? (isLarge ? DEFAULT_SAMPLE : 0);
  if (wanted === 0 || wanted >= baskets.length) return { learn, baskets, sampledFrom: null };
  const sampled = sampling === 'first' ? baskets.slice(0, wanted) : sampleEvenly(baskets, wanted);
  return { learn, baskets: sampled, sampledFrom: baskets.length };
}

function nothingToAsk(history: EvaluationHistory, testOrders: number): AppError {
  return nothingToEvaluate(history, {
    detail: tellWhatIsMissing(history.source, { orders: history.orders.length, testOrders }),
    hint: 'Name a longer history, or ask --protocol popular-now, which needs no order of two items.',
  });
}

function tellWhatIsMissing(source: string, { orders, testOrders }: { orders: number; testOrders: number }): string {
  if (orders < 2)
    return `${source} has ${tellCount(orders, 'order')}; expected some to learn from and later ones to ask about.`;
  return `${source} has ${tellCount(orders, 'order')}; of the last ${testOrders} (20 %), which are asked about, none has two different items.`;
}

/** Each model against the best sellers, on every metric. */
export function tellDifferences(
  results: readonly ModelResult[],
  { random, metrics }: { readonly random: RandomSource; readonly metrics: readonly RankMetric[] },
): DifferenceReport[] {
  const reference = results.find((result) => result.name === REFERENCE_MODEL);
  if (reference === undefined) return [];
  return results
    .filter((result) => result !== reference)
    .flatMap((result) =>
      metrics.map((metric) => {
        const pair = { first: result.byOrder[metric], second: reference.byOrder[metric] };
        return toDifference({ model: result.name, metric }, pairedBootstrap(pair, { random }));
      }),
    );
}

/** A difference to the best sellers, for the report. */
export function toDifference(
  { model, metric }: { readonly model: string; readonly metric: string },
  found: ReturnType<typeof pairedBootstrap>,
): DifferenceReport {
  const round = (value: number) => Math.round(value * 1e6) / 1e6;
  return {
    model,
    against: REFERENCE_MODEL,
    metric,
    difference: round(found.difference),
    standard_error: round(found.standardError),
    lower: round(found.lower),
    upper: round(found.upper),
  };
}
