import { createHash } from 'node:crypto';
import { type CellFault, cellFault } from './cell-fault.ts';
import type { ColumnRole } from './column-aliases.ts';
import type { ColumnMapping } from './column-mapping.ts';
import type { FileConventions } from './file-conventions.ts';
import { slugOfName } from './item-slug.ts';
import { readItemsList } from './items-list.ts';
import { type LineMoney, LineMoneyReader } from './line-money.ts';
import type { ImportedLine, RejectedRow } from './order-row.ts';
import { readStatus } from './order-status.ts';
import { type OrderTime, orderTimeRank, readOrderTime } from './order-time.ts';
import { readQuantityMilli } from './quantity-text.ts';
import { RowCells, RowRejection, tooLong } from './row-cells.ts';

/** What the rows of one file have in common. */
export interface OrderLineOptions {
  readonly mapping: ColumnMapping;
  readonly conventions: FileConventions;
  /** Decimals of the store's currency by ISO 4217. */
  readonly currencyExponent: number;
  /** The store's currency: a row in another one is rejected. Undefined: any is taken. */
  readonly currency?: string | undefined;
  /** Whether an order cannot have been made yet at such a time. Undefined: any time is taken. */
  readonly isTooLate?: ((time: OrderTime) => boolean) | undefined;
}

/** Odd things that were accepted, counted over the file. */
export interface AcceptedOddities {
  readonly roundedPrices: number;
  readonly datesWithoutTime: number;
  readonly datesMissing: number;
  readonly ordersWithoutPrices: number;
}

const TOO_LATE = cellFault('time_ahead', 'expected a time up to 24 hours from now');
const MAX_ID = 200;
const MAX_NAME = 500;
const MAX_CACHED = 100_000;
const EMPTY_ID = cellFault('order_id_missing', 'expected the number of the order');
const NO_ITEM = cellFault('item_missing', 'expected the id or the name of an item');
const NOT_DERIVABLE = cellFault(
  'order_id_missing',
  'expected a value: without it the order cannot be told from others',
);
const NOT_A_CURRENCY = cellFault('not_a_currency', 'expected a currency code of three letters, like USD');
const UNKNOWN_MONEY: LineMoney = { unitPriceMinor: null, discountMinor: null };

type OrderPart = Omit<ImportedLine, 'itemId' | 'itemName' | 'quantityMilli' | 'unitPriceMinor' | 'discountMinor'>;

/** Turns the rows of one file into checked order lines. */
export class OrderLineParser {
  readonly #options: OrderLineOptions;
  readonly #cells: RowCells;
  readonly #money: LineMoneyReader;
  readonly #hasDates: boolean;
  readonly #hasOrderIds: boolean;
  readonly #slugs = new Map<string, string>();
  #timeText = '';
  #time: OrderTime | null = null;
  #datesWithoutTime = 0;
  #datesMissing = 0;
  #ordersWithoutPrices = 0;

