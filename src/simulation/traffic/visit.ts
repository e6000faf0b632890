import type { EventRequest } from '../../contract/event.ts';
import type { OrderRequest } from '../../contract/order.ts';
import type { Recommendation } from '../../contract/recommendation.ts';
import { drawChance } from '../draws.ts';
import { createRandom, type Random } from '../random.ts';
import { EventMaker } from './event-maker.ts';
import type { PagePlan, SessionPlan } from './session-plan.ts';
import type { SessionEvents, ShopClient } from './shop-client.ts';
import type { ShopWorld } from './shop-world.ts';
import { priceOf, ShopperCart } from './shopper-cart.ts';
import { type OfferedSlot, respondToSlots, type SlotTouch } from './slot-response.ts';

/** What all visits of a run go by. */
export interface VisitRules {
  readonly client: ShopClient;
  readonly world: ShopWorld;
  readonly seed: number;
  /** Extra revenue that suggestions cause, as a share of the revenue without them; below 0 they drive sales away. */
  readonly effect: number;
  /** Positions in the world by the ids of items. */
  readonly itemById: ReadonlyMap<string, number>;
}

/** What a session came to. Money in minor units, 0 for an order that is cancelled. */
export interface VisitResult {
  /** null when they only looked. */
  readonly order: OrderRequest | null;
  /** What the pages report; a second before the order. */
  readonly events: SessionEvents;
  readonly eventsAtMs: number;
  readonly revenueMinor: number;
  /** What the same shopper would have spent without suggestions. */
  readonly baselineMinor: number;
  /** What the rule of attribution credits to suggestions. */
  readonly attributedMinor: number;
  /** False when no answer held a slot: held out, or nothing to suggest. */
  readonly shown: boolean;
  readonly impressions: number;
  readonly clicks: number;
  readonly adds: number;
}

interface Visit {
  readonly rules: VisitRules;
  readonly plan: SessionPlan;
  readonly cart: ShopperCart;
  readonly events: EventMaker;
  readonly random: Random;
  /** Expected extra revenue that is still to come, and answers that may cause it. */
  budgetMinor: number;
  pagesLeft: number;
  shown: boolean;
}

const AFTER_PAGE_MS = 1500;
const BETWEEN_LOOKS_MS = 1100;
const BETWEEN_TOUCHES_MS = 2300;

/**
 * Lets one shopper visit the shop: opens the planned pages, looks at what is suggested there, and orders what they came
 * for with what the suggestions changed. Without slots nothing is changed: then the order is the planned one.
 */
export async function visitShop(rules: VisitRules, plan: SessionPlan): Promise<VisitResult> {
  const baselineMinor = plan.cancelled ? 0 : priceOf(plan.basket, rules.world);
  const visit: Visit = {
    rules,
    plan,
    cart: new ShopperCart(plan.basket),
    events: new EventMaker({ seed: rules.seed, session: plan.id, startMs: plan.startMs }),
    random: createRandom(rules.seed, `${plan.id} suggestions`),
    budgetMinor: Math.max(0, rules.effect) * priceOf(plan.basket, rules.world),
    pagesLeft: plan.pages.length,
    shown: false,
  };
  for (const page of plan.pages) await openPage(visit, page);
  // A second before the order: it never comes after it, whatever the clock cuts off.
  const eventsAtMs = plan.endMs - 1000;
  const units = orderedUnits(visit);
  const revenueMinor = plan.cancelled || units.size === 0 ? 0 : priceOf(units, rules.world);
  const count = (type: EventRequest['type']) => visit.events.events.filter((event) => event.type === type).length;
  return {
    order: plan.basket.size === 0 ? null : writeOrder(visit, units),
    events: reportEvents(visit, eventsAtMs),
    eventsAtMs,
    revenueMinor,
    baselineMinor,
    attributedMinor: plan.cancelled ? 0 : visit.cart.attributedMinor(units, rules.world),
    shown: visit.shown,
    impressions: count('impression'),
    clicks: count('click'),
    adds: count('add'),
  };
}

async function openPage(visit: Visit, page: PagePlan): Promise<void> {
  const { plan, cart, events, rules } = visit;
  const nameOf = (item: number): string => rules.world.items[item]?.id ?? '';
  cart.pick(page.picked);
  events.advanceTo(page.atMs);
  const inCart = cart.items.map(nameOf);
  const named = page.item === null ? {} : { item: nameOf(page.item) };
  const answer = await rules.client.recommend(
    {
      placement: page.placement,
      ...named,
      ...(inCart.length === 0 ? {} : { cart: inCart.join(',') }),
      session: plan.id,
      consent: plan.consent,
      ...(plan.consent === 'granted' ? { visitor: plan.visitor } : {}),
      ...(plan.consent === 'granted' && plan.customer !== null ? { customer: plan.customer } : {}),
      ...(plan.table === null ? {} : { table: plan.table }),
    },
    events.atMs,
  );
  if (page.item !== null) events.add({ type: 'view', ...named }, { afterMs: 0 });
  meetSlots(visit, answer, inCart);
  visit.pagesLeft--;
}

