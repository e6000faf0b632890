import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { type LedgerEntryJson, ledgerQuerySchema } from '../../contract/attribution.ts';
import type { Item, Store } from '../../contract/catalog.ts';
import { type Customer, customersQuerySchema } from '../../contract/customer.ts';
import { eventListQuerySchema, type RecommendationEvent } from '../../contract/event.ts';
import type { ExportList, ExportName } from '../../contract/export.ts';
import { type Pair, pairsQuerySchema } from '../../contract/pair.ts';
import { listLedger } from '../attribution/list-ledger.ts';
import { listStoreItems } from '../catalog/items.ts';
import { listCustomers } from '../customers/customers.ts';
import { CSV_BOM, csvLine } from '../imports/reading/csv-out.ts';
import { listPairs } from '../recommend/pairs.ts';
import type { Services } from '../services.ts';
import { listStoreEvents } from '../tracking/list-events.ts';
import { ORDERS_TABLE } from './export-orders.ts';
import { type ExportTable, tableOfList } from './export-table.ts';

const PER_PAGE = 1000;
const MOST_PAIRS = 10_000;

const ITEMS_TABLE = tableOfList<Item>('the catalogue', {
  columns: {
    item_id: ({ id }) => id,
    name: ({ name }) => name,
    category: ({ category }) => category,
    role: ({ role }) => role,
    price_minor: ({ price_minor }) => price_minor,
    cost_minor: ({ cost_minor }) => cost_minor,
    available: ({ available }) => available,
    featured: ({ featured }) => featured,
    tier: ({ tier }) => tier,
    tags: ({ tags }) => tags.join('; '),
    diets: ({ diets }) => diets.join('; '),
    allergens: ({ allergens }) => allergens?.join('; ') ?? null,
    description: ({ description }) => description,
  },
  read: ({ context }, { id }, cursor) => listStoreItems(context, id, { limit: PER_PAGE, cursor }),
});

const CUSTOMERS_TABLE = tableOfList<Customer>('customers with what they are worth and their segment', {
  columns: {
    customer: ({ id }) => id,
    segment: ({ segment }) => segment,
    ltv_minor: ({ ltv_minor }) => ltv_minor,
    order_count: ({ order_count }) => order_count,
    first_ordered_at: ({ first_ordered_at }) => first_ordered_at,
    last_ordered_at: ({ last_ordered_at }) => last_ordered_at,
    typical_gap_days: ({ typical_gap_days }) => typical_gap_days,
    expected_next_order_at: ({ expected_next_order_at }) => expected_next_order_at,
  },
  read: (services, { id }, cursor) =>
    listCustomers(services, id, { ...customersQuerySchema.parse({ sort: 'id', limit: PER_PAGE }), cursor }),
});

const PAIRS_TABLE = tableOfList<Pair>('the pairs of the report, with their evidence and what suggesting them brought', {
  columns: {
    antecedent: ({ antecedent }) => antecedent,
    antecedent_name: ({ antecedent_name }) => antecedent_name,
    consequent: ({ consequent }) => consequent,
    consequent_name: ({ consequent_name }) => consequent_name,
    times_together: ({ times_together }) => times_together,
    confidence: ({ confidence }) => confidence,
    support: ({ support }) => support,
    lift: ({ lift }) => lift,
    confidence_lower: ({ confidence_lower }) => confidence_lower,
    lift_lower: ({ lift_lower }) => lift_lower,
    significant: ({ significant }) => significant,
    last_ordered_together: ({ last_ordered_together }) => last_ordered_together,
    times_recommended: ({ times_recommended }) => times_recommended,
    times_clicked: ({ times_clicked }) => times_clicked,
    times_converted: ({ times_converted }) => times_converted,
    revenue_generated: ({ revenue_generated }) => revenue_generated,
    conversion_rate: ({ conversion_rate }) => conversion_rate,
  },
  read: async (services, { id }) => {
    const { pairs } = await listPairs(services, id, pairsQuerySchema.parse({ limit: MOST_PAIRS }));
    return { data: pairs, next_cursor: null };
  },
});

