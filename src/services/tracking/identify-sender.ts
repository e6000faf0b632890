import type { EventBatch } from '../../contract/event.ts';
import type { EventSender } from '../../storage/queries/events.ts';
import { findReferences } from '../../storage/queries/orders.ts';
import { isCustomerProven } from '../accounts/customer-token.ts';
import type { ServiceContext } from '../service-context.ts';
import type { RequestSignals } from './bots.ts';

/**
 * Who sends events, as far as it may be kept: visitor and customer only with consent and without Global Privacy Control,
 * and a customer only when a server speaks or vouches for them.
 */
export async function identifySender(
  context: ServiceContext,
  storeId: number,
  { batch, signals, receivedAt }: { batch: EventBatch; signals: RequestSignals; receivedAt: Date },
): Promise<EventSender> {
  const consent = signals.privacyControl ? 'denied' : batch.consent;
  const granted = consent === 'granted';
  return {
    sentAt: batch.sent_at === undefined ? receivedAt : new Date(batch.sent_at),
    receivedAt,
    consent,
    session: batch.session ?? null,
    visitor: granted ? (batch.visitor ?? null) : null,
    customerId: granted ? await findCustomer(context, storeId, { batch, trusted: signals.server }) : null,
    table: batch.table ?? null,
    staff: batch.staff,
  };
}

async function findCustomer(
  context: ServiceContext,
  storeId: number,
  { batch: { customer, customer_token: token }, trusted }: { batch: EventBatch; trusted: boolean },
): Promise<number | null> {
  if (customer === undefined) return null;
  if (!trusted && !(token !== undefined && (await isCustomerProven(context, storeId, { customer, token }))))
    return null;
  const found = await context.database.forStore(storeId, (scope) =>
    findReferences(scope, { table: 'customer', externalIds: [customer] }),
  );
  return found.get(customer) ?? null;
}
