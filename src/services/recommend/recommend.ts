import { uuidv7 } from 'uuidv7';
import type { Recommendation, RecommendationQuery, Slot } from '../../contract/recommendation.ts';
import { type RecommendationList, recommend } from '../../engine/ranking/recommend.ts';
import type { Candidate, Placement, RecommendationRequest } from '../../engine/ranking/request.ts';
import { findReferences } from '../../storage/queries/orders.ts';
import { type Asker, type Draw, NOT_DRAWN } from '../experiments/arm-keeper.ts';
import { applyArm, trimList } from '../experiments/arm-settings.ts';
import { makeOffer, offerBound } from '../experiments/make-offers.ts';
import type { LoadedStore } from '../learning/load-model.ts';
import type { Services } from '../services.ts';
import { explainAnswer } from './explain.ts';
import { type Guest, keptNames, type ServedAnswer, type ServedSlot, writeServed } from './write-served.ts';

const LIMIT_ON_ITEM_PAGES = 3;
const LIMIT_ELSEWHERE = 5;

/** The version of the running algorithms while no test runs. */
const VERSION = 'v1';

/** Who asks: only a caller with a secret key may name a customer, because references can be guessed. */
export interface RecommendOptions {
  readonly mayNameCustomer: boolean;
  /** False for command line and mail: then nothing is written down as served, and there is no token. */
  readonly log: boolean;
  /** What the request says of its guest, beside what the question says; left out: a guest without privacy control. */
  readonly guest?: Pick<Guest, 'privacyControl' | 'bot'>;
}

const A_GUEST = { privacyControl: false, bot: null };

/**
 * Answers a question for recommendations from the store's model in memory. Ids that the store does not have are left
 * out of the question and listed in the answer: a page is never broken by an item that is gone.
 */
export async function recommendItems(
  services: Services,
  storeId: number,
  { query, options }: { query: RecommendationQuery; options: RecommendOptions },
): Promise<Recommendation> {
  const begunMs = performance.now();
  const { context, models } = services;
  const loaded = await models.get(storeId);
  const { store } = loaded.catalog;
  const now = context.clock();
  const recId = uuidv7();
  const placement = placementOf(query);
  const base = { rec_id: recId, store: store.slug, placement, currency: store.currency, locale: store.locale };
  if (!store.suggestions_enabled) return { ...base, level: null, ...armOf(NOT_DRAWN), slots: [] };
  const customerId = options.mayNameCustomer ? await findCustomer(services, storeId, query.customer) : null;
  const guest = { ...(options.guest ?? A_GUEST), consent: query.consent, staff: query.staff };
  const names = { guest, visitor: query.visitor ?? null, session: query.session ?? null, customerId };
  // Command line, mail and people of the store see the store as it is, whoever they ask for.
  const isGuest = options.log && placement !== 'email';
  const draw = isGuest
    ? await services.arms.draw(storeId, { catalog: loaded.catalog, asker: toAsker(names, { placement, at: now }) })
    : NOT_DRAWN;
  const answered = {
    ...{ recId, placement, version: VERSION, draw, ...names },
    table: query.table ?? null,
    servedAt: now,
  };
  const write = (made: Pick<ServedAnswer, 'level' | 'slots' | 'cart' | 'sourceItemId' | 'failed'>) =>
    options.log
      ? writeServed(services, storeId, { ...answered, ...made, tookMs: performance.now() - begunMs })
      : undefined;
  const explorationDraw = store.exploration ? drawFrom(recId) : null;
  const asked = toEngineRequest(loaded, { query, customerId, nowMs: now.getTime(), explorationDraw });
  const { request, list } = answerOrNote(loaded, { asked, draw, write });
  const bound = draw.heldOut ? null : offerBound(draw.served, store.max_offer_percent);
  const token = write({
    level: list.level ?? 'none',
    slots: list.slots.map((slot, index) => toServedSlot(loaded, slot, { position: index + 1, bound })),
    ...{ cart: request.cart, sourceItemId: request.sourceItemId, failed: false },
  });
  const shown = draw.heldOut ? NOTHING : list;
  return {
    ...base,
    ...(token === undefined ? {} : { token }),
    level: shown.level,
    ...armOf(draw),
    slots: shown.slots.map((candidate, index) => toSlot(loaded, candidate, { position: index + 1, bound })),
    ...findUnknown(loaded, query),
    ...(query.explain && !draw.heldOut ? { explain: explainAnswer(loaded, { request, list }) } : {}),
  };
}

