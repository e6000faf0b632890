import type { TimeZone } from '../../engine/calendar/time-zone.ts';
import type { LadderKnowledge } from '../../engine/customer/base-weight.ts';
import { type CustomerKind, customerKind, topDecileLtv } from '../../engine/customer/customer-kind.ts';
import { createLadder } from '../../engine/customer/ladder.ts';
import { storeGapDays, typicalGapDays } from '../../engine/customer/purchase-gap.ts';
import type { OfferedItem } from '../../engine/customer/recommend-to-customer.ts';
import { learnRepurchase } from '../../engine/customer/repurchase.ts';
import { seasonFactor } from '../../engine/customer/season.ts';
import { type Segment, segmentOf } from '../../engine/customer/segment.ts';
import { learnTransitions } from '../../engine/customer/transitions.ts';
import { isNotable, readPairEvidence } from '../../engine/ranking/pair-evidence.ts';
import type { LoadedCatalog, LoadedStore } from '../learning/load-model.ts';
import type { Services } from '../services.ts';
import type { BookedCustomer, CustomerBook } from './customer-book.ts';

/** What all customers of a store together say, at a moment. */
export interface CustomerView {
  readonly book: CustomerBook;
  readonly catalog: LoadedCatalog;
  readonly zone: TimeZone;
  readonly nowMs: number;
  readonly season: number;
  readonly knowledge: LadderKnowledge;
  /** LTVs of which any makes a customer one of high value. */
  readonly highLtvMinor: readonly (number | null)[];
  readonly storeGapDays: number;
  /** Items on the ladder that may be recommended now. */
  readonly ladderItems: readonly OfferedItem[];
  /** All others, what sells most first. */
  readonly otherItems: readonly OfferedItem[];
  readonly offeredById: ReadonlyMap<number, OfferedItem>;
  /** Items that go with an item, by the store's pairs. */
  companionsOf(itemId: number): ReadonlySet<number>;
}

/** What stays the same until orders, customers or the menu change. */
type StandingView = Omit<CustomerView, 'nowMs' | 'season'>;

interface KnownView {
  readonly catalog: LoadedCatalog;
  readonly version: number;
  readonly revision: number;
  readonly minute: number;
  readonly view: StandingView;
}

const MINUTE_MS = 60_000;
const AGE_TAGS = new Set(['alcohol', 'age-restricted']);
const known = new WeakMap<CustomerBook, KnownView>();

/** The store's customers and menu as of the last committed change. */
export async function openCustomerView(services: Services, storeId: number): Promise<CustomerView> {
  const { context, customers } = services;
  const book = await customers.open(storeId);
  const loaded = await readModel(services, storeId, book.changeNo);
  const nowMs = context.clock().getTime();
  const view = standingView({ book, loaded, nowMs });
  return { ...view, nowMs, season: seasonFactor(nowMs, view.zone, { factors: view.catalog.store.season_factors }) };
}

/** The store's model, at least as new as a change: one look at the database, for customers and model, is enough. */
async function readModel({ models }: Services, storeId: number, changeNo: number): Promise<LoadedStore> {
  const loaded = await models.get(storeId);
  return loaded.changeNo >= changeNo ? loaded : models.getFresh(storeId);
}

function standingView({
  book,
  loaded,
  nowMs,
}: {
  book: CustomerBook;
  loaded: LoadedStore;
  nowMs: number;
}): StandingView {
  const { catalog, model } = loaded;
  // Rules of the owner begin and end at their times: once a minute is often enough.
  const key = { catalog, version: model.version, revision: book.revision, minute: Math.floor(nowMs / MINUTE_MS) };
  const last = known.get(book);
  const isSame = last && Object.entries(key).every(([name, value]) => last[name as keyof typeof key] === value);
  if (isSame) return last.view;
  const view = createView({ book, loaded, nowMs });
  known.set(book, { ...key, view });
  return view;
}

