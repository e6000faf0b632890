-- Pages of a store's own at /s/{slug}: they are there when the owner says so.
ALTER TABLE store
  ADD COLUMN shop_pages boolean NOT NULL DEFAULT false,
  -- Tables with a QR code, numbered from 1.
  ADD COLUMN shop_tables smallint NOT NULL DEFAULT 12 CHECK (shop_tables BETWEEN 0 AND 200),
  -- Only `pairwell demo` sets it: a kitchen that finishes orders by itself, and a regular to sign in as.
  ADD COLUMN shop_demo boolean NOT NULL DEFAULT false;

-- Orders of the pages that are not done yet, which are few.
CREATE INDEX order_version_shop ON order_version (store_id, received_at)
  WHERE channel = 'shop' AND status IN ('pending', 'accepted', 'preparing', 'ready');
