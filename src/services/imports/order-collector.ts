import type { TimeZone } from '../../engine/calendar/time-zone.ts';
import type { ImportStage } from '../../storage/import-stage.ts';
import type { NamedItem } from '../catalog/ensure-items.ts';
import type { ColumnMapping } from './reading/column-mapping.ts';
import type { ImportedLine, RejectedRow } from './reading/order-row.ts';
import type { OrderTime } from './reading/order-time.ts';
import type { OrdersSink } from './reading/read-orders-file.ts';
import { RejectedFile } from './reading/rejected-file.ts';
import { RejectionTally } from './rejection-tally.ts';

/** The instant of a file's time; a local time is the store's. */
export function instantOfOrderTime(time: OrderTime | null, zone: TimeZone): number | null {
  if (time === null) return null;
  return time.kind === 'instant' ? time.ms : zone.instantOf(time);
}

/** Takes what is read from a file: good lines go to the stage, bad rows into their own file, items into a list. */
export class OrderCollector implements OrdersSink {
  /** Every item of the file, by its id, as its last row has it. */
  readonly items = new Map<string, NamedItem>();
  readonly rejections = new RejectionTally();
  readonly #stage: ImportStage | null;
  readonly #zone: TimeZone;
  readonly #rejectedPath: string;
  #rejected: RejectedFile | null = null;
  #saysStatus = false;
  #waiting: Promise<unknown> | null = null;

  constructor(options: { stage: ImportStage | null; zone: TimeZone; rejectedPath: string }) {
    this.#stage = options.stage;
    this.#zone = options.zone;
    this.#rejectedPath = options.rejectedPath;
  }

  /** The file of bad rows, or null when there are none (or nothing is to be written). */
  get rejectedPath(): string | null {
    return this.rejections.list().length > 0 && this.#stage !== null ? this.#rejectedPath : null;
  }

  start(mapping: ColumnMapping): void {
    this.#saysStatus = mapping.positions.has('status');
    this.#rejected = new RejectedFile(this.#rejectedPath, mapping.header);
  }

  line(line: ImportedLine): void {
    this.#noteItem(line);
    if (this.#stage === null) return;
    const waiting = this.#stage.add({
      rowNo: line.rowNumber,
      orderId: line.orderId,
      orderedAtMs: instantOfOrderTime(line.orderedAt, this.#zone),
      customer: line.customerId,
      status: this.#saysStatus ? line.status : null,
      channel: line.channel,
      location: line.location,
      table: line.table,
      itemId: line.itemId,
      quantityMilli: line.quantityMilli,
      unitPriceMinor: line.unitPriceMinor,
      discountMinor: line.discountMinor ?? 0,
    });
    this.#waiting ??= waiting;
  }

  rejected(row: RejectedRow): void {
    this.rejections.add(row);
    if (this.#stage !== null) this.#rejected?.add(row);
  }

  async drain(): Promise<void> {
    await this.#waiting;
    this.#waiting = null;
    await this.#rejected?.drain();
  }

  async close(): Promise<void> {
    await this.#rejected?.close();
  }

  #noteItem(line: ImportedLine): void {
    const known = this.items.get(line.itemId);
    const price = line.unitPriceMinor ?? known?.priceMinor ?? null;
    if (known && known.priceMinor === price && line.itemName === null) return;
    this.items.set(line.itemId, {
      externalId: line.itemId,
      name: line.itemName ?? known?.name ?? line.itemId,
      category: line.category ?? known?.category ?? null,
      priceMinor: price,
    });
  }
}