function createView({ book, loaded, nowMs }: { book: CustomerBook; loaded: LoadedStore; nowMs: number }): StandingView {
  const { catalog, model } = loaded;
  const customers = [...book.customers.values()];
  const ladder = createLadder(catalog.items.map(({ tier }) => tier));
  const stays = customers.map(({ tiers }) => tiers);
  const offered = listOffered(loaded, nowMs);
  const companions = new Map<number, ReadonlySet<number>>();
  return {
    book,
    catalog,
    zone: model.zone,
    knowledge: { ladder, transitions: learnTransitions(ladder, stays), repurchase: learnRepurchase(stays) },
    highLtvMinor: [
      topDecileLtv(customers.filter(({ orderCount }) => orderCount > 0).map(({ ltvMinor }) => ltvMinor)),
      catalog.store.high_ltv_minor,
    ],
    storeGapDays: storeGapDays(customers),
    ladderItems: offered.filter(({ tier }) => tier !== null),
    otherItems: offered.filter(({ tier }) => tier === null).sort((a, b) => b.share - a.share || a.itemId - b.itemId),
    offeredById: new Map(offered.map((item) => [item.itemId, item])),
    companionsOf: (itemId) => {
      const found = companions.get(itemId) ?? findCompanions(loaded, { itemId, offered });
      companions.set(itemId, found);
      return found;
    },
  };
}

/** What may be recommended: available, not blocked by the owner, and without an age limit unless the owner allows it. */
function listOffered({ catalog, model }: LoadedStore, nowMs: number): OfferedItem[] {
  if (!catalog.store.suggestions_enabled) return [];
  const blocks = catalog.rules.filter(
    ({ kind, antecedentItemId, placement, startsAtMs, endsAtMs }) =>
      kind === 'block' &&
      antecedentItemId === null &&
      (placement === null || placement === 'email') &&
      (startsAtMs ?? Number.NEGATIVE_INFINITY) <= nowMs &&
      nowMs < (endsAtMs ?? Number.POSITIVE_INFINITY),
  );
  const [items, categories] = [
    new Set(blocks.map((rule) => rule.itemId)),
    new Set(blocks.map((rule) => rule.categoryId)),
  ];
  const isBlocked = (id: number, categoryId: number | null) =>
    items.has(id) || (categoryId !== null && categories.has(categoryId));
  const isLimited = (tags: readonly string[]) =>
    !catalog.store.suggest_age_restricted && tags.some((tag) => AGE_TAGS.has(tag));
  return catalog.items
    .filter((item) => item.available && !isBlocked(item.id, item.categoryId) && !isLimited(item.tags))
    .map(({ id, tier }) => ({ itemId: id, tier, share: shareOf(model, id) }));
}

function shareOf(model: LoadedStore['model'], itemId: number): number {
  const item = model.items.find(itemId);
  return item < 0 || model.pairs.orders === 0 ? 0 : model.pairs.ordersWith(item) / model.pairs.orders;
}

function findCompanions(
  { model }: LoadedStore,
  { itemId, offered }: { itemId: number; offered: readonly OfferedItem[] },
): ReadonlySet<number> {
  const antecedent = model.items.find(itemId);
  if (antecedent < 0) return new Set();
  const goesWith = (other: number) => {
    const consequent = model.items.find(other);
    if (consequent < 0 || consequent === antecedent || model.pairs.together(antecedent, consequent) === 0) return false;
    return isNotable(readPairEvidence(model, antecedent, consequent));
  };
  return new Set(offered.flatMap((item) => (item.tier === null && goesWith(item.itemId) ? [item.itemId] : [])));
}

/** The kind of a customer in this store. */
export function kindOf(view: CustomerView, customer: BookedCustomer): CustomerKind {
  return customerKind(customer, view.highLtvMinor);
}

/** The customer's typical gap between orders, in days. */
export function gapOf(view: CustomerView, customer: BookedCustomer): number {
  return typicalGapDays(customer, view.storeGapDays);
}

/** The customer's segment now. */
export function segmentNow(view: CustomerView, customer: BookedCustomer): Segment {
  const { orderCount, lastAtMs } = customer;
  return segmentOf({ orderCount, lastAtMs, gapDays: gapOf(view, customer) }, view.nowMs);
}
