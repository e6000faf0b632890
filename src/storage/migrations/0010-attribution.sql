-- What each order line owes to a recommendation, as it became known. Nothing that was booked is changed: the net of a
-- line is the sum of its entries, and a pure function of the store's orders and events.
--
-- No foreign keys, for the reason that 0003-orders.sql gives; `pairwell verify` compares the sums with a recount.
CREATE TABLE attribution_entry (
  store_id bigint NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  order_id bigint NOT NULL,
  line_no integer NOT NULL,
  item_id bigint NOT NULL,
  rec_id uuid NOT NULL,
  position smallint,
  event_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('sale', 'refund', 'cancel', 'reattribution')),
  quantity numeric(12, 3) NOT NULL,
  amount_minor bigint NOT NULL,
  order_day date NOT NULL,
  booked_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, id),
  CHECK (quantity <> 0 OR amount_minor <> 0)
);
CREATE INDEX attribution_entry_order ON attribution_entry (store_id, order_id);
CREATE INDEX attribution_entry_day ON attribution_entry (store_id, order_day);
CREATE INDEX attribution_entry_answer ON attribution_entry (store_id, rec_id);

ALTER TABLE attribution_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE attribution_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY store_isolation ON attribution_entry
  USING (store_id = current_setting('pairwell.store_id')::bigint)
  WITH CHECK (store_id = current_setting('pairwell.store_id')::bigint);

-- How far back a click or an add may lie.
ALTER TABLE store
  ADD COLUMN attribution_window text NOT NULL DEFAULT 'session' CHECK (attribution_window IN ('session', '7d'));

-- From what a guest did to the orders of that guest. Imported orders name none of these and take no room here.
CREATE INDEX order_version_session ON order_version (store_id, session) WHERE session IS NOT NULL;
CREATE INDEX order_version_visitor ON order_version (store_id, visitor) WHERE visitor IS NOT NULL;
CREATE INDEX order_line_answer ON order_line (store_id, rec_id) WHERE rec_id IS NOT NULL;
