import { CategoryPairCounts } from '../../engine/basket/category-pair-counts.ts';
import { type PackedPairCounts, PairCounts } from '../../engine/basket/pair-counts.ts';
import { type PairReportOptions, type PairRow, reportPairs } from '../../engine/basket/pair-report.ts';
import { CategoryLifts } from '../../engine/model/category-lifts.ts';
import type { StoreModel } from '../../engine/model/store-model.ts';
import type { TaskInput } from './task-input.ts';

/** Which pairs to report; the prior lifts come from the categories. */
export type PackedPairOptions = Omit<PairReportOptions, 'priorLift'>;

/** All that the pair report of a store depends on, as plain arrays. */
export interface PackedPairReport {
  readonly pairs: PackedPairCounts;
  /** Category index of each item, -1 = none. */
  readonly categoryOf: Int32Array<ArrayBuffer>;
  readonly options: PackedPairOptions;
}

/** Copies what the report needs out of the model; the copies move to the thread. */
export function packPairReport(model: StoreModel, options: PackedPairOptions): TaskInput<PackedPairReport> {
  const pairs = model.pairs.pack();
  const categoryOf = Int32Array.from({ length: model.items.size }, (_, item) => model.categoryOf(item));
  const arrays = [categoryOf, pairs.ordersWith, pairs.companionSlots, ...arraysOf(pairs.pairs)];
  return { input: { pairs, categoryOf, options }, transfer: arrays.map((array) => array.buffer) };
}

function arraysOf(pairs: PackedPairCounts['pairs']) {
  if (pairs.kind === 'triangle') return [pairs.counts];
  return [pairs.slots, pairs.rowStarts, pairs.rowBits, pairs.rowUsed];
}

/** The same rows as `reportPairs` gives for the model that was packed, to the last bit. */
export function reportPackedPairs({ pairs: packed, categoryOf, options }: PackedPairReport): PairRow[] {
  const pairs = PairCounts.unpack(packed);
  const categories = categoryOf.reduce((most, category) => Math.max(most, category), -1) + 1;
  const categoryPairs = CategoryPairCounts.fromPairCounts(pairs, categoryOf);
  const lifts = new CategoryLifts({ pairs, categoryPairs, categoryOf, categories });
  const priorLift = (a: number, b: number) => {
    const [g, h] = [categoryOf[a] ?? -1, categoryOf[b] ?? -1];
    return g < 0 || h < 0 ? 1 : lifts.liftOf(g, h);
  };
  return reportPairs(pairs, { ...options, priorLift });
}
