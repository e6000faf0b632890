-- Every transaction that changes a customer's orders leaves a mark of its own. With one row for each customer, a mark that
-- stood already told the writer that nothing was to be done, although whoever computed the profile was just taking it
-- away and could not see the writer's order yet: that order stayed out of the profile.
ALTER TABLE customer_due ADD COLUMN mark bigint GENERATED ALWAYS AS IDENTITY;
ALTER TABLE customer_due DROP CONSTRAINT customer_due_pkey;
ALTER TABLE customer_due ADD PRIMARY KEY (store_id, customer_id, mark);
