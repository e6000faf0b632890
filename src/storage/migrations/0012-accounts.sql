-- People who sign in. An account is global, because one person may work in several stores; what a person may do in a store
-- is that store's row of `membership`. An operator may do everything in every store.
CREATE TABLE user_account (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE,
  name text NOT NULL,
  password_hash text NOT NULL,
  operator boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL
);

-- Only SHA-256 of a session's token is kept: 256 random bits need no slow hash.
CREATE TABLE user_session (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  user_id bigint NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX user_session_user ON user_session (user_id);

-- The link with which the first operator is made; at most one row.
CREATE TABLE first_admin_link (
  token_hash bytea PRIMARY KEY,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);

-- Attempts to sign in, counted for an account and for an address across all processes. A bucket is a hash, for an address
-- with a key that is not in the database; rows go after a day.
CREATE TABLE sign_in_attempt (
  bucket bytea PRIMARY KEY,
  attempts integer NOT NULL,
  window_started_at timestamptz NOT NULL
);

CREATE TABLE membership (
  store_id bigint NOT NULL REFERENCES store (id),
  user_id bigint NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('owner', 'staff')),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, user_id)
);
CREATE INDEX membership_user ON membership (user_id);

CREATE TABLE invitation (
  store_id bigint NOT NULL REFERENCES store (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  token_hash bytea NOT NULL,
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'staff')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, id),
  UNIQUE (store_id, token_hash)
);

-- Who did what, when, and from where: only ever added to. No foreign key on the actor: the log outlives a person's account,
-- and holds the person's number, never the name.
CREATE TABLE audit_log (
  store_id bigint NOT NULL REFERENCES store (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'key', 'command-line')),
  actor_id bigint,
  action text NOT NULL,
  subject text,
  details jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (store_id, id)
);

-- The same for what belongs to no store: sign-ins, accounts, operators.
CREATE TABLE installation_audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'key', 'command-line')),
  actor_id bigint,
  action text NOT NULL,
  subject text,
  details jsonb NOT NULL DEFAULT '{}'
);

DO $$
DECLARE tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['membership', 'invitation', 'audit_log'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY store_isolation ON %I
      USING (store_id = current_setting(''pairwell.store_id'')::bigint)
      WITH CHECK (store_id = current_setting(''pairwell.store_id'')::bigint)', tenant_table);
  END LOOP;
END $$;
-- A person sees the stores that he or she belongs to: database.forUser() names the user, and a store that there is not.
CREATE POLICY own_memberships ON membership FOR SELECT
  USING (user_id = NULLIF(current_setting('pairwell.user_id', true), '')::bigint);
