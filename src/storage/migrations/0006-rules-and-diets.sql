-- Boosts beside pins and blocks; a rule speaks of an item or of a category.
ALTER TABLE rule
  DROP CONSTRAINT rule_kind_check,
  ALTER COLUMN item_id DROP NOT NULL,
  ADD COLUMN category_id bigint,
  ADD COLUMN factor double precision,
  ADD CONSTRAINT rule_kind_check CHECK (kind IN ('pin', 'block', 'boost')),
  ADD CONSTRAINT rule_target_check CHECK (num_nonnulls(item_id, category_id) = 1),
  ADD CONSTRAINT rule_pin_check CHECK (kind <> 'pin' OR item_id IS NOT NULL),
  ADD CONSTRAINT rule_factor_check CHECK ((kind = 'boost') = (factor IS NOT NULL) AND factor BETWEEN 0.1 AND 10);

-- A new foreign key is held against the rows that are there: of every store, so row security stands aside for it.
-- Nobody else is in these tables until this migration is committed.
ALTER TABLE rule NO FORCE ROW LEVEL SECURITY;
ALTER TABLE category NO FORCE ROW LEVEL SECURITY;
ALTER TABLE rule ADD FOREIGN KEY (store_id, category_id) REFERENCES category (store_id, id);
ALTER TABLE rule FORCE ROW LEVEL SECURITY;
ALTER TABLE category FORCE ROW LEVEL SECURITY;

-- How an answer is put in order. A diversity that is null is the one that the program brings.
ALTER TABLE store
  ADD COLUMN margin_dial double precision NOT NULL DEFAULT 0 CHECK (margin_dial BETWEEN 0 AND 1),
  ADD COLUMN diversity double precision CHECK (diversity BETWEEN 0 AND 1),
  ADD COLUMN category_quota smallint DEFAULT 2 CHECK (category_quota BETWEEN 1 AND 4),
  ADD COLUMN exploration boolean NOT NULL DEFAULT false;

-- What an item suits and what it holds. Allergens that are null are not known, which is not the same as none.
ALTER TABLE item
  ADD COLUMN diets text[] NOT NULL DEFAULT '{}' CHECK (diets <@ ARRAY[
    'vegan', 'vegetarian', 'jain', 'halal', 'kosher', 'gluten-free', 'lactose-free']),
  ADD COLUMN allergens text[] CHECK (allergens <@ ARRAY[
    'celery', 'crustaceans', 'eggs', 'fish', 'gluten', 'lupin', 'milk', 'molluscs', 'mustard', 'nuts', 'peanuts',
    'sesame', 'soybeans', 'sulphites']);
