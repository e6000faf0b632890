import { createTimeZone } from '../../engine/calendar/time-zone.ts';
import type { ModelResult } from '../../engine/evaluation/model-tally.ts';
import type { RankMetric } from '../../engine/evaluation/rank-figures.ts';
import { sortOrders } from '../../engine/evaluation/sort-orders.ts';
import type { CatalogItem, LearningOrder } from '../../engine/items.ts';
import { chooseRanking } from '../../engine/learning/choose-ranking.ts';
import { packOrders, unpackOrders } from '../../engine/model/snapshot.ts';
import type { StoreModel } from '../../engine/model/store-model.ts';
import { type LearnedNextOrder, learnNextOrder } from '../../engine/next-order/learn-next-order.ts';
import type { RankingParameters } from '../../engine/scoring/ranking-parameters.ts';
import type { TaskInput } from '../workers/task-input.ts';
import { seededRandom } from './seeded-random.ts';

/** All that a choice depends on, as it goes to a thread. */
export interface PackedHistory {
  /** Of `packOrders`, in any order. */
  readonly orders: Uint8Array;
  readonly catalog: readonly CatalogItem[];
  /** IANA name. */
  readonly timeZone: string;
  readonly storeId: number;
  /** Number of the version that is chosen. */
  readonly version: number;
  /** One number, 0 to 1: how far it is. Both threads see it. */
  readonly progress: Float64Array<SharedArrayBuffer>;
}

/** What a thread gives back: what was learned, and the figures of every model without their per-order sums. */
export interface PackedChoice {
  readonly parameters: RankingParameters;
  /** What the orders teach about next orders; null where no customer came back. */
  readonly nextOrder: LearnedNextOrder | null;
  readonly results: readonly Pick<ModelResult, 'name' | 'queries' | 'metrics'>[];
}

/** One figure of one model. */
export type ModelFigure = ModelResult['metrics'][RankMetric];

/** Copies the history out of the model; the copy moves to the thread. */
export function packHistory(
  model: StoreModel,
  choice: Pick<PackedHistory, 'catalog' | 'storeId' | 'version' | 'progress'>,
): TaskInput<PackedHistory> {
  const orders = packOrders([...model.orders()]);
  return { input: { ...choice, orders, timeZone: model.zone.name }, transfer: [orders.buffer as ArrayBuffer] };
}

/** Part of the time that the choice takes; the rest goes to next orders. */
const CHOICE_SHARE = 0.9;

/**
 * Runs {@link chooseRanking} and {@link learnNextOrder} on a packed history. The same history, store and version give the
 * same choice.
 */
export function chooseFromHistory(packed: PackedHistory): PackedChoice {
  const { catalog, timeZone, storeId, version, progress } = packed;
  const history = { catalog, orders: inOrderOfTime(unpackOrders(packed.orders)), zone: createTimeZone(timeZone) };
  const random = seededRandom(storeId, version);
  const { parameters, results } = chooseRanking(history, {
    random,
    onProgress: (share) => {
      progress[0] = CHOICE_SHARE * share;
    },
  });
  const nextOrder = hasReturningCustomer(history.orders) ? learnNextOrder(history, { random }) : null;
  progress[0] = 1;
  return { parameters, nextOrder, results: results.map(({ name, queries, metrics }) => ({ name, queries, metrics })) };
}

function hasReturningCustomer(orders: readonly LearningOrder[]): boolean {
  const known = orders.flatMap(({ customerId }) => customerId ?? []);
  return new Set(known).size < known.length;
}

function inOrderOfTime(orders: readonly LearningOrder[]): LearningOrder[] {
  const dated = orders.map((order) => ({ id: String(order.orderId), timeMs: order.orderedAtMs, order }));
  return sortOrders(dated).map(({ order }) => order);
}
