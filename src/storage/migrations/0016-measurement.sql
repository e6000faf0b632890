-- What a month was expected to bring, what stores tell each other of what suggestions earn, and how well each answer was served.

-- The estimate for a month, as it was made: never changed, and held against what the month was measured to bring.
CREATE TABLE revenue_estimate (
  store_id bigint NOT NULL REFERENCES store (id),
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  method text NOT NULL,
  method_version integer NOT NULL,
  figures jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, month)
);
ALTER TABLE revenue_estimate ENABLE ROW LEVEL SECURITY;
ALTER TABLE revenue_estimate FORCE ROW LEVEL SECURITY;
CREATE POLICY store_isolation ON revenue_estimate
  USING (store_id = current_setting('pairwell.store_id')::bigint)
  WITH CHECK (store_id = current_setting('pairwell.store_id')::bigint);

-- What a consenting store's hold-out says so far: an uplift with its error, and kappa with its own. No amounts, no names. A
-- store that measures no more keeps its last figures here, so that those who stayed are not the only ones who are heard.
CREATE TABLE network_measurement (
  store_id bigint NOT NULL REFERENCES store (id),
  vertical text NOT NULL CHECK (vertical IN ('restaurant', 'shop')),
  iso_week text NOT NULL,
  uplift double precision NOT NULL,
  uplift_error double precision NOT NULL CHECK (uplift_error > 0),
  kappa double precision,
  kappa_error double precision CHECK (kappa_error > 0),
  PRIMARY KEY (store_id),
  CHECK ((kappa IS NULL) = (kappa_error IS NULL))
);
ALTER TABLE network_measurement ENABLE ROW LEVEL SECURITY;
ALTER TABLE network_measurement FORCE ROW LEVEL SECURITY;
CREATE POLICY store_isolation ON network_measurement
  USING (store_id = current_setting('pairwell.store_id')::bigint)
  WITH CHECK (store_id = current_setting('pairwell.store_id')::bigint);
-- The view below reads as its owner, who may read the rows of all stores here.
CREATE POLICY network_aggregation ON network_measurement FOR SELECT TO CURRENT_USER USING (true);

-- The figures of the other stores, without saying whose: nothing at all below five of them.
CREATE VIEW network_measurement_of_others WITH (security_barrier) AS
  SELECT vertical, uplift, uplift_error, kappa, kappa_error
  FROM (
    SELECT *, count(*) OVER () AS stores FROM network_measurement
    WHERE store_id <> current_setting('pairwell.store_id')::bigint
  ) AS other
  WHERE stores >= 5;

-- How long the answer took to make, and whether it failed: what a test may not make worse.
ALTER TABLE served
  ADD COLUMN took_ms real,
  ADD COLUMN failed boolean NOT NULL DEFAULT false;

-- What Pairwell did by itself, such as pausing a test that harms.
ALTER TABLE audit_log
  DROP CONSTRAINT audit_log_actor_kind_check,
  ADD CONSTRAINT audit_log_actor_kind_check CHECK (actor_kind IN ('user', 'key', 'command-line', 'pairwell'));
