-- One policy on every table that carries store_id. There is no default store: a query outside
-- database.forStore() fails, because the setting is missing or empty.
DO $$
DECLARE tenant_table text;
BEGIN
  FOR tenant_table IN
    SELECT c.relname FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'store_id' AND NOT a.attisdropped
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY store_isolation ON %I
      USING (store_id = current_setting(''pairwell.store_id'')::bigint)
      WITH CHECK (store_id = current_setting(''pairwell.store_id'')::bigint)', tenant_table);
  END LOOP;
END $$;
