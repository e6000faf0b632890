import { type RawBuilder, sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import { EVENT_COUNTS, eventIdsWithin } from './event-list.ts';
import { deletePairWeeks } from './pair-weeks.ts';

/** Business days in a row. `bounds` are the first instants of each and of the day after the last. */
export interface DayRun {
  readonly days: readonly string[];
  readonly bounds: readonly Date[];
  /** First instant of the second day before the first: how far back a place may have been seen before. */
  readonly lookBack: readonly Date[];
}

/** What is noted of the days with their sums. */
export interface RollupMark {
  readonly computedAt: Date;
  readonly version: number;
}

/** A table of sums: its columns without store and day, and the select that makes them. */
interface SumsTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly select: RawBuilder<unknown>;
}

/** What each line of the days brought in, `line`. */
const linesOf = (storeId: number, days: readonly string[]) => sql`
  line AS MATERIALIZED (
    SELECT business_day AS day, order_id, item_id, kept_quantity, sold_minor, kept_minor FROM counted_line
    WHERE store_id = ${storeId} AND business_day = ANY(${[...days]}::date[])),
  basket AS MATERIALIZED (
    SELECT DISTINCT day, order_id, item_id FROM line WHERE kept_quantity > 0)`;

const ITEM_SALES: SumsTable = {
  name: 'day_item_sales',
  columns: ['item_id', 'orders', 'units', 'kept_minor'],
  select: sql`
    SELECT day, item_id, count(DISTINCT order_id)::int AS orders, sum(kept_quantity)::numeric(16, 3) AS units,
      sum(kept_minor)::bigint AS kept_minor
    FROM line WHERE kept_quantity > 0 GROUP BY day, item_id`,
};

// Made from a list of each order's items rather than by joining the baskets to themselves: of days that were just imported
// the planner knows nothing, and would take every line beside every other one.
const PAIR_SALES: SumsTable = {
  name: 'day_pair_sales',
  columns: ['item_a', 'item_b', 'orders'],
  select: sql`
    SELECT day, a.item AS item_a, b.item AS item_b, count(*)::int AS orders
    FROM (
      SELECT day, order_id, array_agg(item_id ORDER BY item_id) AS items FROM basket
      GROUP BY day, order_id HAVING count(*) > 1) AS whole
    CROSS JOIN LATERAL unnest(items) WITH ORDINALITY AS a (item, place)
    CROSS JOIN LATERAL unnest(items[a.place + 1:]) AS b (item)
    GROUP BY day, a.item, b.item`,
};

/** Every day that is asked for has a row, also one on which nothing was sold. */
const salesOf = (storeId: number, days: readonly string[]): SumsTable => ({
  name: 'day_sales',
  columns: ['orders', 'two_item_orders', 'units', 'sold_minor', 'kept_minor', 'credited_units', 'credited_minor'],
  select: sql`
    SELECT d.day, coalesce(s.orders, 0) AS orders, coalesce(b.orders, 0) AS two_item_orders,
      coalesce(s.units, 0)::numeric(16, 3) AS units, coalesce(s.sold_minor, 0)::bigint AS sold_minor,
      coalesce(s.kept_minor, 0)::bigint AS kept_minor, coalesce(c.units, 0)::numeric(16, 3) AS credited_units,
      coalesce(c.amount_minor, 0)::bigint AS credited_minor
    FROM unnest(${[...days]}::date[]) AS d (day)
    LEFT JOIN (
      SELECT day, count(DISTINCT order_id)::int AS orders, sum(kept_quantity) AS units, sum(sold_minor) AS sold_minor,
        sum(kept_minor) AS kept_minor
      FROM line GROUP BY day) AS s ON s.day = d.day
    LEFT JOIN (
      SELECT day, count(*)::int AS orders FROM (
        SELECT day, order_id FROM basket GROUP BY day, order_id HAVING count(*) >= 2) AS o GROUP BY day) AS b
      ON b.day = d.day
    LEFT JOIN (
      SELECT order_day AS day, sum(quantity) AS units, sum(amount_minor) AS amount_minor FROM attribution_entry
      WHERE store_id = ${storeId} AND order_day = ANY(${[...days]}::date[]) GROUP BY order_day) AS c ON c.day = d.day`,
});

