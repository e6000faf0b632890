-- What guests did with what they were offered. The table takes a row for each event and has no foreign keys; it is cut
-- into weeks by the time in the event's id (UUIDv7), so that an id is unique for ever although old weeks are dropped:
-- an id that is more than 7 days old is refused before it gets here.
CREATE TABLE event (
  store_id bigint NOT NULL,
  event_id uuid NOT NULL,
  at timestamptz NOT NULL,
  occurred_at timestamptz NOT NULL,
  sent_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  rec_id uuid,
  item_id bigint,
  source_item_id bigint,
  customer_id bigint,
  type text NOT NULL CHECK (type IN ('exposure', 'impression', 'click', 'add', 'remove', 'dismiss', 'view')),
  position smallint,
  hour smallint NOT NULL,
  weekday smallint NOT NULL,
  verified boolean NOT NULL,
  staff boolean NOT NULL DEFAULT false,
  consent text NOT NULL CHECK (consent IN ('granted', 'denied', 'pending')),
  bot text,
  item_ref text,
  placement text,
  recommendation_type text,
  quantity numeric(12, 3),
  in_cart_before numeric(12, 3),
  session text,
  visitor text,
  dining_table text,
  order_ref text,
  context jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (store_id, event_id)
) PARTITION BY RANGE (event_id);
CREATE INDEX event_time ON event (store_id, at);
CREATE INDEX event_type_time ON event (store_id, type, at);
CREATE INDEX event_item_time ON event (store_id, item_id, at) WHERE item_id IS NOT NULL;
CREATE INDEX event_answer ON event (store_id, rec_id) WHERE rec_id IS NOT NULL;
CREATE INDEX event_session ON event (store_id, session, at)
  WHERE session IS NOT NULL AND type IN ('impression', 'click', 'add', 'remove');
CREATE INDEX event_visitor ON event (store_id, visitor, at)
  WHERE visitor IS NOT NULL AND type IN ('impression', 'click', 'add', 'remove');

ALTER TABLE event ENABLE ROW LEVEL SECURITY;
ALTER TABLE event FORCE ROW LEVEL SECURITY;
CREATE POLICY store_isolation ON event
  USING (store_id = current_setting('pairwell.store_id')::bigint)
  WITH CHECK (store_id = current_setting('pairwell.store_id')::bigint);

-- The smallest UUIDv7 of an instant: where a week begins, and what a list by time begins its look with.
CREATE FUNCTION event_id_bound(instant timestamptz) RETURNS uuid
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (lpad(to_hex((extract(epoch FROM instant) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

-- Makes the weeks (Monday 00:00 UTC) that hold these instants, where they are missing; gives how many it made. The
-- application may not create tables, so this runs with the rights of the owner. A table that is made first and attached
-- then keeps nobody waiting who writes into another week.
CREATE FUNCTION ensure_event_partitions(first_instant timestamptz, last_instant timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  week timestamptz := date_trunc('week', first_instant);
  partition_name text;
  made integer := 0;
BEGIN
  IF last_instant - first_instant > interval '1000 days' THEN
    RAISE EXCEPTION 'At most 1000 days of partitions are made in one call.';
  END IF;
  PERFORM pg_advisory_xact_lock(7246961);
  WHILE week <= last_instant LOOP
    partition_name := 'event_' || to_char(week, 'YYYYMMDD');
    IF to_regclass(partition_name) IS NULL THEN
      EXECUTE format('CREATE TABLE %I (LIKE event INCLUDING ALL)', partition_name);
      EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', partition_name);
      EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', partition_name);
      EXECUTE format('CREATE POLICY store_isolation ON %I
        USING (store_id = current_setting(''pairwell.store_id'')::bigint)
        WITH CHECK (store_id = current_setting(''pairwell.store_id'')::bigint)', partition_name);
      EXECUTE format('ALTER TABLE event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
        partition_name, event_id_bound(week), event_id_bound(week + interval '7 days'));
      made := made + 1;
    END IF;
    week := week + interval '7 days';
  END LOOP;
  RETURN made;
END $$;

-- Drops the weeks that ended at or before an instant; gives how many. A week whose ids are still taken is never
-- dropped, whatever is asked for. Whoever reads the table just then is waited for 3 seconds; the next night tries again.
CREATE FUNCTION drop_event_partitions(before_instant timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' SET lock_timeout = '3s' AS $$
DECLARE
  partition_name text;
  dropped integer := 0;
BEGIN
  FOR partition_name IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'event'::regclass
      AND to_date(right(c.relname, 8), 'YYYYMMDD') + 7 <= least(before_instant, now() - interval '8 days')
    ORDER BY 1
  LOOP
    EXECUTE format('DROP TABLE %I', partition_name);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;

REVOKE ALL ON FUNCTION ensure_event_partitions(timestamptz, timestamptz) FROM PUBLIC;
REVOKE ALL ON FUNCTION drop_event_partitions(timestamptz) FROM PUBLIC;

-- What an answer was asked for, and whether a person asked.
ALTER TABLE served
  ADD COLUMN source_item bigint,
  ADD COLUMN consent text NOT NULL DEFAULT 'pending' CHECK (consent IN ('granted', 'denied', 'pending')),
  ADD COLUMN bot text;

-- Whose purchases are to be worked out anew: a session ('s:...') or a visitor ('v:...'). Marked in the transaction that
-- writes the event or the order, so that whoever commits last is seen by the work that follows its own mark.
CREATE TABLE attribution_due (
  store_id bigint NOT NULL REFERENCES store (id),
  unit text NOT NULL,
  due_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, unit)
);
ALTER TABLE attribution_due ENABLE ROW LEVEL SECURITY;
ALTER TABLE attribution_due FORCE ROW LEVEL SECURITY;
CREATE POLICY store_isolation ON attribution_due
  USING (store_id = current_setting('pairwell.store_id')::bigint)
  WITH CHECK (store_id = current_setting('pairwell.store_id')::bigint);