type WriteAnswer = (made: Pick<ServedAnswer, 'level' | 'slots' | 'cart' | 'sourceItemId' | 'failed'>) => unknown;

/** The engine's answer; one that cannot be made is noted as failed, so that a test that breaks answers is found out. */
function answerOrNote(
  loaded: LoadedStore,
  { asked, draw, write }: { asked: RecommendationRequest; draw: Draw; write: WriteAnswer },
): { request: RecommendationRequest; list: RecommendationList } {
  try {
    loaded.model.advanceTo(asked.nowMs);
    return answerFor(loaded, { asked, draw });
  } catch (error) {
    write({ level: 'none', slots: [], cart: asked.cart, sourceItemId: asked.sourceItemId, failed: true });
    throw error;
  }
}

/** What who is held out sees; what they would have seen is ranked and written down all the same. */
const NOTHING: RecommendationList = { slots: [], level: null };

function armOf({ experiment, variation }: Draw): Pick<Recommendation, 'experiment' | 'variation' | 'version'> {
  return { experiment, variation, version: VERSION };
}

function toAsker(
  names: Pick<ServedAnswer, 'guest' | 'visitor' | 'session' | 'customerId'>,
  { placement, at }: { placement: Placement; at: Date },
): Asker {
  const kept = keptNames(names);
  const granted = names.guest.consent === 'granted' && !names.guest.privacyControl;
  return {
    visitor: kept.visitor,
    customerId: granted ? kept.customerId : null,
    session: names.session,
    counts: names.guest.bot === null && !names.guest.staff,
    placement,
    at,
  };
}

/** The engine's answer as the arms of the draw want it, one test after the other. */
function answerFor(
  loaded: LoadedStore,
  { asked, draw }: { asked: RecommendationRequest; draw: Draw },
): { request: RecommendationRequest; list: RecommendationList } {
  const request = draw.served.reduce(applyArm, asked);
  const priceOf = (slot: Candidate) =>
    loaded.catalog.rowById.get(loaded.model.items.idAt(slot.item))?.price_minor ?? null;
  const list = draw.served.reduce(
    (trimmed, { settings }) => trimList(trimmed, { settings, priceOf }),
    recommend(loaded.model, request),
  );
  return { request, list };
}

/** Where an answer is shown when the question does not say: by what it holds. */
function placementOf(query: RecommendationQuery): Placement {
  if (query.placement !== undefined) return query.placement;
  if (query.cart.length > 0) return 'cart';
  return query.item === undefined ? 'api' : 'item';
}

async function findCustomer(services: Services, storeId: number, customer: string | undefined): Promise<number | null> {
  if (customer === undefined) return null;
  const found = await services.context.database.forStore(storeId, (scope) =>
    findReferences(scope, { table: 'customer', externalIds: [customer] }),
  );
  return found.get(customer) ?? null;
}