  constructor(options: OrderLineOptions) {
    const { mapping, conventions, currencyExponent } = options;
    this.#options = options;
    this.#cells = new RowCells(mapping);
    this.#money = new LineMoneyReader(this.#cells, {
      exponent: currencyExponent,
      decimalSign: conventions.decimalSign,
    });
    this.#hasDates = mapping.positions.has('orderedAt');
    this.#hasOrderIds = mapping.positions.has('orderId');
  }

  /** Odd things accepted so far. */
  get oddities(): AcceptedOddities {
    return {
      roundedPrices: this.#money.roundedPrices,
      datesWithoutTime: this.#datesWithoutTime,
      datesMissing: this.#datesMissing,
      ordersWithoutPrices: this.#ordersWithoutPrices,
    };
  }

  /** The lines of one row (several with an `items` column), or why it cannot be used. A row is good or bad as a whole. */
  parse(cells: readonly string[], rowNumber: number): readonly ImportedLine[] | RejectedRow {
    this.#cells.turnTo(cells);
    try {
      this.#requireWidth(cells);
      const { form } = this.#options.mapping;
      return form === 'order-per-row' ? this.#readOrder(rowNumber) : [this.#readLine(rowNumber)];
    } catch (error) {
      if (error instanceof RowRejection) return this.#reject(error, { cells, rowNumber });
      throw error;
    }
  }

  #requireWidth(cells: readonly string[]): void {
    const expected = this.#options.mapping.header.length;
    // Spreadsheets pad rows with empty cells; those say nothing.
    if (cells.length === expected || (cells.length > expected && cells.slice(expected).every((cell) => cell === ''))) {
      return;
    }
    const columns = expected === 1 ? '1 column' : `${expected} columns`;
    throw new RowRejection(null, cellFault('wrong_column_count', `expected ${columns}, found ${cells.length}`));
  }

  #readLine(rowNumber: number): ImportedLine {
    const cells = this.#cells;
    const itemName = cells.capped('itemName', MAX_NAME);
    const itemId = cells.capped('itemId', MAX_ID) ?? (itemName === null ? null : this.#slug(itemName));
    if (itemId === null) throw new RowRejection(this.#itemRole(), NO_ITEM);
    const quantityMilli = this.#quantity();
    const money = this.#money.read(quantityMilli);
    const order = this.#readOrderPart(rowNumber, itemId);
    return {
      rowNumber,
      orderId: order.orderId,
      orderedAt: order.orderedAt,
      customerId: order.customerId,
      itemId,
      itemName,
      category: order.category,
      quantityMilli,
      unitPriceMinor: money.unitPriceMinor,
      discountMinor: money.discountMinor,
      currency: order.currency,
      channel: order.channel,
      location: order.location,
      status: order.status,
      table: order.table,
    };
  }

  #readOrder(rowNumber: number): ImportedLine[] {
    const listed = readItemsList(this.#cells.text('items'), this.#options.conventions.decimalSign);
    if (!Array.isArray(listed)) throw new RowRejection('items', listed);
    const order = this.#readOrderPart(rowNumber, '');
    // The amount of an order with several items cannot be split over them, and a guess is no price.
    const money = listed.length === 1 ? this.#money.read(listed[0].quantityMilli) : UNKNOWN_MONEY;
    if (listed.length > 1) this.#ordersWithoutPrices++;
    return listed.map(({ item, quantityMilli }) => {
      if (item.length > MAX_NAME) throw new RowRejection('items', tooLong(MAX_NAME));
      return { ...order, ...this.#identify(item), quantityMilli, ...money };
    });
  }

  /** An item of a list may be an id or a name: with a blank in it, or too long for an id, it is a name. */
  #identify(item: string): { itemId: string; itemName: string | null } {
    const isName = /\s/.test(item) || item.length > MAX_ID;
    return isName ? { itemId: this.#slug(item), itemName: item } : { itemId: item, itemName: null };
  }

  #readOrderPart(rowNumber: number, itemId: string): OrderPart {
    const cells = this.#cells;
    const orderedAt = this.#hasDates ? this.#readTime() : null;
    const customerId = cells.capped('customerId', MAX_ID);
    return {
      rowNumber,
      orderId: this.#hasOrderIds ? this.#readOrderId() : this.#deriveOrderId({ customerId, orderedAt, itemId }),
      orderedAt,
      customerId,
      category: cells.capped('category', MAX_ID),
      currency: this.#readCurrency(),
      channel: cells.capped('channel', MAX_ID),
      location: cells.capped('location', MAX_ID),
      status: this.#readStatus(),
      table: cells.capped('table', MAX_ID),
    };
  }

  #readOrderId(): string {
    const orderId = this.#cells.capped('orderId', MAX_ID);
    if (orderId === null) throw new RowRejection('orderId', EMPTY_ID);
    return orderId;
  }

  /** Without order numbers each row is one order, and the same row always the same order. */
  #deriveOrderId(row: { customerId: string | null; orderedAt: OrderTime | null; itemId: string }): string {
    if (row.customerId === null) throw new RowRejection('customerId', NOT_DERIVABLE);
    if (row.orderedAt === null) throw new RowRejection('orderedAt', NOT_DERIVABLE);
    const moment = `${row.orderedAt.kind} ${orderTimeRank(row.orderedAt)}`;
    const identity = JSON.stringify([row.customerId, moment, row.itemId]);
    return `row-${createHash('sha256').update(identity).digest('hex').slice(0, 32)}`;
  }

  #readTime(): OrderTime | null {
    const clock = this.#cells.text('timeOfDay');
    const date = this.#cells.text('orderedAt');
    const text = clock === '' || date === '' ? date : `${date} ${clock}`;
    // The lines of an order stand together and share their time.
    if (text !== this.#timeText) this.#parseTime(text);
    if (this.#time === null) this.#datesMissing++;
    else if (this.#time.kind === 'local' && !text.includes(':')) this.#datesWithoutTime++;
    return this.#time;
  }

  #parseTime(text: string): void {
    const time = readOrderTime(text, this.#options.conventions.dateOrder);
    if (time?.kind === 'fault') throw new RowRejection('orderedAt', time);
    if (time !== null && this.#options.isTooLate?.(time)) throw new RowRejection('orderedAt', TOO_LATE);
    this.#timeText = text;
    this.#time = time;
  }

  #quantity(): number {
    const quantity = readQuantityMilli(this.#cells.text('quantity'), this.#options.conventions.decimalSign);
    if (typeof quantity === 'number') return quantity;
    throw new RowRejection('quantity', quantity);
  }

  #readStatus(): ImportedLine['status'] {
    const status = readStatus(this.#cells.text('status'));
    if (typeof status === 'string') return status;
    throw new RowRejection('status', status);
  }

  #readCurrency(): string | null {
    const text = this.#cells.text('currency');
    if (text === '') return null;
    if (!/^[A-Za-z]{3}$/.test(text)) throw new RowRejection('currency', NOT_A_CURRENCY);
    const currency = text.toUpperCase();
    const expected = this.#options.currency;
    if (expected === undefined || currency === expected) return currency;
    throw new RowRejection('currency', cellFault('other_currency', `expected the store's currency ${expected}`));
  }

  #slug(name: string): string {
    const known = this.#slugs.get(name);
    if (known !== undefined) return known;
    const slug = slugOfName(name);
    if (slug.length > MAX_ID) throw new RowRejection(this.#itemRole(), tooLong(MAX_ID));
    if (this.#slugs.size < MAX_CACHED) this.#slugs.set(name, slug);
    return slug;
  }

  #itemRole(): ColumnRole {
    const { positions } = this.#options.mapping;
    return positions.has('items') ? 'items' : positions.has('itemId') ? 'itemId' : 'itemName';
  }

  #reject(rejection: RowRejection, row: { cells: readonly string[]; rowNumber: number }): RejectedRow {
    const { header, positions } = this.#options.mapping;
    const position = rejection.role === null ? undefined : positions.get(rejection.role);
    const value = position === undefined ? '' : (row.cells[position] ?? '').trim();
    return rejectRow(rejection.fault, {
      ...row,
      column: position === undefined ? '' : header[position],
      value,
    });
  }
}

/**
 * A rejected row from a fault; the value is cut to 80 characters.
 *
 * @example
 * rejectRow({ kind: 'fault', code: 'x', reason: 'no' }, { rowNumber: 2, column: '', value: '', cells: [] }).code // => "x"
 */
export function rejectRow(
  fault: CellFault,
  row: { rowNumber: number; column: string; value: string; cells: readonly string[] },
): RejectedRow {
  const value = row.value.length > 80 ? `${row.value.slice(0, 79)}…` : row.value;
  return { ...row, value, reason: fault.reason, code: fault.code };
}
