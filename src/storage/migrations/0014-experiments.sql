-- Who sees what, and what came of it: the standing hold-out, tests, and the weeks of visitors that both are read from.

-- How much of the traffic is held out. A store without a row holds out a tenth, from the first Monday after it was made.
CREATE TABLE hold_out_setting (
  store_id bigint NOT NULL REFERENCES store (id),
  share double precision NOT NULL CHECK (share BETWEEN 0 AND 0.5),
  prove_it_from text,
  prove_it_tier text CHECK (prove_it_tier IN ('under-50', '50-to-200', 'over-200')),
  since timestamptz NOT NULL,
  PRIMARY KEY (store_id),
  CHECK ((prove_it_from IS NULL) = (prove_it_tier IS NULL))
);
-- Stores that sell already go on undisturbed until the next Monday.
INSERT INTO hold_out_setting (store_id, share, since) SELECT id, 0.1, now() FROM store;

-- The share of each week, as it was when its first visitor was drawn. It does not change within the week; what would
-- change it spoils the week, and a spoiled week is no evidence.
CREATE TABLE hold_out_week (
  store_id bigint NOT NULL REFERENCES store (id),
  iso_week text NOT NULL,
  share double precision NOT NULL CHECK (share BETWEEN 0 AND 0.5),
  reason text NOT NULL CHECK (reason IN ('before-first-week', 'setting', 'prove-it')),
  spoiled_at timestamptz,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, iso_week)
);

-- What a visitor, a customer or a session was drawn as, and in which arm. The first row wins: who signs in later keeps
-- the unit and the arm. For the hold-out the period is the ISO week; a test has one period for each of its versions.
CREATE TABLE assignment (
  store_id bigint NOT NULL REFERENCES store (id),
  test text NOT NULL,
  period text NOT NULL,
  name text NOT NULL,
  unit text NOT NULL,
  arm text NOT NULL,
  assigned_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, test, period, name)
);

-- Which customer a visitor turned out to be. Only added to; a person who is to be forgotten takes their rows along.
CREATE TABLE unit_link (
  store_id bigint NOT NULL REFERENCES store (id),
  visitor text NOT NULL,
  customer_id bigint NOT NULL,
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, visitor, customer_id)
);
CREATE INDEX unit_link_customer ON unit_link (store_id, customer_id);

-- A visitor and a week: what the hold-out is read from. Made anew from the rows beneath whenever one of them changes.
CREATE TABLE visitor_week (
  store_id bigint NOT NULL REFERENCES store (id),
  iso_week text NOT NULL,
  unit text NOT NULL,
  arm text NOT NULL CHECK (arm IN ('shown', 'held_out', 'both')),
  stratum text NOT NULL CHECK (stratum IN ('visitor', 'session')),
  entered_at timestamptz NOT NULL,
  revenue_minor bigint NOT NULL,
  orders integer NOT NULL,
  items numeric(14, 3) NOT NULL,
  attributed_minor bigint NOT NULL,
  past_minor bigint NOT NULL,
  PRIMARY KEY (store_id, iso_week, unit)
);

-- Weeks that something changed in. The mark is another one each time, so that a change during the work is not lost.
CREATE TABLE visitor_week_due (
  store_id bigint NOT NULL REFERENCES store (id),
  iso_week text NOT NULL,
  mark uuid NOT NULL,
  PRIMARY KEY (store_id, iso_week)
);

-- What a closed week said, and what it said after it changed: nothing that was shown is overwritten.
CREATE TABLE hold_out_result (
  store_id bigint NOT NULL REFERENCES store (id),
  iso_week text NOT NULL,
  revision integer NOT NULL CHECK (revision > 0),
  method text NOT NULL,
  method_version integer NOT NULL,
  figures jsonb NOT NULL,
  computed_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, iso_week, revision)
);

CREATE TABLE experiment (
  store_id bigint NOT NULL REFERENCES store (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  description text NOT NULL,
  status text NOT NULL CHECK (status IN ('draft', 'running', 'paused', 'completed')),
  control_algorithm text NOT NULL,
  variant_algorithm text NOT NULL,
  control_settings jsonb NOT NULL,
  variant_settings jsonb NOT NULL,
  placements text[] NOT NULL,
  layer text,
  layer_from double precision NOT NULL,
  layer_to double precision NOT NULL,
  traffic_split double precision NOT NULL CHECK (traffic_split BETWEEN 0 AND 100),
  method text NOT NULL CHECK (method IN ('hybrid', 'fixed', 'always_valid')),
  primary_metric text NOT NULL,
  wanted_uplift double precision NOT NULL CHECK (wanted_uplift > 0),
  planned_days integer NOT NULL CHECK (planned_days BETWEEN 14 AND 56 AND planned_days % 7 = 0),
  planned_units integer,
  created_at timestamptz NOT NULL,
  start_date date,
  started_at timestamptz,
  ends_at timestamptz,
  completed_at timestamptz,
  winner text CHECK (winner IN ('control', 'variant', 'no_difference')),
  resolution text,
  PRIMARY KEY (store_id, id),
  UNIQUE (store_id, name)
);

-- The split and the salt that hold until the next version.
CREATE TABLE experiment_version (
  store_id bigint NOT NULL,
  experiment_id bigint NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  salt text NOT NULL,
  traffic_split double precision NOT NULL CHECK (traffic_split BETWEEN 0 AND 100),
  began_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, experiment_id, version),
  FOREIGN KEY (store_id, experiment_id) REFERENCES experiment (store_id, id)
);

CREATE TABLE experiment_pause (
  store_id bigint NOT NULL,
  experiment_id bigint NOT NULL,
  paused_at timestamptz NOT NULL,
  resumed_at timestamptz,
  reason text NOT NULL,
  PRIMARY KEY (store_id, experiment_id, paused_at),
  FOREIGN KEY (store_id, experiment_id) REFERENCES experiment (store_id, id)
);

-- Each look at a test, as it was shown.
CREATE TABLE experiment_look (
  store_id bigint NOT NULL,
  experiment_id bigint NOT NULL,
  looked_at timestamptz NOT NULL,
  method text NOT NULL,
  method_version integer NOT NULL,
  figures jsonb NOT NULL,
  PRIMARY KEY (store_id, experiment_id, looked_at),
  FOREIGN KEY (store_id, experiment_id) REFERENCES experiment (store_id, id)
);

-- The unit that an answer was drawn for, and the week of that draw: a visit over the turn of the week keeps its arm.
ALTER TABLE served
  ADD COLUMN unit text,
  ADD COLUMN draw_week text;
CREATE INDEX served_session ON served (store_id, session, served_at) WHERE session IS NOT NULL;

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['hold_out_setting', 'hold_out_week', 'assignment', 'unit_link', 'visitor_week',
    'visitor_week_due', 'hold_out_result', 'experiment', 'experiment_version', 'experiment_pause', 'experiment_look']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY store_isolation ON %I
      USING (store_id = current_setting(''pairwell.store_id'')::bigint)
      WITH CHECK (store_id = current_setting(''pairwell.store_id'')::bigint)', tenant_table);
  END LOOP;
END $$;
