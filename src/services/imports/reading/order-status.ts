import { type OrderStatus, orderStatusSchema } from '../../../contract/order.ts';
import { type CellFault, cellFault } from './cell-fault.ts';

const STATUSES = orderStatusSchema.options;

const SYNONYMS: Readonly<Record<OrderStatus, string>> = {
  pending: 'new open received placed created unpaid draft onhold awaitingpayment pendingpayment',
  accepted: 'confirmed approved authorized',
  preparing: 'processing inprogress inpreparation cooking',
  ready: 'readyforpickup readyforcollection prepared',
  delivered: 'served pickedup collected shipped',
  completed: 'complete paid fulfilled closed done success successful succeeded captured settled finished',
  cancelled: 'canceled cancel void voided declined rejected failed expired abandoned',
  refunded: 'refund returned fullyrefunded chargeback',
};

const STATUS_BY_WORD: ReadonlyMap<string, OrderStatus> = new Map(
  STATUSES.flatMap((status) => [status, ...SYNONYMS[status].split(' ')].map((word) => [word, status] as const)),
);

const UNKNOWN = cellFault('unknown_status', `expected one of ${STATUSES.join(', ')}`);

/**
 * Reads an order's status in any case, with the words other systems use. Empty means completed: a file of past orders.
 *
 * @example
 * readStatus('Voided') // => "cancelled"
 */
export function readStatus(text: string): OrderStatus | CellFault {
  if (text === '') return 'completed';
  const exact = STATUS_BY_WORD.get(text);
  if (exact !== undefined) return exact;
  return STATUS_BY_WORD.get(text.toLowerCase().replace(/[\s_-]+/g, '')) ?? UNKNOWN;
}
