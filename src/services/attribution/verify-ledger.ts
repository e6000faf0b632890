import { countDueUnits, listMeasuredOrders } from '../../storage/queries/attribution-due.ts';
import type { NewEntry } from '../../storage/queries/attribution-ledger.ts';
import type { ServiceContext } from '../service-context.ts';
import { findMissingEntries, readMeasuringStore } from './order-targets.ts';
import { settleAttribution } from './process-due.ts';

const ORDERS_PER_BATCH = 200;
const MOST_TRIES = 3;
const NOBODY = { sessions: [], visitors: [], recIds: [], since: null };

/**
 * Counts anew what every order of a store owes to recommendations, from the orders and events alone, and holds it
 * against the ledger. Gives one line for each order line that differs; none when the ledger is right.
 */
export async function verifyLedger(context: ServiceContext, storeId: number): Promise<string[]> {
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    await settleAttribution({ context }, storeId);
    const differences = await compareLedger(context, storeId);
    if (differences !== null) return differences;
  }
  return ['orders or events came in while the ledger of recommendations was verified: try again'];
}

/** All at one moment; null when at that moment something was still due. */
async function compareLedger(context: ServiceContext, storeId: number): Promise<string[] | null> {
  const work = async (scope: Parameters<typeof countDueUnits>[0]) => {
    if ((await countDueUnits(scope)) > 0) return null;
    const measuring = await readMeasuringStore(context, scope);
    if (measuring === null) return [];
    const ids = await listMeasuredOrders(scope);
    const missing: NewEntry[] = [];
    for (let start = 0; start < ids.length; start += ORDERS_PER_BATCH) {
      const orderIds = ids.slice(start, start + ORDERS_PER_BATCH);
      const seeds = { ...NOBODY, orderIds };
      missing.push(...(await findMissingEntries(scope, measuring, { seeds, only: new Set(orderIds) })));
    }
    return missing.map(tellMissing);
  };
  return context.database.forStore(storeId, work, { frozen: true });
}

function tellMissing({ orderId, lineNo, quantityMilli, amountMinor, kind }: NewEntry): string {
  return `ledger: order ${orderId} line ${lineNo} lacks a ${kind} of ${quantityMilli / 1000} for ${amountMinor}`;
}
