import { conversionValue } from '../../engine/customer/conversion-value.ts';
import { type CustomerKind, KIND_CONFIDENCE } from '../../engine/customer/customer-kind.ts';
import {
  chooseRecommendations,
  type ItemAffinity,
  type OfferedItem,
  scoreItems,
} from '../../engine/customer/recommend-to-customer.ts';
import { tellCustomerReason } from '../../engine/customer/recommendation-reason.ts';
import type { BookedCustomer } from './customer-book.ts';
import { type CustomerView, kindOf } from './customer-view.ts';

/** So many of what sells most are looked at for each customer, beside what the customer ordered and what goes with it. */
const POPULAR_LOOKED_AT = 40;

/** A recommendation to a customer. */
export interface MadeAdvice extends ItemAffinity {
  readonly product: string;
  readonly reason: string;
  readonly kind: CustomerKind;
  /** The customer's orders with the item. */
  readonly timesOrdered: number;
  readonly confidence: number;
  readonly estimatedValueMinor: number;
}

/** The items that the customer orders most, with the number of orders. */
function itemOrdersOf({ itemOrders }: BookedCustomer): Map<number, number> {
  const orders = new Map<number, number>();
  for (let at = 0; at < itemOrders.length; at += 2) orders.set(itemOrders[at] ?? 0, itemOrders[at + 1] ?? 0);
  return orders;
}

/** The customer's affinity for what is offered: the whole ladder, and of the rest what may come first. */
export function scoreForCustomer(view: CustomerView, customer: BookedCustomer): ItemAffinity[] {
  const itemOrders = itemOrdersOf(customer);
  const [favourite] = itemOrders.keys();
  const companions = favourite === undefined ? new Set<number>() : view.companionsOf(favourite);
  const candidates = new Set<OfferedItem>([...view.ladderItems, ...view.otherItems.slice(0, POPULAR_LOOKED_AT)]);
  for (const id of [...itemOrders.keys(), ...companions]) {
    const offered = view.offeredById.get(id);
    if (offered) candidates.add(offered);
  }
  const standing = { ...customer, kind: kindOf(view, customer), itemOrders };
  return scoreItems(standing, { offered: [...candidates], knowledge: view.knowledge, season: view.season, companions });
}

/** What is recommended to the customer, best first. */
export function adviseCustomer(
  view: CustomerView,
  customer: BookedCustomer,
  { limit }: { limit: number },
): MadeAdvice[] {
  const kind = kindOf(view, customer);
  const itemOrders = itemOrdersOf(customer);
  return chooseRecommendations(scoreForCustomer(view, customer), limit).map((item) => ({
    ...item,
    kind,
    timesOrdered: itemOrders.get(item.itemId) ?? 0,
    product: nameOf(view, item.itemId),
    reason: tellReason(view, customer, item),
    confidence: KIND_CONFIDENCE[kind],
    estimatedValueMinor: conversionValue(view.catalog.rowById.get(item.itemId)?.price_minor ?? null, item.probability),
  }));
}

function tellReason(view: CustomerView, customer: BookedCustomer, item: ItemAffinity): string {
  const { catalog, knowledge } = view;
  const { tierLevel } = customer;
  const itemOrders = itemOrdersOf(customer);
  const ordered = [...itemOrders.keys()];
  const ofLevel = tierLevel === null ? undefined : ordered.find((id) => catalog.rowById.get(id)?.tier === tierLevel);
  return tellCustomerReason({
    ...item,
    name: nameOf(view, item.itemId),
    timesOrdered: itemOrders.get(item.itemId) ?? 0,
    levelName: ofLevel === undefined ? null : nameOf(view, ofLevel),
    favouriteName: ordered[0] === undefined ? null : nameOf(view, ordered[0]),
    firstTier: knowledge.ladder[0] ?? null,
    share: view.offeredById.get(item.itemId)?.share ?? 0,
  });
}

/** Name of an item of the menu. */
export function nameOf({ catalog }: CustomerView, itemId: number): string {
  return catalog.rowById.get(itemId)?.name ?? '';
}

/** Name of an item on a tier; null for none. */
export function nameOfTier({ catalog }: CustomerView, tier: number | null): string | null {
  return tier === null ? null : (catalog.items.find((item) => item.tier === tier)?.name ?? `Tier ${tier}`);
}
