import type { Offers } from '../../contract/offer.ts';
import { findServedOffers } from '../../storage/queries/offers.ts';
import type { ServiceContext } from '../service-context.ts';
import { TOKEN_HOURS } from '../tracking/recommendation-token.ts';

const HOUR_MS = 3_600_000;

/** The offers that were shown with an answer and still hold: what a shop's server asks before it takes a discount off. */
export async function readOffers(context: ServiceContext, storeId: number, recId: string): Promise<Offers> {
  const since = offersSince(context.clock());
  const rows = await context.database.forStore(storeId, (scope) => findServedOffers(scope, { recIds: [recId], since }));
  const [first] = rows;
  return {
    rec_id: recId,
    valid_until: first === undefined ? null : new Date(first.served_at.getTime() + TOKEN_HOURS * HOUR_MS).toISOString(),
    offers: rows.map(({ item, percent, amount_minor }) => ({ item, percent, amount_minor })),
  };
}

/** Offers hold as long as the answer's token. */
export function offersSince(now: Date): Date {
  return new Date(now.getTime() - TOKEN_HOURS * HOUR_MS);
}
