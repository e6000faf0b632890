-- The weekly mail. Who wants it: without a row the owners do. A row is a person's own word, and outlives a change of role.
CREATE TABLE digest_subscription (
  store_id bigint NOT NULL REFERENCES store (id),
  user_id bigint NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  subscribed boolean NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, user_id)
);
CREATE INDEX digest_subscription_user ON digest_subscription (user_id);

-- One row for each store, week and person: the key is what makes it once. `sending` is written, and committed, before the
-- mail server is spoken to; what is found in that state later was interrupted there and is not sent again.
CREATE TABLE digest_delivery (
  store_id bigint NOT NULL REFERENCES store (id),
  iso_week text NOT NULL,
  user_id bigint NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  state text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'dropped')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  error text,
  PRIMARY KEY (store_id, iso_week, user_id)
);
CREATE INDEX digest_delivery_user ON digest_delivery (user_id);

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['digest_subscription', 'digest_delivery'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY store_isolation ON %I
      USING (store_id = current_setting(''pairwell.store_id'')::bigint)
      WITH CHECK (store_id = current_setting(''pairwell.store_id'')::bigint)', tenant_table);
  END LOOP;
END $$;
