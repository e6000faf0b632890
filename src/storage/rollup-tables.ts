import type { ColumnType, Generated } from 'kysely';

type Timestamp = ColumnType<Date, Date, Date>;
/** numeric arrives as text and is written as number or text. */
type Quantity = ColumnType<string, number | string, number | string>;

/** The columns of the sums by day; part of the store's tables. */
export interface RollupTables {
  day_sales: {
    store_id: number;
    day: string;
    orders: number;
    two_item_orders: number;
    units: Quantity;
    sold_minor: number;
    kept_minor: number;
    credited_units: Quantity;
    credited_minor: number;
    computed_at: Timestamp;
    change_no: number;
    entry_id: number;
    version: number;
  };
  day_item_sales: {
    store_id: number;
    day: string;
    item_id: number;
    orders: number;
    units: Quantity;
    kept_minor: number;
  };
  day_pair_sales: { store_id: number; day: string; item_a: number; item_b: number; orders: number };
  week_pair_sales: { store_id: number; week: string; item_a: number; item_b: number; orders: number };
  pair_week: { store_id: number; week: string };
  served_day: { store_id: number; day: string };
  served_pair_day: { store_id: number; day: string; source_id: number; item_id: number; served: number };
  day_slots: {
    store_id: number;
    day: string;
    placement: string;
    type: string;
    strategy: string;
    experiment: string;
    variation: string;
    seen: number;
    clicked: number;
    added: number;
    purchased: number;
    credited_minor: number;
  };
  day_slot_items: {
    store_id: number;
    day: string;
    item_id: number;
    seen: number;
    clicked: number;
    added: number;
    purchased: number;
    credited_minor: number;
  };
  day_slot_pairs: {
    store_id: number;
    day: string;
    item_a: number;
    item_b: number;
    purchased: number;
    credited_minor: number;
  };
  rollup_due: { store_id: number; id: Generated<number>; day: string };
  rollup_head: {
    store_id: number;
    time_zone: string;
    cutoff_minutes: number;
    version: number;
    ran_at: ColumnType<Date | null, Date | null, Date | null>;
    ran_days: Generated<number>;
    ran_ms: Generated<number>;
  };
}
