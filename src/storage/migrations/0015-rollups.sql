-- Sums by business day, from which the home page and the figures by period are read. Sums only: every rate is made when it
-- is read. A day is replaced as a whole, in one transaction, whenever a row beneath it changes.

-- What orders brought in. Always made from the orders in force and the ledger, whatever their age.
CREATE TABLE day_sales (
  store_id bigint NOT NULL REFERENCES store (id),
  day date NOT NULL,
  orders integer NOT NULL,
  two_item_orders integer NOT NULL,
  units numeric(16, 3) NOT NULL,
  sold_minor bigint NOT NULL,
  kept_minor bigint NOT NULL,
  credited_units numeric(16, 3) NOT NULL,
  credited_minor bigint NOT NULL,
  -- When it was made, from which state of the store, by which version of the rules.
  computed_at timestamptz NOT NULL,
  change_no bigint NOT NULL,
  entry_id bigint NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (store_id, day)
);

CREATE TABLE day_item_sales (
  store_id bigint NOT NULL REFERENCES store (id),
  day date NOT NULL,
  item_id bigint NOT NULL,
  orders integer NOT NULL,
  units numeric(16, 3) NOT NULL,
  kept_minor bigint NOT NULL,
  PRIMARY KEY (store_id, day, item_id)
);

-- Orders with both items; the lower number first.
CREATE TABLE day_pair_sales (
  store_id bigint NOT NULL REFERENCES store (id),
  day date NOT NULL,
  item_a bigint NOT NULL,
  item_b bigint NOT NULL,
  orders integer NOT NULL,
  PRIMARY KEY (store_id, day, item_a, item_b),
  CHECK (item_a < item_b)
);

-- Weeks that are over, added up once more: a year of pairs is long. A week is here as a whole or not at all; a change of one
-- of its days takes it away until it is made again.
CREATE TABLE week_pair_sales (
  store_id bigint NOT NULL REFERENCES store (id),
  week date NOT NULL,
  item_a bigint NOT NULL,
  item_b bigint NOT NULL,
  orders integer NOT NULL,
  PRIMARY KEY (store_id, week, item_a, item_b),
  CHECK (item_a < item_b)
);
CREATE TABLE pair_week (
  store_id bigint NOT NULL REFERENCES store (id),
  week date NOT NULL,
  PRIMARY KEY (store_id, week)
);

-- What came of the places of answers. Places are told apart by what was served, which is forgotten after 98 days: days
-- older than 90 are settled, and keep what they say.
CREATE TABLE day_slots (
  store_id bigint NOT NULL REFERENCES store (id),
  day date NOT NULL,
  placement text NOT NULL,
  type text NOT NULL,
  strategy text NOT NULL,
  experiment text NOT NULL,
  variation text NOT NULL,
  seen integer NOT NULL,
  clicked integer NOT NULL,
  added integer NOT NULL,
  purchased integer NOT NULL,
  credited_minor bigint NOT NULL,
  PRIMARY KEY (store_id, day, placement, type, strategy, experiment, variation)
);

CREATE TABLE day_slot_items (
  store_id bigint NOT NULL REFERENCES store (id),
  day date NOT NULL,
  item_id bigint NOT NULL,
  seen integer NOT NULL,
  clicked integer NOT NULL,
  added integer NOT NULL,
  purchased integer NOT NULL,
  credited_minor bigint NOT NULL,
  PRIMARY KEY (store_id, day, item_id)
);

-- One item suggested beside the other, in either direction.
CREATE TABLE day_slot_pairs (
  store_id bigint NOT NULL REFERENCES store (id),
  day date NOT NULL,
  item_a bigint NOT NULL,
  item_b bigint NOT NULL,
  purchased integer NOT NULL,
  credited_minor bigint NOT NULL,
  PRIMARY KEY (store_id, day, item_a, item_b),
  CHECK (item_a < item_b)
);

-- Days that something changed in: one row for each change, written in its transaction. Rows are only added and taken
-- away, so that no writer ever waits for another one's mark.
CREATE TABLE rollup_due (
  store_id bigint NOT NULL REFERENCES store (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  day date NOT NULL,
  PRIMARY KEY (store_id, id)
);

-- With which calendar and which version of the rules the days of a store were made, and the last work on them.
CREATE TABLE rollup_head (
  store_id bigint NOT NULL REFERENCES store (id),
  time_zone text NOT NULL,
  cutoff_minutes integer NOT NULL,
  version integer NOT NULL,
  ran_at timestamptz,
  ran_days integer NOT NULL DEFAULT 0,
  ran_ms integer NOT NULL DEFAULT 0,
  PRIMARY KEY (store_id)
);

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['day_sales', 'day_item_sales', 'day_pair_sales', 'week_pair_sales',
    'pair_week', 'day_slots', 'day_slot_items', 'day_slot_pairs', 'rollup_due', 'rollup_head']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY store_isolation ON %I
      USING (store_id = current_setting(''pairwell.store_id'')::bigint)
      WITH CHECK (store_id = current_setting(''pairwell.store_id'')::bigint)', tenant_table);
  END LOOP;
END $$;

-- From a day to the orders that count on it.
CREATE INDEX order_version_day ON order_version (store_id, business_day)
  WHERE business_day IS NOT NULL AND status IN ('delivered', 'completed') AND NOT deleted AND NOT test;

-- The lines of 0013-customers.sql, with the same money; the windows are cut by the day too, which an order has one of,
-- so that a question about some days reads the lines of those days only.
CREATE OR REPLACE VIEW counted_line WITH (security_invoker = true) AS
WITH line AS (
  SELECT v.store_id, v.customer_id, v.order_id, v.ordered_at, v.business_day, v.discount_minor AS order_discount,
    l.line_no, l.item_id, l.quantity, l.refunded_quantity, l.refunded_minor,
    CASE WHEN l.unit_price_minor IS NULL THEN 0 ELSE greatest(0, floor(l.unit_price_minor * l.quantity + 0.5)
      - l.discount_minor - CASE WHEN l.tax_included THEN coalesce(l.tax_minor, 0) ELSE 0 END) END AS before
  FROM order_version v
  JOIN orders o ON o.store_id = v.store_id AND o.id = v.order_id AND o.version = v.version
  JOIN order_line l ON l.store_id = v.store_id AND l.order_id = v.order_id AND l.version = v.version
  WHERE v.status IN ('delivered', 'completed') AND NOT v.deleted AND NOT v.test
), weighed AS (
  SELECT *, sum(before) OVER whole_order AS total, least(order_discount, sum(before) OVER whole_order) AS discount
  FROM line
  WINDOW whole_order AS (PARTITION BY store_id, customer_id, business_day, order_id)
), shared AS (
  SELECT *,
    CASE WHEN discount = 0 THEN 0 ELSE div(discount * before, total) END AS share,
    CASE WHEN discount = 0 THEN 0 ELSE mod(discount * before, total) END AS remainder
  FROM weighed
), spread AS (
  SELECT *, before - share - CASE WHEN discount > 0 AND
      row_number() OVER (PARTITION BY store_id, customer_id, business_day, order_id ORDER BY remainder DESC, line_no)
        <= discount - sum(share) OVER (PARTITION BY store_id, customer_id, business_day, order_id) THEN 1 ELSE 0 END AS sold
  FROM shared
)
SELECT store_id, customer_id, order_id, ordered_at, business_day, line_no, item_id, quantity,
  quantity - refunded_quantity AS kept_quantity,
  sold::bigint AS sold_minor,
  greatest(0, least(floor(sold * (quantity - refunded_quantity) / quantity), sold - refunded_minor))::bigint AS kept_minor
FROM spread;
