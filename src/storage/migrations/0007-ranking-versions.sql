-- How a store ranks, as its own orders chose it. The last versions stay, so that the owner can go back; where none is
-- active the store is ranked with the weights that generated stores taught.
CREATE TABLE ranking_version (
  store_id bigint NOT NULL REFERENCES store (id),
  version integer NOT NULL CHECK (version > 0),
  model text NOT NULL,
  parameters jsonb NOT NULL,
  report jsonb NOT NULL,
  orders_learned integer NOT NULL CHECK (orders_learned >= 0),
  change_no bigint NOT NULL,
  chosen_by text NOT NULL CHECK (chosen_by IN ('nightly', 'owner', 'growth')),
  active boolean NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, version)
);
CREATE UNIQUE INDEX ranking_version_active ON ranking_version (store_id) WHERE active;

ALTER TABLE ranking_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE ranking_version FORCE ROW LEVEL SECURITY;
CREATE POLICY store_isolation ON ranking_version
  USING (store_id = current_setting('pairwell.store_id')::bigint)
  WITH CHECK (store_id = current_setting('pairwell.store_id')::bigint);

-- Another version in force is a change of the store like any other: every process follows it.
ALTER TABLE change
  DROP CONSTRAINT change_kind_check,
  ADD CONSTRAINT change_kind_check CHECK (kind IN ('order', 'item', 'category', 'rule', 'store', 'ranking'));