const EVENTS_TABLE = tableOfList<RecommendationEvent>('what pages reported, the newest first', {
  columns: {
    event_id: ({ event_id }) => event_id,
    event_type: ({ event_type }) => event_type,
    occurred_at: ({ occurred_at }) => occurred_at,
    received_at: ({ received_at }) => received_at,
    rec_id: ({ rec_id }) => rec_id,
    placement: ({ placement }) => placement,
    recommendation_type: ({ recommendation_type }) => recommendation_type,
    item: ({ recommended_item_id }) => recommended_item_id,
    source_item: ({ source_item_id }) => source_item_id,
    position: ({ position }) => position,
    quantity: ({ quantity }) => quantity,
    session: ({ session }) => session,
    visitor: ({ visitor }) => visitor,
    customer: ({ customer }) => customer,
    table: ({ table }) => table,
    order_id: ({ order_id }) => order_id,
    hour: ({ context }) => context.time_of_day,
    weekday: ({ context }) => context.weekday,
    cart_size: ({ context }) => context.cart_size,
    test_group: ({ test_group }) => test_group,
    revenue_minor: ({ revenue_minor }) => revenue_minor,
    verified: ({ verified }) => verified,
    bot: ({ bot }) => bot,
  },
  read: ({ context }, { id }, cursor) =>
    listStoreEvents(context, id, { ...eventListQuerySchema.parse({ limit: PER_PAGE }), cursor }),
});

const LEDGER_TABLE = tableOfList<LedgerEntryJson>('what was credited to suggestions, entry by entry', {
  columns: {
    id: ({ id }) => id,
    order_day: ({ order_day }) => order_day,
    order_id: ({ order }) => order,
    line: ({ line }) => line,
    item_id: ({ item }) => item,
    item_name: ({ name }) => name,
    kind: ({ kind }) => kind,
    quantity: ({ quantity }) => quantity,
    amount_minor: ({ amount_minor }) => amount_minor,
    rec_id: ({ rec_id }) => rec_id,
    position: ({ position }) => position,
    event_id: ({ event_id }) => event_id,
    booked_at: ({ booked_at }) => booked_at,
  },
  read: ({ context }, { id }, cursor) =>
    listLedger(context, id, { ...ledgerQuerySchema.parse({ limit: PER_PAGE }), cursor }),
});

const TABLES: Readonly<Record<ExportName, ExportTable>> = {
  orders: ORDERS_TABLE,
  items: ITEMS_TABLE,
  customers: CUSTOMERS_TABLE,
  pairs: PAIRS_TABLE,
  events: EVENTS_TABLE,
  ledger: LEDGER_TABLE,
};

/** The files that a store can take out. */
export function listExports(): ExportList['data'] {
  return (Object.keys(TABLES) as ExportName[]).map((name) => {
    const { about, columns } = TABLES[name];
    return { name, about, columns: [...columns] };
  });
}

/** A file of a store as CSV in pieces: UTF-8 with a byte order mark, cells that a spreadsheet would run are disarmed. */
export async function* exportCsv(services: Services, store: Store, name: ExportName): AsyncGenerator<string> {
  const { columns, rows } = TABLES[name];
  yield CSV_BOM + csvLine(columns);
  for await (const part of rows(services, store)) {
    if (part.length > 0) yield part.map(csvLine).join('');
  }
}

/** The same as a stream of bytes, compressed if wanted. */
export function streamCsv(
  services: Services,
  store: Store,
  { name, isCompressed }: { name: ExportName; isCompressed: boolean },
): Readable {
  const text = Readable.from(exportCsv(services, store, name));
  if (!isCompressed) return text;
  const packed = createGzip();
  text.on('error', (error) => packed.destroy(error));
  return text.pipe(packed);
}