function meetSlots(visit: Visit, answer: Recommendation, inCart: readonly string[]): void {
  const proof = { rec_id: answer.rec_id, ...(answer.token === undefined ? {} : { token: answer.token }) };
  const base = {
    ...proof,
    placement: answer.placement,
    context: { cart_size: inCart.length, cart_items: inCart.slice(0, 50) },
  };
  visit.events.add({ ...base, type: 'exposure' }, { afterMs: AFTER_PAGE_MS });
  if (answer.slots.length > 0) visit.shown = true;
  const slots = answer.slots.map((slot) => toOffer(visit, slot));
  const share = visit.budgetMinor / visit.pagesLeft;
  const { seen, touches, couldCause } = respondToSlots(visit.random, { slots, budgetMinor: share });
  if (couldCause) visit.budgetMinor -= share;
  const about = (position: number) => {
    const slot = answer.slots[position - 1];
    return { ...base, position, item: slot?.item.id ?? '', ...(slot ? { recommendation_type: slot.type } : {}) };
  };
  for (const position of seen) {
    visit.events.add({ ...about(position), type: 'impression' }, { afterMs: BETWEEN_LOOKS_MS });
  }
  for (const touch of touches) {
    const item = visit.rules.itemById.get(answer.slots[touch.position - 1]?.item.id ?? '');
    if (item !== undefined) applyTouch(visit, { touch, item, event: about(touch.position) });
  }
}

/** An item that the world does not know, such as one without a price, is only looked at. */
function toOffer({ cart, plan, rules }: Visit, slot: Recommendation['slots'][number]): OfferedSlot {
  const item = rules.itemById.get(slot.item.id);
  if (item === undefined) {
    return { position: slot.position, priceMinor: 0, wantedUnits: 0, settled: true, appetite: 0 };
  }
  return {
    position: slot.position,
    priceMinor: rules.world.items[item]?.priceMinor ?? 0,
    wantedUnits: cart.missing(item),
    settled: cart.isTouched(item),
    appetite: rules.world.appetiteFor(item, plan.basket),
  };
}

function applyTouch(
  { cart, events }: Visit,
  { touch, item, event }: { touch: SlotTouch; item: number; event: Omit<EventRequest, 'event_id' | 'type'> },
): void {
  const { by, reason, units } = touch;
  const quantity = { quantity: units };
  if (by === 'add') {
    events.add({ ...event, ...quantity, type: 'add', in_cart_before: 0 }, { afterMs: BETWEEN_TOUCHES_MS });
  } else {
    events.add({ ...event, type: 'click', in_cart_before: 0 }, { afterMs: BETWEEN_TOUCHES_MS });
  }
  if (reason === 'regretted') {
    events.add({ ...event, ...quantity, type: 'remove', in_cart_before: units }, { afterMs: BETWEEN_TOUCHES_MS });
    cart.touch(item, { by, units: 0 });
    return;
  }
  cart.touch(item, { by, units });
  if (reason === 'extra') cart.buyExtra(item, units);
}

function reportEvents({ plan, events }: Visit, atMs: number): SessionEvents {
  return {
    sent_at: new Date(atMs).toISOString(),
    consent: plan.consent,
    session: plan.id,
    ...(plan.consent === 'granted' ? { visitor: plan.visitor } : {}),
    ...(plan.table === null ? {} : { table: plan.table }),
    events: events.events,
  };
}

/** With an effect below 0 each unit is left out with that probability, once suggestions were seen. */
function orderedUnits({ rules, cart, shown, random }: Visit): ReadonlyMap<number, number> {
  if (rules.effect >= 0 || !shown) return cart.order;
  const kept = [...cart.order].map(([item, units]): [number, number] => [
    item,
    Array.from({ length: units }, () => drawChance(random, -rules.effect)).filter((left) => !left).length,
  ]);
  return new Map(kept.filter(([, units]) => units > 0));
}

/** Whoever leaves everything out cancels: the order is there, and worth nothing. */
function writeOrder({ plan, rules }: Visit, units: ReadonlyMap<number, number>): OrderRequest {
  const ordered = units.size === 0 ? plan.basket : units;
  return {
    id: plan.id,
    version: 1,
    status: plan.cancelled || units.size === 0 ? 'cancelled' : 'completed',
    ordered_at: new Date(plan.endMs).toISOString(),
    session: plan.id,
    visitor: plan.consent === 'granted' ? plan.visitor : null,
    customer: plan.customer,
    table: plan.table,
    channel: plan.channel,
    lines: [...ordered].map(([item, quantity]) => ({
      item: rules.world.items[item]?.id ?? '',
      quantity,
      unit_price_minor: rules.world.items[item]?.priceMinor ?? 0,
    })),
  };
}
