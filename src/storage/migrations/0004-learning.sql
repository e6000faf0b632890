-- Snapshots are a shortcut: any of them can be deleted, the model is rebuilt from the orders.
CREATE TABLE model_snapshot (
  store_id bigint NOT NULL REFERENCES store (id),
  change_no bigint NOT NULL,
  format text NOT NULL,
  payload bytea NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, change_no)
);

-- What was offered, written behind each answer. Arms, hold-out and ghost are here from the first day,
-- so that a figure never depends on when a store began to measure.
CREATE TABLE served (
  store_id bigint NOT NULL REFERENCES store (id),
  rec_id uuid NOT NULL,
  placement text NOT NULL,
  level text NOT NULL,
  version text NOT NULL,
  slots jsonb NOT NULL,
  cart jsonb NOT NULL,
  customer_id bigint,
  visitor text,
  session text,
  dining_table text,
  experiment text,
  variation text NOT NULL,
  arms jsonb NOT NULL,
  holdout boolean NOT NULL,
  ghost boolean NOT NULL,
  served_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, rec_id)
);
CREATE INDEX served_time ON served (store_id, served_at);
