import type { ModelResult } from '../../engine/evaluation/model-tally.ts';
import { RANK_METRICS, type RankMetric } from '../../engine/evaluation/rank-figures.ts';

/** Figures of one model by the names of its metrics, to six decimals. */
export type Figures = Readonly<Record<string, number | null>>;

/** By how much a model beats the reference, by the paired bootstrap over orders. */
export interface DifferenceReport {
  readonly model: string;
  readonly against: string;
  readonly metric: string;
  readonly difference: number;
  readonly standard_error: number;
  /** 95 % interval. */
  readonly lower: number;
  readonly upper: number;
}

/** One point of a learning curve. */
export interface CurvePoint {
  /** Which orders of the learning part were learned: the first of them, or the last, just before the test part. */
  readonly part: 'first' | 'last';
  readonly learned_orders: number;
  readonly models: Readonly<Record<string, Figures>>;
}

/** What the pairs report finds in a history, and in the same history shuffled. */
export interface PairFindings {
  /** Pairs of items that were ordered at all: every one is a hypothesis. */
  readonly possible: number;
  /** Pairs that met in at least one basket. */
  readonly met: number;
  /** Pairs that are more than chance: 5 % false discoveries over all possible pairs. */
  readonly significant: number;
  /** significant / met, 0 when none met. */
  readonly share: number;
}

/** What `pairwell evaluate --json` prints. */
export interface EvaluationReport {
  readonly protocol: string;
  /** Questions that every model was asked. */
  readonly queries: number;
  readonly models: Readonly<Record<string, Figures>>;
  /** The model that this store would be served by, one of `models`; null where the protocol chooses none. */
  readonly chosen: string | null;
  readonly source: string;
  readonly orders: number;
  readonly items: number;
  readonly customers: number;
  /** Orders that were learned from, and orders that were asked about. */
  readonly learned_orders: number;
  readonly test_orders: number;
  /** When only a part of the test orders was asked about: how many there are. */
  readonly sampled_from: number | null;
  readonly standard_errors: Readonly<Record<string, Figures>>;
  readonly differences: readonly DifferenceReport[];
  /** Share of answers with ten items. */
  readonly full_lists: Figures;
  /** Expected calibration error at the first place, of models that promise probabilities. */
  readonly calibration_error: Figures;
  readonly curve?: readonly CurvePoint[];
  readonly pairs?: { readonly history: PairFindings; readonly shuffled: PairFindings };
  readonly notes: readonly string[];
}

/** The part of a report that a protocol fills; the rest is known from the history. */
export type ProtocolFindings = Omit<EvaluationReport, 'protocol' | 'source' | 'orders' | 'items' | 'customers'>;

/** Six decimals; what is not a number is null, for JSON has no other word for it. */
export function roundFigure(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * 1e6) / 1e6 : null;
}

/** The figures of a leave-one-out run, by model. */
export function tellResults(results: readonly ModelResult[]) {
  const figuresOf = (figureOf: (result: ModelResult, metric: RankMetric) => number) =>
    Object.fromEntries(
      results.map((result) => [
        result.name,
        Object.fromEntries(RANK_METRICS.map((metric) => [metric, roundFigure(figureOf(result, metric))])),
      ]),
    );
  return {
    models: figuresOf((result, metric) => result.metrics[metric].mean),
    standard_errors: figuresOf((result, metric) => result.metrics[metric].standardError),
    full_lists: Object.fromEntries(results.map((result) => [result.name, roundFigure(result.fullListShare)])),
    calibration_error: Object.fromEntries(
      results.map((result) => [
        result.name,
        result.calibrationError === null ? null : roundFigure(result.calibrationError),
      ]),
    ),
  };
}
