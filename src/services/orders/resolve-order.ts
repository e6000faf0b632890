import type { OrderStatus } from '../../contract/order.ts';
import type { KnownOrder } from '../../storage/queries/orders.ts';
import { hashContent, type OrderDraft } from './order-draft.ts';

/** What is to be done with a draft, given what the store knows of the order. */
export type Resolution =
  | { readonly kind: 'write'; readonly draft: OrderDraft; readonly status: OrderStatus; readonly hash: Buffer }
  | { readonly kind: 'unchanged' | 'stale' | 'deleted' };

/**
 * Decides by version, then by content. The caller's version (or its time of change) wins when both sides have one;
 * without one the same content is no change, and otherwise the last received wins. Deleted orders stay deleted; one that
 * was taken back with its import begins anew.
 */
export function resolveOrder(draft: OrderDraft, known: KnownOrder | null): Resolution {
  const hash = hashContent(draft);
  if (known === null) return { kind: 'write', draft, hash, status: draft.status ?? 'completed' };
  if (known.takenBack) return { kind: 'write', draft, hash, status: draft.status ?? 'completed' };
  if (known.deleted) return { kind: 'deleted' };
  const same = hash.equals(known.contentHash) && (draft.status === null || draft.status === known.status);
  if (draft.sourceVersion !== null && known.sourceVersion !== null) {
    if (draft.sourceVersion < known.sourceVersion) return { kind: 'stale' };
    if (draft.sourceVersion === known.sourceVersion) return { kind: same ? 'unchanged' : 'stale' };
  }
  if (same && !isNewerVersion(draft, known)) return { kind: 'unchanged' };
  const sourceVersion = draft.sourceVersion ?? known.sourceVersion;
  return { kind: 'write', draft: { ...draft, sourceVersion }, hash, status: draft.status ?? known.status };
}

/** The same content under a newer version is written, so that an older one cannot come after it. */
function isNewerVersion(draft: OrderDraft, known: KnownOrder): boolean {
  return draft.sourceVersion !== null && draft.sourceVersion > (known.sourceVersion ?? -1);
}
