import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { DigestTables } from './digest-tables.ts';
import type { ExperimentTables } from './experiment-tables.ts';
import type { ImportTables } from './import-tables.ts';
import type { RollupTables } from './rollup-tables.ts';

type Timestamp = ColumnType<Date, Date, Date>;
type NullableTimestamp = ColumnType<Date | null, Date | null, Date | null>;
/** A column of a view that may hold null: the catalogue does not know which do. */
type OfView<T> = T | null;
/** numeric(12,3) arrives as text and is written as number or text. */
type Quantity = ColumnType<string, number | string, number | string>;
type NullableQuantity = ColumnType<string | null, number | string | null, number | string | null>;

/** The columns of every table, as queries see them. The migrations are the truth; a test compares the two. */
export interface Tables extends DigestTables, ExperimentTables, ImportTables, RollupTables {
  schema_version: { version: number; name: string; checksum: string; applied_at: Timestamp };
  store: {
    id: Generated<number>;
    slug: string;
    name: string;
    currency: string;
    time_zone: string;
    business_day_cutoff_minutes: number;
    locale: string;
    suggestions_enabled: Generated<boolean>;
    trending_rule: Generated<'posterior' | 'count'>;
    suggest_age_restricted: Generated<boolean>;
    margin_dial: Generated<number>;
    diversity: number | null;
    category_quota: Generated<number | null>;
    exploration: Generated<boolean>;
    share_statistics: Generated<boolean>;
    use_network_priors: Generated<boolean>;
    attribution_window: Generated<AttributionWindowName>;
    shop_pages: Generated<boolean>;
    shop_tables: Generated<number>;
    shop_demo: Generated<boolean>;
    high_ltv_minor: number | null;
    season_factors: number[] | null;
    max_offer_percent: number | null;
    created_at: Timestamp;
  };
  change_head: { store_id: number; last_change_no: Generated<number> };
  change: {
    store_id: number;
    change_no: number;
    kind: ChangeKind;
    entity_id: number;
    from_version: number | null;
    to_version: number | null;
    changed_at: Timestamp;
  };
  api_key: {
    store_id: number;
    id: Generated<number>;
    kind: 'secret' | 'publishable';
    key_hash: Buffer;
    hint: string;
    label: string;
    origins: string[];
    created_at: Timestamp;
    revoked_at: NullableTimestamp;
  };
  user_account: {
    id: Generated<number>;
    email: string;
    name: string;
    password_hash: string;
    operator: Generated<boolean>;
    created_at: Timestamp;
  };
  user_session: {
    id: Generated<number>;
    token_hash: Buffer;
    user_id: number;
    created_at: Timestamp;
    last_seen_at: Timestamp;
    expires_at: Timestamp;
  };
  first_admin_link: { token_hash: Buffer; created_at: Timestamp; expires_at: Timestamp };
  sign_in_attempt: { bucket: Buffer; attempts: number; window_started_at: Timestamp };
  membership: { store_id: number; user_id: number; role: StoreRoleName; created_at: Timestamp };
  invitation: {
    store_id: number;
    id: Generated<number>;
    token_hash: Buffer;
    email: string;
    role: StoreRoleName;
    created_at: Timestamp;
    expires_at: Timestamp;
  };
  audit_log: {
    store_id: number;
    id: Generated<number>;
    at: Timestamp;
    actor_kind: ActorKind;
    actor_id: number | null;
    action: string;
    subject: string | null;
    details: JSONColumnType<Record<string, unknown>>;
  };
  installation_audit: {
    id: Generated<number>;
    at: Timestamp;
    actor_kind: ActorKind;
    actor_id: number | null;
    action: string;
    subject: string | null;
    details: JSONColumnType<Record<string, unknown>>;
  };
  idempotency_key: {
    store_id: number;
    key: string;
    request_hash: Buffer;
    response_status: number | null;
    response_body: string | null;
    created_at: Timestamp;
  };
  category: {
    store_id: number;
    id: Generated<number>;
    external_id: string;
    name: string;
    role: RoleName | null;
    role_guess: RoleName;
    role_certainty: number;
    position: Generated<number>;
    created_at: Timestamp;
  };
  item: {
    store_id: number;
    id: Generated<number>;
    external_id: string;
    name: string;
    description: Generated<string>;
    category_id: number | null;
    role: RoleName | null;
    role_guess: RoleName;
    role_certainty: number;
    price_minor: number | null;
    cost_minor: number | null;
    available: Generated<boolean>;
    featured: Generated<boolean>;
    tier: number | null;
    tags: Generated<string[]>;
    diets: Generated<string[]>;
    allergens: string[] | null;
    image_url: string | null;
    created_at: Timestamp;
  };
  rule: {
    store_id: number;
    id: Generated<number>;
    kind: 'pin' | 'block' | 'boost';
    item_id: number | null;
    category_id: number | null;
    factor: number | null;
    antecedent_item_id: number | null;
    placement: string | null;
    starts_at: NullableTimestamp;
    ends_at: NullableTimestamp;
    created_at: Timestamp;
  };
  /** external_id is null for somebody who was erased. */
  customer: { store_id: number; id: Generated<number>; external_id: string | null; created_at: Timestamp };
  dining_table: { store_id: number; id: Generated<number>; external_id: string; created_at: Timestamp };
  orders: {
    store_id: number;
    id: Generated<number>;
    external_id: string;
    version: number;
    source_version: number | null;
    content_hash: Buffer;
    deleted: Generated<boolean>;
    change_no: number;
    taken_back: Generated<boolean>;
  };
  order_version: {
    store_id: number;
    order_id: number;
    version: number;
    source_version: number | null;
    status: OrderStatusName;
    deleted: boolean;
    ordered_at: NullableTimestamp;
    business_day: string | null;
    received_at: Timestamp;
    customer_id: number | null;
    table_id: number | null;
    visitor: string | null;
    session: string | null;
    channel: string | null;
    location: string | null;
    discount_minor: number;
    tax_minor: number;
    tip_minor: number;
    delivery_minor: number;
    rating: number | null;
    test: boolean;
    import_id: number | null;
  };
  order_line: {
    store_id: number;
    order_id: number;
    version: number;
    line_no: number;
    item_id: number;
    quantity: Quantity;
    unit_price_minor: number | null;
    discount_minor: number;
    tax_minor: number | null;
    tax_included: boolean | null;
    rec_id: string | null;
    refunded_quantity: Quantity;
    refunded_minor: number;
  };
  refund: {
    store_id: number;
    id: Generated<number>;
    order_id: number;
    external_id: string;
    line_no: number;
    quantity: Quantity;
    amount_minor: number;
    refunded_at: Timestamp;
  };
  model_snapshot: { store_id: number; change_no: number; format: string; payload: Buffer; created_at: Timestamp };
  ranking_version: {
    store_id: number;
    version: number;
    model: string;
    parameters: JSONColumnType<object>;
    report: JSONColumnType<object>;
    orders_learned: number;
    change_no: number;
    chosen_by: ChosenBy;
    active: boolean;
    created_at: Timestamp;
  };
  network_contribution: { store_id: number; canonical_name: string; orders_with: number; orders: number };
  /** A view: aggregates over at least three stores. */
  network_item: { canonical_name: string; stores: number; share: number };
  customer_due: { store_id: number; customer_id: number; mark: GeneratedAlways<number> };
  customer_head: { store_id: number; revision: Generated<number>; basis: string | null };
  customer_profile: {
    store_id: number;
    customer_id: number;
    revision: number;
    ltv_minor: number;
    order_count: number;
    first_ordered_at: NullableTimestamp;
    last_ordered_at: NullableTimestamp;
    gap_count: number;
    gap_days_sum: number;
    tier_level: number | null;
    tiers: JSONColumnType<object>;
    items: JSONColumnType<object>;
    categories: JSONColumnType<object>;
    hours: JSONColumnType<number[]>;
    basket: JSONColumnType<object>;
  };
  customer_recommendation: {
    store_id: number;
    customer_id: number;
    made_on: string;
    item_id: number;
    rank: number;
    probability: number;
    confidence: number;
    kind: 'new' | 'repeat' | 'high-ltv';
    from_tier: number | null;
    to_tier: number | null;
    made_at: Timestamp;
  };
  /** A view: the lines of the orders that count, with net money. */
  counted_line: {
    store_id: number;
    customer_id: OfView<number>;
    order_id: number;
    ordered_at: OfView<Date>;
    business_day: OfView<string>;
    line_no: number;
    item_id: number;
    quantity: Quantity;
    kept_quantity: Quantity;
    sold_minor: number;
    kept_minor: number;
  };
  served: {
    store_id: number;
    rec_id: string;
    placement: string;
    level: string;
    version: string;
    slots: JSONColumnType<object>;
    cart: JSONColumnType<object>;
    customer_id: number | null;
    visitor: string | null;
    session: string | null;
    dining_table: string | null;
    experiment: string | null;
    variation: string;
    arms: JSONColumnType<object>;
    holdout: boolean;
    ghost: boolean;
    served_at: Timestamp;
    source_item: number | null;
    consent: Generated<ConsentName>;
    bot: string | null;
    staff: Generated<boolean>;
    unit: string | null;
    draw_week: string | null;
    took_ms: number | null;
    failed: Generated<boolean>;
  };
  event: {
    store_id: number;
    event_id: string;
    /** When it happened, by the clock of the server. */
    at: Timestamp;
    occurred_at: Timestamp;
    sent_at: Timestamp;
    received_at: Timestamp;
    rec_id: string | null;
    item_id: number | null;
    source_item_id: number | null;
    customer_id: number | null;
    type: EventTypeName;
    position: number | null;
    hour: number;
    weekday: number;
    verified: boolean;
    staff: Generated<boolean>;
    consent: ConsentName;
    bot: string | null;
    item_ref: string | null;
    placement: string | null;
    recommendation_type: string | null;
    quantity: NullableQuantity;
    in_cart_before: NullableQuantity;
    session: string | null;
    visitor: string | null;
    dining_table: string | null;
    order_ref: string | null;
    context: JSONColumnType<object>;
  };
  attribution_due: { store_id: number; unit: string; due_at: Timestamp };
  attribution_entry: {
    store_id: number;
    id: Generated<number>;
    order_id: number;
    line_no: number;
    item_id: number;
    rec_id: string;
    position: number | null;
    event_id: string;
    kind: EntryKindName;
    quantity: Quantity;
    amount_minor: number;
    order_day: string;
    booked_at: Timestamp;
  };
}

export type ChangeKind = 'order' | 'item' | 'category' | 'rule' | 'store' | 'ranking';
/** What a person may be in a store. */
export type StoreRoleName = 'owner' | 'staff';
/** From where something was done: by a person who signed in, with a key, or on the command line. */
export type ActorKind = 'user' | 'key' | 'command-line' | 'pairwell';
/** Who wanted a choice of the ranking: the night, the owner, or the growth of the store's orders. */
export type ChosenBy = 'nightly' | 'owner' | 'growth';
export type EventTypeName = 'exposure' | 'impression' | 'click' | 'add' | 'remove' | 'dismiss' | 'view';
export type ConsentName = 'granted' | 'denied' | 'pending';
/** Why an entry of the ledger was booked. */
export type EntryKindName = 'sale' | 'refund' | 'cancel' | 'reattribution';
/** How far back a click or an add may lie to earn credit. */
export type AttributionWindowName = 'session' | '7d';
export type RoleName = 'drink' | 'main' | 'starter' | 'side' | 'dessert' | 'other';
export type OrderStatusName =
  | 'pending'
  | 'accepted'
  | 'preparing'
  | 'ready'
  | 'delivered'
  | 'completed'
  | 'cancelled'
  | 'refunded';
