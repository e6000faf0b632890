import type { EventFields } from '../link.ts';

/** What a page tells of its items. */
export interface ShopReport {
  readonly view: (item: string) => void;
  /** Below 0 = taken out. */
  readonly change: (item: string, quantity: number, fields?: EventFields) => void;
  readonly cart: (lines: readonly { id: string; quantity: number }[]) => void;
}

/** An entry of the data layer: `{event, ecommerce}` or gtag's `['event', name, parameters]`. */
type Entry = { event?: unknown; ecommerce?: unknown; 0?: unknown; 1?: unknown; 2?: unknown } | null | undefined;

/**
 * Follows a page's GA4 data layer: what is in it, and what is pushed from now on. A page without one is left alone: none
 * is made.
 */
export function followDataLayer(report: ShopReport): boolean {
  const layer = window.dataLayer;
  if (!Array.isArray(layer)) return false;
  const push = layer.push;
  layer.push = (...entries) => {
    const length = push.apply(layer, entries);
    for (const entry of entries) readEntry(entry as Entry, report);
    return length;
  };
  for (const entry of [...layer]) readEntry(entry as Entry, report);
  return true;
}

/** Reports one entry; what is no event of a shop is passed over. */
export function readEntry(entry: Entry, report: ShopReport): void {
  const isGtag = entry?.[0] === 'event';
  const name = isGtag ? entry[1] : entry?.event;
  const told = (isGtag ? entry[2] : entry?.ecommerce) as { items?: unknown } | null | undefined;
  if (!Array.isArray(told?.items)) return;
  const lines = told.items.flatMap((line) => {
    const id = line?.item_id ?? line?.id;
    return id === undefined || id === null ? [] : [{ id: String(id), quantity: Number(line.quantity ?? 1) || 1 }];
  });
  if (name === 'view_cart') report.cart(lines);
  for (const { id, quantity } of lines) {
    if (name === 'view_item') report.view(id);
    if (name === 'add_to_cart') report.change(id, quantity);
    if (name === 'remove_from_cart') report.change(id, -quantity);
  }
}
