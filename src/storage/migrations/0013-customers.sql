-- What each order line brought in, of the orders that count: delivered or completed, in force, not marked as tests. Money is
-- net of discounts, included tax and refunds, to the cent as src/engine/attribution/net-value.ts has it (a test holds the
-- two against each other): `sold` as it was ordered, `kept` after refunds. The windows are cut by store, customer and
-- order, so that a question about one customer or one order reads the lines of that one only.
CREATE VIEW counted_line WITH (security_invoker = true) AS
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
  WINDOW whole_order AS (PARTITION BY store_id, customer_id, order_id)
), shared AS (
  SELECT *,
    CASE WHEN discount = 0 THEN 0 ELSE div(discount * before, total) END AS share,
    CASE WHEN discount = 0 THEN 0 ELSE mod(discount * before, total) END AS remainder
  FROM weighed
), spread AS (
  -- The largest remainder: what the floors leave of the discount goes, one minor unit each, to the largest remainders.
  SELECT *, before - share - CASE WHEN discount > 0 AND
      row_number() OVER (PARTITION BY store_id, customer_id, order_id ORDER BY remainder DESC, line_no)
        <= discount - sum(share) OVER (PARTITION BY store_id, customer_id, order_id) THEN 1 ELSE 0 END AS sold
  FROM shared
)
SELECT store_id, customer_id, order_id, ordered_at, business_day, line_no, item_id, quantity,
  quantity - refunded_quantity AS kept_quantity,
  sold::bigint AS sold_minor,
  greatest(0, least(floor(sold * (quantity - refunded_quantity) / quantity), sold - refunded_minor))::bigint AS kept_minor
FROM spread;

-- From a customer to the orders.
CREATE INDEX order_version_customer ON order_version (store_id, customer_id) WHERE customer_id IS NOT NULL;

-- A customer who was erased has no name any more; the number stays, because old versions of orders carry it.
ALTER TABLE customer ALTER COLUMN external_id DROP NOT NULL;

-- Customers whose orders changed since their profile was computed: marked with the order, in its transaction.
CREATE TABLE customer_due (
  store_id bigint NOT NULL,
  customer_id bigint NOT NULL,
  PRIMARY KEY (store_id, customer_id)
);

-- One row for each store: the lock under which profiles are computed, so that revisions are committed in their order, and
-- what of the catalogue and the calendar the profiles were computed with.
CREATE TABLE customer_head (
  store_id bigint PRIMARY KEY REFERENCES store (id),
  revision bigint NOT NULL DEFAULT 0,
  basis text
);

-- What the orders say of a customer: a view of them, computed anew whenever they change.
CREATE TABLE customer_profile (
  store_id bigint NOT NULL,
  customer_id bigint NOT NULL,
  revision bigint NOT NULL,
  ltv_minor bigint NOT NULL,
  order_count integer NOT NULL CHECK (order_count >= 0),
  first_ordered_at timestamptz,
  last_ordered_at timestamptz,
  gap_count integer NOT NULL CHECK (gap_count >= 0),
  gap_days_sum double precision NOT NULL,
  tier_level smallint,
  tiers jsonb NOT NULL,
  items jsonb NOT NULL,
  categories jsonb NOT NULL,
  hours jsonb NOT NULL,
  basket jsonb NOT NULL,
  PRIMARY KEY (store_id, customer_id)
);
CREATE INDEX customer_profile_ltv ON customer_profile (store_id, ltv_minor DESC, order_count DESC, customer_id);
CREATE INDEX customer_profile_revision ON customer_profile (store_id, revision);

-- What was recommended to whom, remembered on the day it was asked for or exported, to be held against what was bought.
CREATE TABLE customer_recommendation (
  store_id bigint NOT NULL,
  customer_id bigint NOT NULL,
  made_on date NOT NULL,
  item_id bigint NOT NULL,
  rank smallint NOT NULL,
  probability double precision NOT NULL CHECK (probability BETWEEN 0 AND 1),
  confidence double precision NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  kind text NOT NULL CHECK (kind IN ('new', 'repeat', 'high-ltv')),
  from_tier smallint,
  to_tier smallint,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, customer_id, made_on, item_id)
);

-- An amount from which on a customer is of high value, beside the top decile; factors of the months, January first, null =
-- those that the program brings; the highest discount of a personal offer, null = no offers.
ALTER TABLE store
  ADD COLUMN high_ltv_minor bigint CHECK (high_ltv_minor > 0),
  ADD COLUMN season_factors double precision[] CHECK (cardinality(season_factors) = 12 AND 0.1 <= ALL (season_factors)
    AND 10 >= ALL (season_factors)),
  ADD COLUMN max_offer_percent smallint CHECK (max_offer_percent BETWEEN 1 AND 50);

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['customer_due', 'customer_head', 'customer_profile', 'customer_recommendation'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY store_isolation ON %I
      USING (store_id = current_setting(''pairwell.store_id'')::bigint)
      WITH CHECK (store_id = current_setting(''pairwell.store_id'')::bigint)', tenant_table);
  END LOOP;
END $$;

-- Customers who are known already have no profile yet. Row security stands aside for the mark: it is of every store.
ALTER TABLE customer NO FORCE ROW LEVEL SECURITY;
ALTER TABLE customer_due NO FORCE ROW LEVEL SECURITY;
INSERT INTO customer_due (store_id, customer_id) SELECT store_id, id FROM customer;
ALTER TABLE customer FORCE ROW LEVEL SECURITY;
ALTER TABLE customer_due FORCE ROW LEVEL SECURITY;
