import { drawChance, drawInteger } from '../../src/simulation/draws.ts';
import { createRandom } from '../../src/simulation/random.ts';
import type { StoredOrder } from './import-bench.ts';

/** One line of a made-up history. Times are local, without an offset. */
export interface GeneratedLine {
  readonly order: string;
  readonly at: string;
  readonly customer: string | null;
  readonly item: string;
  readonly name: string;
  readonly category: string;
  /** Thousandths: whole units, and now and then a quarter. */
  readonly milli: number;
  readonly priceMinor: number | null;
}

/** Lines of so many orders, in the order of their times: one to five lines each, some twice the same item. */
export function generateLines(seed: number, { orders }: { orders: number }): GeneratedLine[] {
  const random = createRandom(seed, 'import test');
  const begin = Date.UTC(2026, 0, 10);
  return Array.from({ length: orders }, (_, order) => {
    const customer = drawChance(random, 0.3) ? `guest-${drawInteger(random, [1, 20])}` : null;
    return Array.from({ length: drawInteger(random, [1, 5]) }, (_, line) => {
      const item = drawInteger(random, [1, 30]);
      return {
        order: `A-${order}`,
        at: new Date(begin + order * 97_000 + line * 1000).toISOString().slice(0, 19),
        customer,
        item: `item-${item}`,
        name: `Dish ${item}, "house" style`,
        category: `Section ${item % 4}`,
        milli: drawChance(random, 0.1) ? 250 : drawInteger(random, [1, 3]) * 1000,
        priceMinor: drawChance(random, 0.05) ? null : 100 + item * 35,
      };
    });
  }).flat();
}

/** What the store must hold after an import of the lines; `offset` is that of the store's zone, such as "+01:00". */
export function expectedOrders(lines: readonly GeneratedLine[], offset: string): Map<string, StoredOrder> {
  const byOrder = new Map<string, GeneratedLine[]>();
  for (const line of lines) byOrder.set(line.order, [...(byOrder.get(line.order) ?? []), line]);
  return new Map(
    [...byOrder].map(([id, own]) => {
      const earliest = own.map((line) => line.at).sort()[0];
      return [
        id,
        {
          id,
          status: 'completed',
          orderedAt: new Date(`${earliest}${offset}`).toISOString(),
          customer: own[0]?.customer ?? null,
          lines: own.map((line) => [line.item, line.milli, line.priceMinor, 0] as const),
        },
      ];
    }),
  );
}

/** The lines in an order of chance: an order's lines are scattered over the file. */
export function shuffle<T>(seed: number, rows: readonly T[]): T[] {
  const random = createRandom(seed, 'shuffle');
  const left = [...rows];
  return rows.flatMap(() => left.splice(drawInteger(random, [0, left.length - 1]), 1));
}

/** A CSV text; a cell with the delimiter, a quote or a line end is quoted. */
export function toCsv(rows: readonly (readonly (string | number | null)[])[], delimiter = ','): string {
  const cell = (value: string | number | null) => {
    const text = String(value ?? '');
    return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => `${row.map(cell).join(delimiter)}\n`).join('');
}

/** The amount in major units, with a decimal sign: 1250 -> "12.50". */
export function toDecimal(minor: number | null, sign = '.'): string {
  return minor === null ? '' : `${Math.floor(minor / 100)}${sign}${String(minor % 100).padStart(2, '0')}`;
}
