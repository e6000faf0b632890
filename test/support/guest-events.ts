import { sql } from 'kysely';
import type { Store } from '../../src/contract/catalog.ts';
import { settleAttribution } from '../../src/services/attribution/process-due.ts';
import type { ServiceContext } from '../../src/services/service-context.ts';
import { markAttributionDue, unitsOf } from '../../src/storage/queries/attribution-due.ts';

/** What a guest did, in plain words; what is not said is a proved click of a person. */
export interface GuestEvent {
  /** Tells events of the same moment apart; the same number and moment is the same event. */
  readonly n?: number;
  readonly type?: 'impression' | 'click' | 'add' | 'remove';
  readonly item: string;
  readonly recId?: string | null;
  readonly position?: number;
  readonly session?: string | null;
  readonly visitor?: string | null;
  readonly at: Date;
  readonly quantity?: number;
  readonly inCartBefore?: number;
  readonly verified?: boolean;
  readonly bot?: boolean;
  readonly staff?: boolean;
}

/** An answer that was never given to anybody: good where only its name matters. */
export const recIdOf = (n: number) => `0190aaaa-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Id of an event made at a moment. */
export function eventIdAt(at: Date, n = 0): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${String(n).padStart(12, '0')}`;
}

/** Stores events as they come in from pages, past HTTP: each id once, its guest marked in the same transaction. */
export async function recordEvents(
  { database, clock }: Pick<ServiceContext, 'database' | 'clock'>,
  store: Pick<Store, 'id'>,
  events: readonly GuestEvent[],
): Promise<void> {
  const times = events.map(({ at }) => at.getTime());
  const [first, last] = [new Date(Math.min(...times)), new Date(Math.max(...times))];
  await sql`SELECT ensure_event_partitions(${first}::timestamptz, ${last}::timestamptz)`.execute(database.global);
  await database.forStore(store.id, async (scope) => {
    for (const event of events) {
      const { n = 0, type = 'click', item, recId = recIdOf(1), position = 1, at } = event;
      const { session = 's1', visitor = null, verified = true, bot = false, staff = false } = event;
      await sql`
        INSERT INTO event (store_id, event_id, at, occurred_at, sent_at, received_at, rec_id, item_id, type, position,
          hour, weekday, verified, staff, consent, bot, placement, quantity, in_cart_before, session, visitor)
        SELECT ${store.id}::bigint, ${eventIdAt(at, n)}::uuid, ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz,
          ${at}::timestamptz, ${recId}::uuid, i.id, ${type}::text, ${position}::smallint, 0, 1, ${verified}::boolean, ${staff}::boolean,
          'granted', ${bot ? 'automated' : null}::text, 'cart', ${event.quantity ?? null}::numeric,
          ${event.inCartBefore ?? null}::numeric, ${session}::text, ${visitor}::text
        FROM item i WHERE i.store_id = ${store.id} AND i.external_id = ${item}
        ON CONFLICT (store_id, event_id) DO NOTHING`.execute(scope.tx);
      if (!verified || bot || type === 'impression') continue;
      await markAttributionDue(scope, { units: unitsOf([{ session, visitor, recId }]), dueAt: clock() });
    }
  });
}

/** The net of a store's ledger: "order line item" -> [units, minor units], lines without credit left out. */
export async function ledgerNets(
  services: { readonly context: ServiceContext },
  store: Pick<Store, 'id'>,
): Promise<Record<string, readonly [number, number]>> {
  await settleAttribution(services, store.id);
  const { rows } = await services.context.database.forStore(store.id, ({ tx }) =>
    sql<{ line: string; quantity: string; amount: number }>`
      SELECT o.external_id || ' ' || e.line_no || ' ' || i.external_id AS line, sum(e.quantity) AS quantity,
        sum(e.amount_minor)::bigint AS amount
      FROM attribution_entry e
      JOIN orders o ON o.store_id = e.store_id AND o.id = e.order_id
      JOIN item i ON i.store_id = e.store_id AND i.id = e.item_id
      WHERE e.store_id = ${store.id}
      GROUP BY 1 HAVING sum(e.quantity) <> 0 OR sum(e.amount_minor) <> 0 ORDER BY 1`.execute(tx),
  );
  return Object.fromEntries(rows.map((row) => [row.line, [Number(row.quantity), row.amount] as const]));
}
