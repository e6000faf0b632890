-- Orders are the truth. `orders` (plural because ORDER is a word of SQL) points at the version in force;
-- a version and its lines are written once and never changed.
--
-- The tables that take a row for each order or line have no foreign keys: the checks cost a third of an import, and on
-- a table without statistics one of them may take any index that begins with store_id (40 times slower, measured).
-- Their rows are written in one place, together, under the store's lock; the application may not change or delete them,
-- nor items, customers and tables; and `pairwell verify` looks for rows that point at nothing.

CREATE TABLE customer (
  store_id bigint NOT NULL REFERENCES store (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  external_id text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, id),
  UNIQUE (store_id, external_id)
);

CREATE TABLE dining_table (
  store_id bigint NOT NULL REFERENCES store (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  external_id text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, id),
  UNIQUE (store_id, external_id)
);

CREATE TABLE import (
  store_id bigint NOT NULL REFERENCES store (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  file_name text NOT NULL,
  format text NOT NULL,
  rows_read integer NOT NULL,
  rows_kept integer NOT NULL,
  rows_rejected integer NOT NULL,
  orders_created integer NOT NULL,
  orders_updated integer NOT NULL,
  orders_unchanged integer NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (store_id, id)
);

CREATE TABLE orders (
  store_id bigint NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  external_id text NOT NULL,
  version integer NOT NULL,
  source_version bigint,
  content_hash bytea NOT NULL,
  deleted boolean NOT NULL DEFAULT false,
  change_no bigint NOT NULL,
  PRIMARY KEY (store_id, id),
  UNIQUE (store_id, external_id)
);

CREATE TABLE order_version (
  store_id bigint NOT NULL,
  order_id bigint NOT NULL,
  version integer NOT NULL,
  source_version bigint,
  status text NOT NULL CHECK (status IN
    ('pending', 'accepted', 'preparing', 'ready', 'delivered', 'completed', 'cancelled', 'refunded')),
  deleted boolean NOT NULL,
  ordered_at timestamptz,
  business_day date,
  received_at timestamptz NOT NULL,
  customer_id bigint,
  table_id bigint,
  visitor text,
  session text,
  channel text,
  location text,
  discount_minor bigint NOT NULL,
  tax_minor bigint NOT NULL,
  tip_minor bigint NOT NULL,
  delivery_minor bigint NOT NULL,
  rating smallint,
  test boolean NOT NULL,
  import_id bigint,
  PRIMARY KEY (store_id, order_id, version)
);

CREATE TABLE order_line (
  store_id bigint NOT NULL,
  order_id bigint NOT NULL,
  version integer NOT NULL,
  line_no integer NOT NULL,
  item_id bigint NOT NULL,
  quantity numeric(12, 3) NOT NULL CHECK (quantity > 0),
  unit_price_minor bigint,
  discount_minor bigint NOT NULL,
  tax_minor bigint,
  tax_included boolean,
  rec_id uuid,
  refunded_quantity numeric(12, 3) NOT NULL DEFAULT 0,
  refunded_minor bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (store_id, order_id, version, line_no)
);

-- Refunds keep their own id. The version that a refund makes carries its effect on the lines.
CREATE TABLE refund (
  store_id bigint NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  order_id bigint NOT NULL,
  external_id text NOT NULL,
  line_no integer NOT NULL,
  quantity numeric(12, 3) NOT NULL CHECK (quantity > 0),
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  refunded_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, id),
  UNIQUE (store_id, order_id, external_id),
  FOREIGN KEY (store_id, order_id) REFERENCES orders (store_id, id)
);