/**
 * Places of answers with what became of them on each of these days, `fact`. A place is seen on the first day that it was
 * seen, clicked or added from; clicked on the first day of a click or an add; added on the first day of an add. What it was
 * is read from the answer as it was served. Bought on the day of the order.
 */
const factsOf = (storeId: number, { days, bounds, lookBack }: DayRun) => {
  const edges = [...lookBack, ...bounds];
  const [from, to] = [edges[0] as Date, edges.at(-1) as Date];
  const first = days[0] as string;
  return sql`
  slot_day AS MATERIALIZED (
    SELECT rec_id, item_id,
      ${first}::date - ${lookBack.length}::integer + width_bucket(at, ${edges}::timestamptz[]) - 1 AS day,
      bool_or(type <> 'impression') AS clicked, bool_or(type = 'add') AS added
    FROM event
    WHERE store_id = ${storeId} AND ${eventIdsWithin({ from, to })} AND at >= ${from}::timestamptz
      AND at < ${to}::timestamptz AND type IN ('impression', 'click', 'add') AND ${sql.raw(EVENT_COUNTS)}
      AND rec_id IS NOT NULL AND item_id IS NOT NULL
    GROUP BY rec_id, item_id, 3),
  before AS (
    SELECT *, lag(day) OVER earlier AS seen_on,
      max(day) FILTER (WHERE clicked) OVER earlier_rows AS clicked_on,
      max(day) FILTER (WHERE added) OVER earlier_rows AS added_on
    FROM slot_day
    WINDOW earlier AS (PARTITION BY rec_id, item_id ORDER BY day),
      earlier_rows AS (PARTITION BY rec_id, item_id ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
  mark AS (
    SELECT rec_id, item_id, day, (seen_on IS NULL OR day - seen_on > 2)::int AS seen,
      (clicked AND (clicked_on IS NULL OR day - clicked_on > 2))::int AS clicked,
      (added AND (added_on IS NULL OR day - added_on > 2))::int AS added, 0 AS purchased, 0::bigint AS credited_minor
    FROM before WHERE day >= ${first}::date
    UNION ALL
    SELECT rec_id, item_id, order_day, 0, 0, 0, (sum(quantity) > 0)::int, sum(amount_minor)::bigint
    FROM attribution_entry
    WHERE store_id = ${storeId} AND order_day = ANY(${[...days]}::date[])
    GROUP BY rec_id, item_id, order_day),
  fact AS MATERIALIZED (
    SELECT mark.*, coalesce(s.placement, 'unknown') AS placement, coalesce(s.experiment, '') AS experiment,
      coalesce(s.variation, 'control') AS variation, coalesce(slot.type, 'unknown') AS type,
      coalesce(slot.strategy, 'unknown') AS strategy, slot.source
    FROM mark
    LEFT JOIN served s ON s.store_id = ${storeId} AND s.rec_id = mark.rec_id
    LEFT JOIN LATERAL (
      SELECT entry ->> 'type' AS type, entry ->> 'strategy' AS strategy, (entry ->> 'source')::bigint AS source
      FROM jsonb_array_elements(s.slots) AS entry WHERE (entry ->> 'item')::bigint = mark.item_id LIMIT 1) AS slot ON true
    WHERE seen + clicked + added + purchased > 0 OR credited_minor <> 0)`;
};

const SLOT_SUMS = sql`sum(seen)::int AS seen, sum(clicked)::int AS clicked, sum(added)::int AS added,
  sum(purchased)::int AS purchased, sum(credited_minor)::bigint AS credited_minor`;
const SUM_COLUMNS = ['seen', 'clicked', 'added', 'purchased', 'credited_minor'];

const SLOTS: SumsTable = {
  name: 'day_slots',
  columns: ['placement', 'type', 'strategy', 'experiment', 'variation', ...SUM_COLUMNS],
  select: sql`
    SELECT day, placement, type, strategy, experiment, variation, ${SLOT_SUMS}
    FROM fact GROUP BY day, placement, type, strategy, experiment, variation`,
};

