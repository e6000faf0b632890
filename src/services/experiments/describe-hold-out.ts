import { AppError } from '../../contract/error-registry.ts';
import type { HoldOut } from '../../contract/hold-out.ts';
import type { RatioTest } from '../../engine/experiment/compare/ratio-metric.ts';
import type { CarryOver } from '../../engine/experiment/incremental/carry-over.ts';
import { extraRevenue } from '../../engine/experiment/incremental/extra-revenue.ts';
import { compareBaskets } from '../../engine/experiment/incremental/hold-out-basket.ts';
import { measureKappa } from '../../engine/experiment/incremental/hold-out-kappa.ts';
import { PROVE_IT_PLANS } from '../../engine/experiment/incremental/hold-out-share.ts';
import { sumVisitorWeeks, type WeekArmSums } from '../../engine/experiment/incremental/week-sums.ts';
import {
  runningSampleRatio,
  sampleRatioLogBayesFactor,
} from '../../engine/experiment/validity/sample-ratio-sequence.ts';
import type { StoreScope } from '../../storage/database.ts';
import { type HoldOutWeekRow, listHoldOutWeeks } from '../../storage/queries/hold-out.ts';
import type { RelabellingRow } from '../../storage/queries/hold-out-relabellings.ts';
import { findStoreById, type StoreRow } from '../../storage/queries/stores.ts';
import type { Services } from '../services.ts';
import {
  type CheckedResult,
  type ClosedWeek,
  type ClosedWeeksTotal,
  evaluateWeeks,
  type WeekFigures,
} from './closed-weeks.ts';
import { type HoldOutSetting, readHoldOutSetting, readSharesInForce } from './hold-out-share.ts';
import {
  type MoneyWords,
  tellBeginning,
  tellCarryOver,
  tellCost,
  tellIncremental,
  tellMoney,
  tellPooled,
} from './hold-out-words.ts';
import { type PooledFigure, readPooledFigure } from './pooled-figure.ts';
import { readClosedWeeks } from './read-closed-weeks.ts';
import { measureWeek } from './rebuild-weeks.ts';
import { storeWeekAt, storeWeekNamed, weeksAfter } from './store-week.ts';

/** From this share of visitors seen in both arms on, something is wrong with how they are told apart. */
const BOTH_ARMS_ALARM = 0.01;

/** The standing hold-out of a store: attributed (A), incremental (B), basket (C), kappa, and the weeks they come from. */
export async function describeHoldOut({ context }: Pick<Services, 'context'>, storeId: number): Promise<HoldOut> {
  const now = context.clock();
  return context.database.forStore(storeId, async (scope) => {
    const store = await findStoreById(scope.tx, storeId);
    if (store === null) throw new AppError('unknown_store', { detail: `There is no store ${storeId}.` });
    const drawn = await listHoldOutWeeks(scope);
    const total = await readClosedWeeks(scope);
    const money = { currency: store.currency.trim(), locale: store.locale };
    const open = await readOpenWeeks(scope, { store, drawn, total });
    const setting = await describeSetting(scope, { store, drawn, total, now });
    const pooled = await readPooledFigure(scope, total);
    const told = describeTotal(total, { money, share: setting.share });
    const weeks = [...open, ...total.weeks]
      .sort((a, b) => (a.isoWeek < b.isoWeek ? 1 : -1))
      .map((week) => describeWeek(week, { drawn, money, relabellings: total.relabellings }));
    return {
      store: store.slug,
      currency: money.currency,
      as_of: now.toISOString(),
      badge: pooled.badge,
      setting,
      ...told,
      sentences: [...told.sentences, ...tellPooled(pooled)],
      pooled: describePooled(pooled, { total }),
      weeks,
    };
  });
}

/** Weeks that are not closed, worked out as they stand. */
async function readOpenWeeks(
  scope: StoreScope,
  { store, drawn, total }: { store: StoreRow; drawn: readonly HoldOutWeekRow[]; total: ClosedWeeksTotal },
): Promise<ClosedWeek[]> {
  const closed = new Set(total.weeks.map(({ isoWeek }) => isoWeek));
  const weeks: ClosedWeek[] = [];
  for (const row of drawn) {
    if (closed.has(row.iso_week)) continue;
    const { rows, totals } = await measureWeek(scope, { store, week: storeWeekNamed(store, row.iso_week) });
    const figures: WeekFigures = {
      share: row.share,
      spoiled: row.spoiled_at !== null,
      capped: sumVisitorWeeks(rows, { capped: true }),
      uncapped: sumVisitorWeeks(rows, { capped: false }),
      sessions: sumVisitorWeeks(rows, { capped: false, stratum: 'session' }),
      ...totals,
    };
    weeks.push({ isoWeek: row.iso_week, revision: 0, computedAt: new Date(0), figures });
  }
  return weeks;
}

