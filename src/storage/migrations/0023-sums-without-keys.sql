-- Sums by day with a row for each pair or item refer to no table any more, as orders and their lines do not: the checks
-- were a third of the work of making them anew. They are written in one place, from the store's own orders, only as the
-- store that row security names; and `pairwell verify` holds every row against a rebuild.
ALTER TABLE day_item_sales DROP CONSTRAINT day_item_sales_store_id_fkey;
ALTER TABLE day_pair_sales DROP CONSTRAINT day_pair_sales_store_id_fkey;
ALTER TABLE week_pair_sales DROP CONSTRAINT week_pair_sales_store_id_fkey;
