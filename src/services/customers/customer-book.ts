import type { CustomerProfile, ItemOrders } from '../../engine/customer/build-profile.ts';
import type { TierStay } from '../../engine/customer/tier-stays.ts';
import {
  type CustomerProgress,
  lookAtCustomers,
  readChangedProfiles,
  readCustomerHead,
} from '../../storage/queries/customers.ts';
import type { ServiceContext } from '../service-context.ts';
import { NewestAnswer } from './newest-answer.ts';
import { settleProfiles } from './settle-profiles.ts';

/** A customer, as far as what is said of all of them needs it. */
export interface BookedCustomer
  extends Pick<
    CustomerProfile,
    'ltvMinor' | 'orderCount' | 'firstAtMs' | 'lastAtMs' | 'gapCount' | 'gapDaysSum' | 'tierLevel' | 'tiers'
  > {
  readonly id: number;
  /** The customer, by the caller's reference. */
  readonly receipt: string;
  /** The items that are ordered most: number of the item, orders with it, and so on in turn. */
  readonly itemOrders: Float64Array;
}

/** A store's customers in memory, by their numbers. */
export interface CustomerBook {
  readonly customers: ReadonlyMap<number, BookedCustomer>;
  readonly byReceipt: ReadonlyMap<string, number>;
  /** Grows with every profile that is computed. */
  readonly revision: number;
  /** Number of the store's last change when the book was opened. */
  readonly changeNo: number;
}

interface OpenBook {
  readonly customers: Map<number, BookedCustomer>;
  readonly byReceipt: Map<string, number>;
  revision: number;
  changeNo: number;
  usedAtMs: number;
  /** What is being read now; one reading at a time. */
  tail: Promise<void>;
  /** How far the store is, asked by every answer. */
  readonly head: NewestAnswer<CustomerProgress>;
}

const PROFILES_PER_READ = 5000;

/**
 * The customers of the stores that are asked about, kept in memory and brought up to the last committed change before
 * every answer: one short query when nothing has changed, else the profiles that have.
 */
export class CustomerBooks {
  readonly #context: ServiceContext;
  readonly #books = new Map<number, OpenBook>();

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** The store's customers as of its last committed change. */
  async open(storeId: number): Promise<CustomerBook> {
    const book = this.#books.get(storeId) ?? this.#create(storeId);
    book.usedAtMs = this.#context.clock().getTime();
    if (!isCurrent(book, await book.head.ask())) {
      book.tail = book.tail.then(
        () => this.#catchUp(storeId, book),
        () => this.#catchUp(storeId, book),
      );
      await book.tail;
    }
    return book;
  }

  /** Forgets stores that nobody has asked about for so long. */
  unloadIdle(idleMs: number): void {
    const before = this.#context.clock().getTime() - idleMs;
    for (const [storeId, { usedAtMs }] of this.#books) if (usedAtMs < before) this.#books.delete(storeId);
  }

  #create(storeId: number): OpenBook {
    const book: OpenBook = {
      customers: new Map(),
      byReceipt: new Map(),
      revision: 0,
      changeNo: -1,
      usedAtMs: 0,
      tail: Promise.resolve(),
      head: new NewestAnswer(() => lookAtCustomers(this.#context.database, storeId)),
    };
    this.#books.set(storeId, book);
    return book;
  }

  async #catchUp(storeId: number, book: OpenBook): Promise<void> {
    const { database } = this.#context;
    const head = await lookAtCustomers(database, storeId);
    if (isCurrent(book, head)) return;
    await settleProfiles(this.#context, storeId);
    const read = await database.forStore(
      storeId,
      async (scope) => {
        const { revision } = await readCustomerHead(scope);
        const rows: Awaited<ReturnType<typeof readChangedProfiles>> = [];
        for (let afterCustomerId = 0; ; ) {
          const page = { afterRevision: book.revision, afterCustomerId, limit: PROFILES_PER_READ };
          const part = await readChangedProfiles(scope, page);
          for (const row of part) rows.push(row);
          if (part.length < PROFILES_PER_READ) return { revision, rows };
          afterCustomerId = part.at(-1)?.customer_id ?? afterCustomerId;
        }
      },
      { frozen: true },
    );
    for (const row of read.rows) enter(book, row);
    book.revision = read.revision;
    book.changeNo = head.changeNo;
  }
}

function isCurrent(book: OpenBook, store: CustomerProgress): boolean {
  return book.changeNo >= store.changeNo && book.revision >= store.revision;
}

function enter(book: OpenBook, row: Awaited<ReturnType<typeof readChangedProfiles>>[number]): void {
  const before = book.customers.get(row.customer_id);
  if (before) book.byReceipt.delete(before.receipt);
  if (row.external_id === null) {
    book.customers.delete(row.customer_id);
    return;
  }
  book.byReceipt.set(row.external_id, row.customer_id);
  book.customers.set(row.customer_id, {
    id: row.customer_id,
    receipt: row.external_id,
    ltvMinor: row.ltv_minor,
    orderCount: row.order_count,
    firstAtMs: row.first_ordered_at?.getTime() ?? null,
    lastAtMs: row.last_ordered_at?.getTime() ?? null,
    gapCount: row.gap_count,
    gapDaysSum: row.gap_days_sum,
    tierLevel: row.tier_level,
    tiers: row.tiers as readonly TierStay[],
    itemOrders: Float64Array.from(
      (row.items as readonly ItemOrders[]).flatMap(({ itemId, orders }) => [itemId, orders]),
    ),
  });
}