async function describeSetting(
  scope: StoreScope,
  {
    store,
    drawn,
    total,
    now,
  }: { store: StoreRow; drawn: readonly HoldOutWeekRow[]; total: ClosedWeeksTotal; now: Date },
): Promise<HoldOut['setting']> {
  const setting = await readHoldOutSetting(scope, store);
  const week = storeWeekAt(store, now.getTime());
  const proven = total.capped?.status === 'proven';
  const { share, nextShare, beginsOn } = await readSharesInForce(scope, { store, setting, proven, now });
  const first = week.startMs < setting.since.getTime() ? weeksAfter(week.isoWeek, 1) : week.isoWeek;
  const money = { currency: store.currency.trim(), locale: store.locale };
  return {
    share,
    next_week_share: nextShare,
    prove_it: describeProveIt(setting),
    first_week: drawn.find((row) => row.share > 0)?.iso_week ?? first,
    cost_sentence:
      beginsOn !== null
        ? tellBeginning({ day: beginsOn, share: nextShare })
        : tellCost(total.capped, { share, weeks: total.counted.length, money }),
  };
}

function describeProveIt({ proveIt }: HoldOutSetting): HoldOut['setting']['prove_it'] {
  if (proveIt === null) return null;
  const { share, weeks, thenShare } = PROVE_IT_PLANS[proveIt.tier];
  return { ...proveIt, share, until: weeksAfter(proveIt.from, weeks - 1), then_share: thenShare };
}

type Total = Omit<HoldOut, 'store' | 'currency' | 'as_of' | 'badge' | 'setting' | 'weeks' | 'pooled'>;

/** An uplift of -100 % or less would be more than everything lost. */
const LOWEST_UPLIFT = -0.99;

function describePooled(
  { badge, uplift, kappa }: PooledFigure,
  { total: { capped } }: { total: ClosedWeeksTotal },
): HoldOut['pooled'] {
  if (badge === 'not measured') return null;
  const above = (value: number) => Math.max(LOWEST_UPLIFT, value);
  const interval = [above(uplift.interval[0]), above(uplift.interval[1])] as const;
  const extra = capped === null ? null : extraRevenue(capped.treatedRevenue, { value: above(uplift.mean), interval });
  return {
    stores: uplift.merchants,
    uplift: uplift.mean,
    uplift_interval: [...uplift.interval],
    extra_minor: extra?.estimate ?? null,
    extra_interval_minor: extra === null ? null : [...extra.interval],
    kappa: kappa.mean,
    kappa_interval: [...kappa.interval],
  };
}

function describeTotal(total: ClosedWeeksTotal, { money, share }: { money: MoneyWords; share: number }): Total {
  const { counted, capped, uncapped, carryOver } = total;
  const sums = counted.map(({ figures }) => figures.capped);
  const basket = compareBaskets(sums);
  const kappa = measureKappa(sums);
  const attributed = add(sums.map(({ treated }) => treated.sumA));
  const [orders, matched] = [
    add(counted.map(({ figures }) => figures.orders)),
    add(counted.map(({ figures }) => figures.matchedOrders)),
  ];
  const both = add(sums.map(({ bothArms }) => bothArms));
  const units = add(sums.map(({ treated, control }) => treated.n + control.n)) + both;
  const bothShare = units === 0 ? 0 : both / units;
  const ratio = checkRatio(counted);
  const carried = tellCarryOver(carryOver, money);
  const sentences = [
    tellIncremental(capped, { weeks: counted.length, period: tellPeriod(counted.length), money }),
    ...(capped !== null && (capped.status === 'proven' || capped.status === 'harmful') && attributed > 0
      ? [
          `Of ${tellMoney(attributed, money)} that the measured visitors bought from suggestions, about ${tellMoney(capped.incremental, money)} is extra.`,
        ]
      : []),
    ...(carried === null ? [] : [carried]),
    ...(bothShare >= BOTH_ARMS_ALARM
      ? [`${both} visitors were seen with and without suggestions and are left out: more than one in a hundred.`]
      : []),
    ...(ratio.ok ? [] : ['The held out are not as many as they should be: the figures are not to be trusted.']),
    ...(share === 0 ? ['Nobody is held out this week.'] : []),
  ];
  return {
    attributed_minor: attributed,
    incremental: toIncremental(capped),
    incremental_uncapped: toIncremental(uncapped),
    basket: {
      average_order_value: toRatio(basket.averageOrderValue),
      items_per_order: toRatio(basket.itemsPerOrder),
    },
    kappa:
      kappa === null
        ? null
        : {
            value: kappa.kappa,
            standard_error: kappa.standardError,
            measured_interval: kappa.measuredInterval === null ? null : [...kappa.measuredInterval],
            mean: kappa.mean,
            standard_deviation: kappa.standardDeviation,
            interval: [...kappa.interval],
            reliable: kappa.reliable,
          },
    carry_over: toCarryOver(carryOver),
    coverage: { orders, matched, share: orders === 0 ? null : matched / orders },
    both_arms: { units: both, share: bothShare, alarm: bothShare >= BOTH_ARMS_ALARM },
    sample_ratio: ratio,
    sentences,
  };
}

