-- How often one item was suggested beside the other, by days (UTC) that are over: answers do not change any more, so what a
-- day counted stays. A day that has no row here is counted from `served` when somebody asks; a row says that it was.
CREATE TABLE served_day (
  store_id bigint NOT NULL REFERENCES store (id),
  day date NOT NULL,
  PRIMARY KEY (store_id, day)
);

CREATE TABLE served_pair_day (
  store_id bigint NOT NULL REFERENCES store (id),
  day date NOT NULL,
  source_id bigint NOT NULL,
  item_id bigint NOT NULL,
  served integer NOT NULL CHECK (served > 0),
  PRIMARY KEY (store_id, day, source_id, item_id)
);

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['served_day', 'served_pair_day'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY store_isolation ON %I
      USING (store_id = current_setting(''pairwell.store_id'')::bigint)
      WITH CHECK (store_id = current_setting(''pairwell.store_id'')::bigint)', tenant_table);
  END LOOP;
END $$;
