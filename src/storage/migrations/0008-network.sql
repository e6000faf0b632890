-- What stores tell each other. A store gives only when its owner says so, and takes unless its owner says no.
ALTER TABLE store
  ADD COLUMN share_statistics boolean NOT NULL DEFAULT false,
  ADD COLUMN use_network_priors boolean NOT NULL DEFAULT true;

-- A consenting store's own figures, under names that menus of other stores may share; gathered every night.
CREATE TABLE network_contribution (
  store_id bigint NOT NULL REFERENCES store (id),
  canonical_name text NOT NULL,
  orders_with bigint NOT NULL CHECK (orders_with > 0),
  orders bigint NOT NULL CHECK (orders >= orders_with),
  PRIMARY KEY (store_id, canonical_name)
);
CREATE INDEX network_contribution_name ON network_contribution (canonical_name);

ALTER TABLE network_contribution ENABLE ROW LEVEL SECURITY;
ALTER TABLE network_contribution FORCE ROW LEVEL SECURITY;
CREATE POLICY store_isolation ON network_contribution
  USING (store_id = current_setting('pairwell.store_id')::bigint)
  WITH CHECK (store_id = current_setting('pairwell.store_id')::bigint);
-- The view below reads as its owner, who may read the rows of all stores here and in no other table.
CREATE POLICY network_aggregation ON network_contribution FOR SELECT TO CURRENT_USER USING (true);

-- The only sight across stores: a name that at least three of them sell, with the mean of their shares of orders.
CREATE VIEW network_item WITH (security_barrier) AS
  SELECT canonical_name, count(*) AS stores, avg(orders_with::float8 / orders::float8) AS share
  FROM network_contribution
  GROUP BY canonical_name
  HAVING count(*) >= 3;
