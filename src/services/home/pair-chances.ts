import { DEFAULT_GATE, type PairRow, reportPairs } from '../../engine/basket/pair-report.ts';
import type { StoreModel } from '../../engine/model/store-model.ts';
import type { StoreScope } from '../../storage/database.ts';
import { countItemOrders, countPairOrders } from '../../storage/queries/home.ts';
import type { DaySpan } from '../../storage/queries/rollup-sums.ts';
import type { LoadedStore } from '../learning/load-model.ts';
import type { Services } from '../services.ts';
import { packPairReport } from '../workers/report-packed-pairs.ts';
import type { PairChance } from './do-next.ts';

/** Up to this many items the report takes less than handing it to a thread. */
const INLINE_ITEMS = 300;
const MOST_PAIRS = 50;
/** The pairs of a store hardly move within minutes: they are looked for again after so long. */
const KEPT_MS = 10 * 60_000;

/** Unless so many orders have come, as after an import. */
const MOST_GROWTH = 1.1;

const found = new WeakMap<StoreModel, { version: number; orders: number; atMs: number; rows: readonly PairRow[] }>();

/** The surest pairs of a model that go together beyond chance; for a few minutes those of the last look. */
export async function findSurePairs(services: Services, { model }: LoadedStore): Promise<readonly PairRow[]> {
  const atMs = services.context.clock().getTime();
  const known = found.get(model);
  const isFresh = (kept: { orders: number; atMs: number }) =>
    Math.abs(atMs - kept.atMs) < KEPT_MS && model.pairs.orders <= MOST_GROWTH * kept.orders;
  if (known && (known.version === model.version || isFresh(known))) return known.rows;
  const options = { ...DEFAULT_GATE, limit: MOST_PAIRS };
  const { version } = model;
  const all =
    model.pairs.itemCount > INLINE_ITEMS
      ? await services.workers.run('reportPackedPairs', () => packPairReport(model, options))
      : reportPairs(model.pairs, { ...options, priorLift: (a, b) => model.priorLift(a, b) });
  const rows = all.filter(({ significant }) => significant);
  found.set(model, { version, orders: model.pairs.orders, atMs, rows });
  return rows;
}

/** What the days of a span say of pairs: those of which one was bought beside the other from a suggestion are left out. */
export async function readPairChances(
  scope: StoreScope,
  { loaded, rows, span }: { loaded: LoadedStore; rows: readonly PairRow[]; span: DaySpan },
): Promise<{ chances: PairChance[]; itemOrders: ReadonlyMap<number, number> }> {
  const idsOf = (row: PairRow) =>
    [loaded.model.items.idAt(row.antecedent), loaded.model.items.idAt(row.consequent)] as const;
  const itemOrders = await countItemOrders(scope, span);
  const counts = await countPairOrders(scope, { span, pairs: rows.map(idsOf) });
  const byPair = new Map(counts.map((count) => [`${count.item_a}:${count.item_b}`, count]));
  const chances = rows.flatMap((row) => {
    const [antecedentId, consequentId] = idsOf(row);
    const count = byPair.get(`${Math.min(antecedentId, consequentId)}:${Math.max(antecedentId, consequentId)}`);
    if (count === undefined || count.purchased > 0) return [];
    const antecedentOrders = itemOrders.get(antecedentId) ?? 0;
    return [{ row, antecedentId, consequentId, antecedentOrders, together: count.orders }];
  });
  return { chances, itemOrders };
}
