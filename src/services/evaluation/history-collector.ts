import type { TimeZone } from '../../engine/calendar/time-zone.ts';
import { createOrder } from '../../engine/create-order.ts';
import { sortOrders } from '../../engine/evaluation/sort-orders.ts';
import type { LearningOrder } from '../../engine/items.ts';
import { instantOfOrderTime } from '../imports/order-collector.ts';
import type { ImportedLine, RejectedRow } from '../imports/reading/order-row.ts';
import type { OrdersSink } from '../imports/reading/read-orders-file.ts';
import { RejectionTally } from '../imports/rejection-tally.ts';
import type { NamedMenuItem } from './menu-items.ts';

interface CollectedOrder {
  readonly id: string;
  timeMs: number | null;
  customer: string | null;
  status: ImportedLine['status'];
  /** Item ids: place of the item + 1. */
  readonly items: Set<number>;
}

const UNCOUNTED = new Set<ImportedLine['status']>(['cancelled', 'refunded']);
const COMPLETED = new Set<ImportedLine['status']>(['completed', 'delivered']);

/** Takes the lines of a file and makes orders of them. The time of an order is that of its earliest line. */
export class HistoryCollector implements OrdersSink {
  /** Why rows were left out. */
  readonly rejections = new RejectionTally();
  readonly #zone: TimeZone;
  readonly #orders = new Map<string, CollectedOrder>();
  readonly #idOfItem = new Map<string, number>();
  readonly #items: NamedMenuItem[] = [];
  readonly #idOfCustomer = new Map<string, number>();

  constructor(zone: TimeZone) {
    this.#zone = zone;
  }

  /** Every item of the file in the order of its first line; item n has the id n + 1. */
  get items(): readonly NamedMenuItem[] {
    return this.#items;
  }

  /** Number of customers that the orders name. */
  get customers(): number {
    return this.#idOfCustomer.size;
  }

  line(line: ImportedLine): void {
    const order = this.#orderOf(line);
    order.items.add(this.#noteItem(line));
    order.customer ??= line.customerId;
    if (UNCOUNTED.has(line.status)) order.status = line.status;
    const timeMs = instantOfOrderTime(line.orderedAt, this.#zone);
    if (timeMs !== null) order.timeMs = Math.min(order.timeMs ?? timeMs, timeMs);
  }

  rejected(row: RejectedRow): void {
    this.rejections.add(row);
  }

  /** The orders that count, by (time, id), numbered from 1. */
  conclude(): LearningOrder[] {
    const counted = [...this.#orders.values()].filter((order) => !UNCOUNTED.has(order.status));
    return sortOrders(counted).map(({ timeMs, customer, status, items }, place) =>
      createOrder({
        orderId: place + 1,
        orderedAtMs: timeMs,
        customerId: customer === null ? null : this.#customerId(customer),
        basket: [...items],
        completed: COMPLETED.has(status),
      }),
    );
  }

  #orderOf({ orderId, status }: ImportedLine): CollectedOrder {
    const known = this.#orders.get(orderId);
    if (known !== undefined) return known;
    const order: CollectedOrder = { id: orderId, timeMs: null, customer: null, status, items: new Set() };
    this.#orders.set(orderId, order);
    return order;
  }

  #noteItem(line: ImportedLine): number {
    const id = this.#idOfItem.get(line.itemId) ?? this.#items.length + 1;
    const known = this.#items[id - 1];
    this.#idOfItem.set(line.itemId, id);
    this.#items[id - 1] = {
      externalId: line.itemId,
      name: line.itemName ?? known?.name ?? line.itemId,
      category: line.category ?? known?.category ?? null,
      priceMinor: line.unitPriceMinor ?? known?.priceMinor ?? null,
    };
    return id;
  }

  #customerId(customer: string): number {
    const id = this.#idOfCustomer.get(customer) ?? this.#idOfCustomer.size + 1;
    this.#idOfCustomer.set(customer, id);
    return id;
  }
}
