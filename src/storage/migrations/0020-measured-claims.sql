-- The same person's visitor-week of the week before: what is carried over into this week is read from the two together.
ALTER TABLE visitor_week ADD COLUMN unit_before text;

-- What the randomisation test says of a figure that rests on few and uneven units. The weeks are named with their revisions, such as
-- '2026-W10:1 2026-W11:2'; the key is their hash. They and the kind seed the relabelling, so that it can be done again.
CREATE TABLE hold_out_relabelling (
  store_id bigint NOT NULL REFERENCES store (id),
  key text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('capped', 'uncapped')),
  weeks text NOT NULL,
  p_value double precision NOT NULL CHECK (p_value > 0 AND p_value <= 1),
  relabellings integer NOT NULL,
  computed_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, key, kind)
);

ALTER TABLE hold_out_relabelling ENABLE ROW LEVEL SECURITY;
ALTER TABLE hold_out_relabelling FORCE ROW LEVEL SECURITY;
CREATE POLICY store_isolation ON hold_out_relabelling
  USING (store_id = current_setting('pairwell.store_id')::bigint)
  WITH CHECK (store_id = current_setting('pairwell.store_id')::bigint);
