import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BasketArrays, packBaskets } from '../src/engine/basket/basket-arrays.ts';
import { PairCounts } from '../src/engine/basket/pair-counts.ts';
import { generateBaskets } from './generated-store.ts';
import { quantile } from './quantiles.ts';
import { countPairs, readBaskets } from './read-baskets.ts';
import { type ScipyCounter, startScipy } from './scipy-counter.ts';

const ROUNDS = 7;
const ROUND_MS = 100;
const ORDERS = 100_000;
const TAKEAWAY = 'indian_takeaway_1';
const SPARSE = 'fimi_retail';

/**
 * Counting all pairs, from the two integer arrays of the baskets to the finished counts: ours at once (addAll), ours
 * order by order (add), and scipy's X'X, one thread each, taking turns in the same run.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'pairwell-bench-'));
const scipy = await startScipy(folder);
console.log(scipy.version === null ? scipy.hint : `scipy ${scipy.version}, the faster of float32 and int32`);
for (const [name, baskets] of listSets()) await compare(name, baskets, scipy);
await scipy.close();
rmSync(folder, { recursive: true, force: true });

function* listSets(): Generator<[string, BasketArrays]> {
  const takeaway = readBaskets(TAKEAWAY);
  if (takeaway) yield [TAKEAWAY, takeaway];
  else console.log(`${TAKEAWAY} is left out: PAIRWELL_DATA_DIR names no folder that holds ${TAKEAWAY}.csv.gz`);
  for (const items of [250, 1000, 5000]) yield [`generated-${items}`, packBaskets(generateBaskets(items, ORDERS))];
  const sparse = readBaskets(SPARSE);
  yield sparse ? [SPARSE, sparse] : ['generated-20000', packBaskets(generateBaskets(20_000, ORDERS))];
}

async function compare(name: string, baskets: BasketArrays, counter: ScipyCounter): Promise<void> {
  const pairs = countPairs(baskets);
  requireEqual(countAtOnce(baskets), countByOrder(baskets), pairs);
  await counter.take(baskets, { name, pairs });
  const times = { atOnce: [] as number[], byOrder: [] as number[], scipy: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.atOnce.push(timeRound(() => countAtOnce(baskets)));
    times.scipy.push(await counter.timeRound(ROUND_MS));
    times.byOrder.push(timeRound(() => countByOrder(baskets)));
  }
  const { atOnce, byOrder, scipy: theirs } = times;
  const ratio = (ours: number[]) => `${(median(theirs) / median(ours)).toFixed(2)}x`;
  console.log(`${name}, ${baskets.indptr.length - 1} baskets, ${pairs} pairs (best / median of ${ROUNDS} rounds)`);
  console.log(`  ours at once       ${tell(atOnce, pairs)}${counter.version ? `, scipy / ours ${ratio(atOnce)}` : ''}`);
  console.log(
    `  ours by the order  ${tell(byOrder, pairs)}${counter.version ? `, scipy / ours ${ratio(byOrder)}` : ''}`,
  );
  if (counter.version) console.log(`  scipy ${counter.dtype.padEnd(12)} ${tell(theirs, pairs)}`);
}

function countAtOnce(baskets: BasketArrays): PairCounts {
  const counts = new PairCounts();
  counts.addAll(baskets);
  return counts;
}

function countByOrder({ indptr, indices }: BasketArrays): PairCounts {
  const counts = new PairCounts();
  for (let basket = 1; basket < indptr.length; basket++) {
    counts.add(indices.subarray(indptr[basket - 1], indptr[basket]));
  }
  return counts;
}

/** Mean time of one call, over as many calls as fill a round. */
function timeRound(work: () => unknown): number {
  const startedMs = performance.now();
  let calls = 0;
  while (performance.now() - startedMs < ROUND_MS || calls === 0) {
    work();
    calls++;
  }
  return (performance.now() - startedMs) / calls;
}

/** @throws RangeError when the two ways disagree, or lose a pair. */
function requireEqual(atOnce: PairCounts, byOrder: PairCounts, pairs: number): void {
  let seen = 0;
  atOnce.forEachPair((i, j, together) => {
    if (byOrder.together(i, j) !== together) throw new RangeError(`Items ${i} and ${j} are counted differently.`);
    seen += together;
  });
  if (seen !== pairs) throw new RangeError(`Counted ${seen} pairs of ${pairs}.`);
}

function median(times: readonly number[]): number {
  return quantile(
    times.toSorted((a, b) => a - b),
    0.5,
  );
}

function tell(times: readonly number[], pairs: number): string {
  const [best, middle] = [Math.min(...times), median(times)];
  const speed = (timeMs: number) => `${(pairs / timeMs / 1000).toFixed(1)} M pairs/s`;
  return `${best.toFixed(2)} / ${middle.toFixed(2)} ms, ${speed(best)} / ${speed(middle)}`;
}