const SLOT_ITEMS: SumsTable = {
  name: 'day_slot_items',
  columns: ['item_id', ...SUM_COLUMNS],
  select: sql`SELECT day, item_id, ${SLOT_SUMS} FROM fact GROUP BY day, item_id`,
};

const SLOT_PAIRS: SumsTable = {
  name: 'day_slot_pairs',
  columns: ['item_a', 'item_b', 'purchased', 'credited_minor'],
  select: sql`
    SELECT day, least(source, item_id) AS item_a, greatest(source, item_id) AS item_b, sum(purchased)::int AS purchased,
      sum(credited_minor)::bigint AS credited_minor
    FROM fact WHERE source IS NOT NULL AND source <> item_id AND (purchased > 0 OR credited_minor <> 0)
    GROUP BY 1, 2, 3`,
};

/** Makes the sales of these days anew from the orders and the ledger, in the place of what was there. */
export async function replaceDaySales(scope: StoreScope, days: readonly string[], mark: RollupMark): Promise<void> {
  const { tx, storeId } = scope;
  await deleteDays(scope, ['day_sales', 'day_item_sales', 'day_pair_sales'], days);
  const sales = salesOf(storeId, days);
  await sql`
    WITH ${linesOf(storeId, days)},
    items AS (${insertInto(storeId, ITEM_SALES)}),
    pairs AS (${insertInto(storeId, PAIR_SALES)}),
    state AS (
      SELECT (SELECT last_change_no FROM change_head WHERE store_id = ${storeId}) AS change_no,
        (SELECT max(id) FROM attribution_entry WHERE store_id = ${storeId}) AS entry_id)
    INSERT INTO day_sales (store_id, day, ${columnsOf(sales)}, computed_at, change_no, entry_id, version)
    SELECT ${storeId}::bigint, t.*, ${mark.computedAt}::timestamptz, coalesce(change_no, 0), coalesce(entry_id, 0),
      ${mark.version}::integer
    FROM (${sales.select}) AS t, state`.execute(tx);
  await deletePairWeeks(scope, days);
}

/** Makes what came of the places of answers on these days anew from the events, the answers and the ledger. */
export async function replaceDaySlots(scope: StoreScope, run: DayRun): Promise<void> {
  const { tx, storeId } = scope;
  await deleteDays(scope, ['day_slots', 'day_slot_items', 'day_slot_pairs'], run.days);
  await sql`
    WITH ${factsOf(storeId, run)},
    slots AS (${insertInto(storeId, SLOTS)}),
    items AS (${insertInto(storeId, SLOT_ITEMS)})
    ${insertInto(storeId, SLOT_PAIRS)}`.execute(tx);
}

/**
 * Days whose answers are forgotten keep what they say of places; only the ledger can still move. What it says more or less
 * than these days do is put down as of an unknown place, so that the days go on to add up to the ledger.
 */
export async function settleDayCredit(scope: StoreScope, days: readonly string[]): Promise<void> {
  const { tx, storeId } = scope;
  await sql`
    INSERT INTO day_slots (store_id, day, placement, type, strategy, experiment, variation, seen, clicked, added,
      purchased, credited_minor)
    SELECT ${storeId}::bigint, s.day, 'unknown', 'unknown', 'settled', '', 'control', 0, 0, 0, 0,
      s.credited_minor - coalesce(p.credited_minor, 0)
    FROM day_sales s
    LEFT JOIN (
      SELECT day, sum(credited_minor)::bigint AS credited_minor FROM day_slots
      WHERE store_id = ${storeId} AND day = ANY(${[...days]}::date[]) GROUP BY day) AS p ON p.day = s.day
    WHERE s.store_id = ${storeId} AND s.day = ANY(${[...days]}::date[])
      AND s.credited_minor <> coalesce(p.credited_minor, 0)
    ON CONFLICT (store_id, day, placement, type, strategy, experiment, variation)
      DO UPDATE SET credited_minor = day_slots.credited_minor + excluded.credited_minor`.execute(tx);
  await sql`
    INSERT INTO day_slot_items (store_id, day, item_id, seen, clicked, added, purchased, credited_minor)
    SELECT ${storeId}::bigint, order_day, item_id, 0, 0, 0, sum(bought)::int, sum(amount_minor)::bigint FROM (
      SELECT order_day, item_id, (sum(quantity) > 0)::int AS bought, sum(amount_minor) AS amount_minor
      FROM attribution_entry WHERE store_id = ${storeId} AND order_day = ANY(${[...days]}::date[])
      GROUP BY order_day, item_id, rec_id) AS slot
    GROUP BY order_day, item_id
    ON CONFLICT (store_id, day, item_id)
      DO UPDATE SET purchased = excluded.purchased, credited_minor = excluded.credited_minor`.execute(tx);
}