/** A question as the engine takes it: ids that the store does not have are left out. */
export function toEngineRequest(
  loaded: LoadedStore,
  {
    query,
    customerId,
    nowMs,
    explorationDraw,
  }: { query: RecommendationQuery; customerId: number | null; nowMs: number; explorationDraw: number | null },
): RecommendationRequest {
  const { catalog } = loaded;
  const toIds = (ids: readonly string[]) => ids.flatMap((id) => catalog.idByExternal.get(id) ?? []);
  const placement = placementOf(query);
  return {
    placement,
    types: query.types ?? null,
    sourceItemId: query.item === undefined ? null : (catalog.idByExternal.get(query.item) ?? null),
    cart: toIds(query.cart),
    exclude: toIds(query.exclude),
    categoryId: query.category === undefined ? null : (catalog.categoryIdByExternal.get(query.category) ?? null),
    customerId,
    limit: query.limit ?? (placement === 'item' ? LIMIT_ON_ITEM_PAGES : LIMIT_ELSEWHERE),
    nowMs,
    hourAtMs: null,
    priceCapMinor: query.price_cap ?? null,
    starterPriceCapMinor: catalog.starterPriceCapMinor,
    trendingRule: catalog.store.trending_rule,
    suggestAgeRestricted: catalog.store.suggest_age_restricted,
    rules: catalog.rules,
    diets: query.diet,
    avoidAllergens: query.avoid,
    rerank: {
      marginDial: catalog.store.margin_dial,
      diversity: catalog.store.diversity,
      categoryQuota: catalog.store.category_quota,
    },
    explorationDraw,
  };
}

/** A number in [0, 1) from the last 32 bits of the answer's id, which are drawn anew for every id. */
function drawFrom(recId: string): number {
  return Number.parseInt(recId.slice(-8), 16) / 2 ** 32;
}

/** Where a suggestion stands, and how far offers may go. */
interface Place {
  readonly position: number;
  readonly bound: number | null;
}

function toSlot(loaded: LoadedStore, candidate: Candidate, { position, bound }: Place): Slot {
  const row = loaded.catalog.rowById.get(loaded.model.items.idAt(candidate.item));
  const offer = makeOffer(chanceOf(loaded, candidate), { priceMinor: row?.price_minor ?? null, bound });
  return {
    position,
    item: {
      id: row?.external_id ?? '',
      name: row?.name ?? '',
      price_minor: row?.price_minor ?? null,
      category: row?.category_external_id ?? null,
      image_url: row?.image_url ?? null,
    },
    type: candidate.type,
    level: candidate.level,
    strategy: candidate.strategy,
    score: candidate.score,
    confidence: Math.round(candidate.confidence * 1e6) / 1e6,
    reason: candidate.reason,
    social_proof: candidate.socialProof,
    // An offer says more than "Hot".
    badge: offer === null ? candidate.badge : `${offer.percent} % off at checkout`,
    ...(offer === null
      ? {}
      : { offer: { percent: offer.percent, amount_minor: offer.amountMinor, price_minor: offer.priceMinor } }),
  };
}

/** How likely an item is taken anyway: beside the item that it is suggested for, else in any order. */
function chanceOf({ model }: LoadedStore, { source, item, confidence }: Candidate): number {
  if (source !== undefined) return confidence;
  return model.pairs.orders === 0 ? 0 : model.pairs.ordersWith(item) / model.pairs.orders;
}

function toServedSlot(loaded: LoadedStore, slot: Candidate, { position, bound }: Place): ServedSlot {
  const { model, catalog } = loaded;
  const priceMinor = catalog.rowById.get(model.items.idAt(slot.item))?.price_minor ?? null;
  const offer = makeOffer(chanceOf(loaded, slot), { priceMinor, bound });
  return {
    position,
    item: model.items.idAt(slot.item),
    type: slot.type,
    strategy: slot.strategy,
    source: slot.source === undefined ? null : model.items.idAt(slot.source),
    propensity: slot.propensity ?? 1,
    ...(offer === null ? {} : { offer_percent: offer.percent, offer_minor: offer.amountMinor }),
  };
}

/** What of a question the store does not have: it was left out, and the answer says so. */
function findUnknown(
  { catalog }: LoadedStore,
  { item, cart, exclude, category }: RecommendationQuery,
): Pick<Recommendation, 'unknown_items' | 'unknown_category'> {
  const asked = [...(item === undefined ? [] : [item]), ...cart, ...exclude];
  const items = asked.filter((id) => !catalog.idByExternal.has(id));
  const isKnown = category === undefined || catalog.categoryIdByExternal.has(category);
  return { ...(items.length > 0 ? { unknown_items: items } : {}), ...(isKnown ? {} : { unknown_category: category }) };
}
