import type { DaySpan, SalesRow, SlotRow } from '../../storage/queries/rollup-sums.ts';

/** Sums over days. */
export interface HomeSums {
  readonly orders: number;
  readonly units: number;
  readonly revenueMinor: number;
  readonly attributedMinor: number;
  readonly seen: number;
  readonly clicked: number;
  readonly added: number;
  readonly purchased: number;
}

/** Days with what was sold on them, and with what places of answers did. */
export interface DayRows {
  readonly sales: readonly SalesRow[];
  readonly slots: readonly (SlotRow & { readonly day: string })[];
}

/** Adds up the days of a span. */
export function sumDays({ sales, slots }: DayRows, { from, to }: DaySpan): HomeSums {
  const within = <Row extends { readonly day: string }>(rows: readonly Row[]) =>
    rows.filter(({ day }) => day >= from && day <= to);
  const add = <Row extends { readonly day: string }>(rows: readonly Row[], pick: (row: Row) => number) =>
    within(rows).reduce((sum, row) => sum + pick(row), 0);
  return {
    orders: add(sales, (row) => row.orders),
    units: Math.round(add(sales, (row) => row.units) * 1000) / 1000,
    revenueMinor: add(sales, (row) => row.kept_minor),
    attributedMinor: add(sales, (row) => row.credited_minor),
    seen: add(slots, (row) => row.seen),
    clicked: add(slots, (row) => row.clicked),
    added: add(slots, (row) => row.added),
    purchased: add(slots, (row) => row.purchased),
  };
}

/**
 * A rate from its sums; null where there is nothing to divide by.
 *
 * @example
 * rateOf(3, 12) // => 0.25
 * rateOf(0, 0) // => null
 */
export function rateOf(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : numerator / denominator;
}