function tellPeriod(weeks: number): string {
  if (weeks === 0) return 'No closed week yet';
  return weeks === 1 ? 'One closed week' : `${weeks} closed weeks`;
}

/** The ratio of the arms over weeks whose shares may differ: the evidence of the weeks adds up. */
function checkRatio(weeks: readonly ClosedWeek[]): { p_value: number; ok: boolean } {
  const logBayesFactor = add(
    weeks.map(({ figures: { share, capped } }) =>
      sampleRatioLogBayesFactor([capped.treated.n, capped.control.n], { shares: [1 - share, share] }),
    ),
  );
  const { pValue, mismatch } = runningSampleRatio(logBayesFactor);
  return { p_value: pValue, ok: !mismatch };
}

function describeWeek(
  week: ClosedWeek,
  {
    drawn,
    money,
    relabellings,
  }: { drawn: readonly HoldOutWeekRow[]; money: MoneyWords; relabellings: readonly RelabellingRow[] },
): HoldOut['weeks'][number] {
  const { isoWeek, revision, computedAt, figures } = week;
  const closed = revision > 0;
  const result = evaluateWeeks([week], { kind: 'capped', relabellings });
  const { treated, control } = figures.uncapped;
  return {
    week: isoWeek,
    closed,
    revision,
    computed_at: closed ? computedAt.toISOString() : null,
    share: figures.share,
    reason: drawn.find((row) => row.iso_week === isoWeek)?.reason ?? 'setting',
    spoiled: figures.spoiled,
    shown: toArm(treated),
    held_out: toArm(control),
    attributed_minor: treated.sumA,
    cap_minor: figures.capped.capMinor,
    // A running week is no evidence: its visitors are not complete.
    incremental: closed ? toIncremental(result) : null,
    sentence: closed
      ? tellIncremental(result, { weeks: 1, period: isoWeek, money })
      : `${isoWeek}: collecting until a day after the week’s end.`,
  };
}

function toArm({ n, sumO, sumR }: WeekArmSums): HoldOut['weeks'][number]['shown'] {
  return { units: n, orders: sumO, revenue_minor: sumR, revenue_per_visitor_minor: n === 0 ? null : sumR / n };
}

function toIncremental(result: CheckedResult | null): HoldOut['incremental'] {
  if (result === null) return null;
  return {
    status: result.status,
    estimate_minor: result.incremental,
    interval_minor: [...result.interval],
    any_time_interval_minor: [...result.anyTimeInterval],
    standard_error_minor: result.standardErrors.safe,
    uplift: result.relative?.uplift ?? null,
    uplift_interval: result.relative === null ? null : [...result.relative.interval],
    treated_units: result.treatedUnits,
    held_out_units: result.heldOutUnits,
    held_out_orders: result.heldOutOrders,
    skew: {
      skewness: result.skew.skewness,
      units_wanted: result.skew.unitsWanted,
      randomisation_p_value: result.skew.pValue,
      confirmed: result.skew.confirmed,
    },
  };
}

function toCarryOver(carryOver: CarryOver | null): HoldOut['carry_over'] {
  if (carryOver === null) return null;
  return {
    status: carryOver.status,
    estimate_minor: carryOver.incremental,
    interval_minor: [...carryOver.interval],
    standard_error_minor: carryOver.standardErrors.safe,
    treated_units: carryOver.treatedUnits,
    held_out_units: carryOver.heldOutUnits,
    brings_forward: carryOver.bringsForward,
  };
}

function toRatio(test: RatioTest | null): HoldOut['basket']['average_order_value'] {
  if (test === null) return null;
  const { treated, control, difference, interval, uplift } = test;
  return {
    shown: treated.mean,
    held_out: control.mean,
    difference,
    interval: [...interval],
    uplift: uplift?.uplift ?? null,
  };
}

function add(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
