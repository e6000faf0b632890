import { type BasketMemory, POSTINGS_PER_ITEM } from '../neighbours/basket-memory.ts';

const DAY_MS = 86_400_000;

/**
 * Of the lately ordered baskets with an item, how much of them each other item is:
 *
 *   r_ij = sum over baskets b with i and j of g_b / |b|  /  sum over baskets b with i of g_b / |b|
 *   g_b = 2^(-age / h)
 *
 * over the latest 500 baskets with i. Ages are counted from the latest of them: forward decay, nothing is ever aged. Baskets
 * of unknown time weigh as if they were one half-life old. Between 0 and 1.
 *
 * Source: G. Cormode et al. (2009), Forward Decay: A Practical Time Decay Model for Streaming Systems, ICDE.
 *
 * @param row - filled with r_ij by j; its length is the number of items.
 * @param options.halfLifeDays - h in days; Infinity weighs all baskets alike.
 * @example
 * const memory = new BasketMemory();
 * memory.add({ orderId: 1, timeMs: 0, basket: [0, 1] });
 * memory.add({ orderId: 2, timeMs: 86_400_000, basket: [0, 2] });
 * const row = new Float32Array(3);
 * fillCompanionRow(row, memory, { item: 0, halfLifeDays: 1 });
 * [row[1], row[2]] // => [0.33333, 0.66667]
 */
export function fillCompanionRow(
  row: Float32Array,
  memory: BasketMemory,
  { item, halfLifeDays }: { readonly item: number; readonly halfLifeDays: number },
): void {
  row.fill(0);
  const slots = memory.slotsOf(item);
  const { items, starts } = memory;
  const latestMs = slots.length === 0 ? 0 : memory.timeOf(slots[slots.length - 1] as number);
  const sums = new Float64Array(row.length);
  let total = 0;
  for (let place = Math.max(0, slots.length - POSTINGS_PER_ITEM); place < slots.length; place++) {
    const slot = slots[place] as number;
    const [start, end] = [starts[slot] as number, starts[slot + 1] as number];
    const weight = decay(latestMs - memory.timeOf(slot), halfLifeDays) / (end - start);
    total += weight;
    for (let n = start; n < end; n++) sums[items[n] as number] += weight;
  }
  if (total === 0) return;
  for (let other = 0; other < row.length; other++) row[other] = (sums[other] as number) / total;
  row[item] = 0;
}

/**
 * Weight of a basket by its age: 2^(-age / h); one half for a basket of unknown time, whose age is infinite.
 *
 * @example
 * decay(86_400_000, 1) // => 0.5
 * decay(Number.POSITIVE_INFINITY, 30) // => 0.5
 */
export function decay(ageMs: number, halfLifeDays: number): number {
  if (halfLifeDays === Number.POSITIVE_INFINITY) return 1;
  if (ageMs === Number.POSITIVE_INFINITY || Number.isNaN(ageMs)) return 0.5;
  return 2 ** (-ageMs / (DAY_MS * halfLifeDays));
}
