import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';

/** A discount that was shown with an answer. */
export interface ServedOfferRow {
  readonly rec_id: string;
  readonly item: string;
  readonly percent: number;
  readonly amount_minor: number;
  readonly served_at: Date;
  readonly session: string | null;
  readonly visitor: string | null;
}

/**
 * Discounts that were shown with these answers since a moment. What was withheld, or never shown, is none. Where an item costs less by
 * now, no more than the same share of that is taken off: nothing is ever paid back by an offer.
 */
export async function findServedOffers(
  { tx, storeId }: StoreScope,
  { recIds, since }: { recIds: readonly string[]; since: Date },
): Promise<ServedOfferRow[]> {
  if (recIds.length === 0) return [];
  const result = await sql<ServedOfferRow>`
    SELECT s.rec_id, i.external_id AS item, x.offer_percent AS percent, now.amount_minor, s.served_at,
      s.session, s.visitor
    FROM served s
    CROSS JOIN jsonb_to_recordset(s.slots) AS x (item bigint, offer_percent int, offer_minor bigint)
    JOIN item i ON i.store_id = s.store_id AND i.id = x.item
    CROSS JOIN LATERAL (SELECT LEAST(x.offer_minor, i.price_minor * x.offer_percent / 100) AS amount_minor) AS now
    WHERE s.store_id = ${storeId} AND s.rec_id = ANY(${[...recIds]}::uuid[]) AND s.served_at >= ${since}
      AND NOT s.ghost AND NOT s.failed AND now.amount_minor > 0
    ORDER BY s.rec_id, i.external_id`.execute(tx);
  return result.rows;
}
