import type { Value } from '../../contract/value.ts';
import {
  ACCEPTED_SHARE,
  estimateHeadroom,
  type HeadroomPair,
  type PairHeadroom,
} from '../../engine/basket/pair-headroom.ts';
import { KAPPA_PRIOR } from '../../engine/experiment/incremental/incrementality-ratio.ts';
import type { NormalPrior } from '../../engine/experiment/pooling/uplift-posterior.ts';
import type { LearningOrder } from '../../engine/items.ts';
import type { StoreModel } from '../../engine/model/store-model.ts';
import { AGE_RESTRICTED, AVAILABLE } from '../../engine/ranking/menu-flags.ts';

/** Orders with what they are called and what is known of them. */
export interface ValuedOrders {
  readonly source: string;
  readonly currency: string | null;
  readonly model: StoreModel;
  /** The caller's id and the name of an item, by its dense index. */
  readonly itemOf: (index: number) => { readonly id: string; readonly name: string };
  /** kappa as it was measured here; null = nothing is. */
  readonly kappa: NormalPrior | null;
  readonly suggestsAgeRestricted: boolean;
  readonly notes: readonly string[];
}

const DAY_MS = 86_400_000;
const PERIOD_DAYS = 90;
const MONTH_DAYS = 30;
const SHORT_DAYS = 28;
const ROUND = 1e6;

/** Orders that are valued, and what multiplies them to what is told. */
interface Period {
  readonly orders: readonly LearningOrder[];
  readonly scale: number;
  readonly told: Value['period'];
}

/** What the ten best pairs of some orders may bring in a month: engine/basket/pair-headroom.ts on the last 90 days. */
export function describeValue(valued: ValuedOrders): Value {
  const { model, kappa, suggestsAgeRestricted } = valued;
  const completed = [...model.orders()].filter((order) => order.completed && order.basket.length > 0);
  const period = choosePeriod(completed);
  const indexOf = (itemId: number) => model.items.indexOf(itemId);
  const headroom = estimateHeadroom(model.pairs, {
    baskets: period.orders.map(({ basket }) => basket.map(indexOf)),
    scale: period.scale,
    priceOf: (index) =>
      maySuggest(model, index, suggestsAgeRestricted) ? (model.itemAt(index)?.priceMinor ?? null) : null,
    priorLift: (a, b) => model.priorLift(a, b),
    kappa: kappa ?? KAPPA_PRIOR,
  });
  return toValue(valued, { period, headroom });
}

function maySuggest(model: StoreModel, index: number, suggestsAgeRestricted: boolean): boolean {
  const state = model.flags.state[index] ?? 0;
  return (state & AVAILABLE) !== 0 && (suggestsAgeRestricted || (state & AGE_RESTRICTED) === 0);
}

/** The last 90 days up to the last order; all orders, told by the thousand, when none has a date. */
function choosePeriod(orders: readonly LearningOrder[]): Period {
  const times = orders.flatMap(({ orderedAtMs }) => orderedAtMs ?? []);
  const last = times.reduce((latest, time) => Math.max(latest, time), Number.NEGATIVE_INFINITY);
  const first = times.reduce((earliest, time) => Math.min(earliest, time), Number.POSITIVE_INFINITY);
  if (times.length === 0) return { orders, scale: 1000 / Math.max(1, orders.length), told: null };
  const days = Math.min(PERIOD_DAYS, Math.max(1, Math.ceil((last - first) / DAY_MS)));
  const from = last - days * DAY_MS;
  const recent = orders.filter(({ orderedAtMs }) => orderedAtMs !== null && orderedAtMs >= from);
  const told = {
    from: new Date(Math.max(first, from)).toISOString(),
    to: new Date(last).toISOString(),
    days,
    orders: recent.length,
  };
  return { orders: recent, scale: MONTH_DAYS / days, told };
}

function toValue(valued: ValuedOrders, { period, headroom }: { period: Period; headroom: PairHeadroom }): Value {
  const { source, currency, model, kappa, itemOf } = valued;
  const { total, pairs } = headroom;
  const { mean, standardDeviation } = kappa ?? KAPPA_PRIOR;
  return {
    label: 'estimate',
    source,
    currency,
    per: period.told === null ? '1000_orders' : 'month',
    orders: model.pairs.orders,
    period: period.told,
    accepted_share: ACCEPTED_SHARE,
    kappa: { mean, standard_deviation: standardDeviation, measured: kappa !== null },
    attributable_minor: whole(total.attributable),
    extra_minor: whole(total.incremental),
    low_minor: whole(total.interval[0]),
    high_minor: whole(total.interval[1]),
    pairs: pairs.map((pair) => toPair(pair, itemOf)),
    notes: [
      ...valued.notes,
      ...notesOn(period, { pairs: pairs.length, orders: model.pairs.orders, hasPrices: hasPrices(model) }),
    ],
  };
}

function toPair(pair: HeadroomPair, itemOf: ValuedOrders['itemOf']): Value['pairs'][number] {
  const [first, second] = [itemOf(pair.antecedent), itemOf(pair.consequent)];
  return {
    antecedent: first.id,
    antecedent_name: first.name,
    consequent: second.id,
    consequent_name: second.name,
    times_together: pair.together,
    antecedent_orders: pair.antecedentOrders,
    lift: fine(pair.lift),
    wanted: fine(pair.wanted),
    acceptance: fine(pair.acceptance),
    reach: fine(pair.reach),
    price_minor: pair.priceMinor,
    attributable_minor: whole(pair.attributableMinor),
    extra_minor: whole(pair.extraMinor),
  };
}

function hasPrices({ flags }: StoreModel): boolean {
  return flags.priceMinor.some((price) => price > 0);
}

/** With fewer orders nothing proves little: what goes together may not have been met often enough. */
const ENOUGH_ORDERS = 1000;

interface Found {
  readonly pairs: number;
  readonly orders: number;
  readonly hasPrices: boolean;
}

function notesOn({ told }: Period, { pairs, orders, hasPrices: known }: Found): string[] {
  const notes: string[] = [];
  if (!known) notes.push('No prices are known, so nothing can be said about money.');
  else if (pairs === 0) {
    const why = orders < ENOUGH_ORDERS ? ': more orders with two items are needed' : '';
    notes.push(`No two items go together more than chance explains${why}.`);
  }
  if (told === null) notes.push('The orders have no dates: the figures are for 1,000 orders.');
  else if (told.days < SHORT_DAYS) notes.push(`The orders are of ${told.days} days: a month is worked out from those.`);
  return notes;
}

/** Rounds, and gives 0 for the -0 that a negative end of nothing would be. */
function whole(minor: number): number {
  return Math.round(minor) + 0;
}

function fine(value: number): number {
  return Math.round(value * ROUND) / ROUND;
}
