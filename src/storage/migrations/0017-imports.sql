-- Imports that run behind a page: what was uploaded, how it is read, how far it is, and what it did; and taking one back.

-- The order was not deleted by anybody: an import that brought it was taken back. The same order may come again.
ALTER TABLE orders
  ADD COLUMN taken_back boolean NOT NULL DEFAULT false,
  ADD CHECK (deleted OR NOT taken_back);

ALTER TABLE import
  ADD COLUMN state text NOT NULL DEFAULT 'done',
  -- Name of the file in the folder of uploads; null when none was uploaded, or when it is deleted again.
  ADD COLUMN upload text,
  ADD COLUMN size_bytes bigint,
  ADD COLUMN choices jsonb,
  ADD COLUMN preview jsonb,
  ADD COLUMN report jsonb,
  ADD COLUMN fault jsonb,
  ADD COLUMN phase text,
  ADD COLUMN share double precision NOT NULL DEFAULT 0,
  ADD COLUMN cancel_wanted boolean NOT NULL DEFAULT false,
  ADD COLUMN has_rejected boolean NOT NULL DEFAULT false,
  ADD COLUMN orders_taken_back integer NOT NULL DEFAULT 0,
  ADD COLUMN orders_restored integer NOT NULL DEFAULT 0,
  ADD COLUMN orders_kept integer NOT NULL DEFAULT 0,
  ADD COLUMN undone_at timestamptz;

-- What has no end was cut off. (An UPDATE would ask for a store; a change of the type, from text to text, does not.)
ALTER TABLE import
  ALTER COLUMN state TYPE text USING CASE WHEN finished_at IS NULL THEN 'interrupted' ELSE 'done' END,
  ADD CHECK (state IN ('uploaded', 'running', 'done', 'failed', 'cancelled', 'interrupted', 'undoing', 'undone'));
