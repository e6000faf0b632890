-- The menu. `role` is the owner's choice; `role_guess` with its certainty is what the name suggests.

CREATE TABLE category (
  store_id bigint NOT NULL REFERENCES store (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  external_id text NOT NULL,
  name text NOT NULL,
  role text CHECK (role IN ('drink', 'main', 'starter', 'side', 'dessert', 'other')),
  role_guess text NOT NULL CHECK (role_guess IN ('drink', 'main', 'starter', 'side', 'dessert', 'other')),
  role_certainty real NOT NULL,
  position integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, id),
  UNIQUE (store_id, external_id)
);

CREATE TABLE item (
  store_id bigint NOT NULL REFERENCES store (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  external_id text NOT NULL,
  name text NOT NULL,
  description text NOT NULL DEFAULT '',
  category_id bigint,
  role text CHECK (role IN ('drink', 'main', 'starter', 'side', 'dessert', 'other')),
  role_guess text NOT NULL CHECK (role_guess IN ('drink', 'main', 'starter', 'side', 'dessert', 'other')),
  role_certainty real NOT NULL,
  price_minor bigint CHECK (price_minor >= 0),
  cost_minor bigint CHECK (cost_minor >= 0),
  available boolean NOT NULL DEFAULT true,
  featured boolean NOT NULL DEFAULT false,
  tier smallint,
  tags text[] NOT NULL DEFAULT '{}',
  image_url text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, id),
  UNIQUE (store_id, external_id),
  FOREIGN KEY (store_id, category_id) REFERENCES category (store_id, id)
);

-- The owner's word: pin an item to the top, or block it, per placement, for a time.
CREATE TABLE rule (
  store_id bigint NOT NULL REFERENCES store (id),
  id bigint GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL CHECK (kind IN ('pin', 'block')),
  item_id bigint NOT NULL,
  antecedent_item_id bigint,
  placement text CHECK (placement IN ('menu', 'item', 'cart', 'home', 'email', 'api')),
  starts_at timestamptz,
  ends_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, id),
  FOREIGN KEY (store_id, item_id) REFERENCES item (store_id, id),
  FOREIGN KEY (store_id, antecedent_item_id) REFERENCES item (store_id, id)
);