/** A day whose sums in one table differ from those that would be made now. */
export interface DayDifference {
  readonly name: string;
  readonly day: string;
  readonly rows: number;
}

/** Holds the sums of these days, and of the places of these runs, against those that would be made now. Nothing is changed. */
export async function compareDays(
  scope: StoreScope,
  { days, runs }: { days: readonly string[]; runs: readonly DayRun[] },
): Promise<DayDifference[]> {
  const { storeId } = scope;
  const differences: DayDifference[] = [];
  for (const table of [salesOf(storeId, days), ITEM_SALES, PAIR_SALES]) {
    differences.push(...(await compareTable(scope, { source: linesOf(storeId, days), table, days })));
  }
  for (const run of runs) {
    for (const table of [SLOTS, SLOT_ITEMS, SLOT_PAIRS]) {
      differences.push(...(await compareTable(scope, { source: factsOf(storeId, run), table, days: run.days })));
    }
  }
  return differences;
}

async function compareTable(
  { tx, storeId }: StoreScope,
  { source, table, days }: { source: RawBuilder<unknown>; table: SumsTable; days: readonly string[] },
): Promise<DayDifference[]> {
  const result = await sql<{ day: string; rows: number }>`
    WITH ${source},
    fresh AS MATERIALIZED (SELECT day, ${columnsOf(table)} FROM (${table.select}) AS t),
    kept AS MATERIALIZED (
      SELECT day, ${columnsOf(table)} FROM ${sql.table(table.name)}
      WHERE store_id = ${storeId} AND day = ANY(${[...days]}::date[]))
    SELECT day, count(*)::int AS rows FROM (
      (SELECT * FROM fresh EXCEPT ALL SELECT * FROM kept) UNION ALL
      (SELECT * FROM kept EXCEPT ALL SELECT * FROM fresh)) AS different
    GROUP BY day ORDER BY day`.execute(tx);
  return result.rows.map((row) => ({ name: table.name, ...row }));
}

/** Days whose places do not add up to their credit; none, whatever their age. */
export async function findUnsettledDays({ tx, storeId }: StoreScope): Promise<string[]> {
  const result = await sql<{ day: string }>`
    SELECT s.day FROM day_sales s
    LEFT JOIN (SELECT day, sum(credited_minor) AS credited_minor FROM day_slots WHERE store_id = ${storeId} GROUP BY day)
      AS p ON p.day = s.day
    WHERE s.store_id = ${storeId} AND s.credited_minor <> coalesce(p.credited_minor, 0) ORDER BY s.day`.execute(tx);
  return result.rows.map(({ day }) => day);
}

function columnsOf({ columns }: SumsTable): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(column)));
}

function insertInto(storeId: number, table: SumsTable): RawBuilder<unknown> {
  return sql`INSERT INTO ${sql.table(table.name)} (store_id, day, ${columnsOf(table)})
    SELECT ${storeId}::bigint, t.* FROM (${table.select}) AS t`;
}

async function deleteDays(
  { tx, storeId }: StoreScope,
  tables: readonly string[],
  days: readonly string[],
): Promise<void> {
  for (const name of tables) {
    await sql`DELETE FROM ${sql.table(name)} WHERE store_id = ${storeId} AND day = ANY(${[...days]}::date[])`.execute(
      tx,
    );
  }
}
