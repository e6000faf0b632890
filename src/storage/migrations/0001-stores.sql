-- Stores are the tenants. `store` is global: it has no store_id because it *is* the store.
-- Every other table of this schema begins each key with store_id and is closed by row-level security.

CREATE TABLE store (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  name text NOT NULL,
  currency char(3) NOT NULL,
  time_zone text NOT NULL,
  business_day_cutoff_minutes smallint NOT NULL CHECK (business_day_cutoff_minutes BETWEEN 0 AND 1439),
  locale text NOT NULL,
  suggestions_enabled boolean NOT NULL DEFAULT true,
  trending_rule text NOT NULL DEFAULT 'posterior' CHECK (trending_rule IN ('posterior', 'count')),
  suggest_age_restricted boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL
);

-- The number of the store's last change. Its row is the store's lock: whoever holds it writes the next changes,
-- so commit order is change order.
CREATE TABLE change_head (
  store_id bigint PRIMARY KEY REFERENCES store (id),
  last_change_no bigint NOT NULL DEFAULT 0
);

-- The change log that models follow. An order change replays as "subtract from_version, add to_version".
CREATE TABLE change (
  store_id bigint NOT NULL,
  change_no bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('order', 'item', 'category', 'rule', 'store')),
  entity_id bigint NOT NULL,
  from_version integer,
  to_version integer,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, change_no)
);

-- Keys: only SHA-256 of the secret part is kept (it is 256 random bits, so no slow hash is needed).
CREATE TABLE api_key (
  store_id bigint NOT NULL REFERENCES store (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL CHECK (kind IN ('secret', 'publishable')),
  key_hash bytea NOT NULL,
  hint text NOT NULL,
  label text NOT NULL,
  origins text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (store_id, id),
  UNIQUE (store_id, key_hash)
);

CREATE TABLE idempotency_key (
  store_id bigint NOT NULL REFERENCES store (id),
  key text NOT NULL,
  request_hash bytea NOT NULL,
  response_status smallint,
  response_body text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (store_id, created_at);
