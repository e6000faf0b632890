import { AppError } from '../../contract/error-registry.ts';
import type { Pairs, PairsQuery, PairWhy } from '../../contract/pair.ts';
import { DEFAULT_GATE, type PairRow, QUICK_START_GATE, reportPairs } from '../../engine/basket/pair-report.ts';
import { exactPValue } from '../../engine/basket/pair-significance.ts';
import type { StoreModel } from '../../engine/model/store-model.ts';
import { isNotable, lastTogetherMs, type PairEvidence, readPairEvidence } from '../../engine/ranking/pair-evidence.ts';
import type { LoadedStore } from '../learning/load-model.ts';
import type { Services } from '../services.ts';
import { type PackedPairOptions, packPairReport } from '../workers/report-packed-pairs.ts';
import { toEvidenceJson } from './explain.ts';
import { readPairPerformance } from './pair-performance.ts';

/** Up to this many items, 45,000 pairs, the report takes less than handing it to a thread. */
const INLINE_ITEMS = 300;
const OPEN_GATE = { minTogether: 1, minConfidence: 0, minLift: 0 };
const PRESETS = { default: DEFAULT_GATE, 'quick-start': QUICK_START_GATE, all: OPEN_GATE };

/** The directed pairs of a store, the surest first. */
export async function listPairs(services: Services, storeId: number, query: PairsQuery): Promise<Pairs> {
  const loaded = await services.models.get(storeId);
  const { model, catalog } = loaded;
  const gate = PRESETS[query.preset];
  const { orders } = model.pairs;
  const antecedent = query.item === undefined ? null : indexOf(loaded, query.item);
  const rows = await reportStorePairs(services, model, {
    minTogether: query.min_together ?? gate.minTogether,
    minConfidence: query.min_confidence ?? gate.minConfidence,
    minLift: query.min_lift ?? gate.minLift,
    limit: query.limit,
    ...(antecedent === null ? {} : { item: antecedent }),
  });
  const antecedentId = antecedent === null ? null : model.items.idAt(antecedent);
  const performanceOf = await readPairPerformance(services.context, storeId, { range: query, antecedentId });
  const itemOf = (index: number) => catalog.rowById.get(model.items.idAt(index));
  return {
    orders,
    pairs: rows.map((row) => ({
      antecedent: itemOf(row.antecedent)?.external_id ?? '',
      consequent: itemOf(row.consequent)?.external_id ?? '',
      antecedent_name: itemOf(row.antecedent)?.name ?? '',
      consequent_name: itemOf(row.consequent)?.name ?? '',
      times_together: row.together,
      support: round(row.support),
      confidence: round(row.confidence),
      lift: round(row.lift),
      confidence_lower: round(row.confidenceLower),
      lift_lower: round(row.liftLower),
      significant: row.significant,
      last_ordered_together: toIso(lastTogetherMs(model, row.antecedent, row.consequent)),
      ...performanceOf(model.items.idAt(row.antecedent), model.items.idAt(row.consequent)),
    })),
  };
}

/** The report of a small store at once, that of a large one in a thread, so that nobody waits for it but who asked. */
async function reportStorePairs(
  services: Services,
  model: StoreModel,
  options: PackedPairOptions,
): Promise<readonly PairRow[]> {
  if (model.pairs.itemCount > INLINE_ITEMS) {
    return services.workers.run('reportPackedPairs', () => packPairReport(model, options));
  }
  return reportPairs(model.pairs, { ...options, priorLift: (a, b) => model.priorLift(a, b) });
}

/** Why a pair is or is not shown. @throws AppError `unknown_item`. */
export async function explainPair(
  services: Services,
  storeId: number,
  { antecedent, consequent }: { antecedent: string; consequent: string },
): Promise<PairWhy> {
  const loaded = await services.models.get(storeId);
  const { model } = loaded;
  const [a, b] = [indexOf(loaded, antecedent), indexOf(loaded, consequent)];
  if (a === b) {
    throw new AppError('invalid_request', { detail: 'A pair has two different items.' });
  }
  const evidence = readPairEvidence(model, a, b);
  const pValue = exactPValue(model.pairs, a, b);
  return {
    pair: toEvidenceJson(loaded, evidence),
    reverse: toEvidenceJson(loaded, readPairEvidence(model, b, a)),
    p_value: pValue,
    last_ordered_together: toIso(lastTogetherMs(model, a, b)),
    shown: isNotable(evidence),
    gates: listGates(evidence, model.itemAt(b)?.available ?? false),
    words: tellPair(evidence, { antecedent: nameOf(loaded, a), consequent: nameOf(loaded, b) }),
  };
}

function listGates(evidence: PairEvidence, available: boolean): PairWhy['gates'] {
  const probability = evidence.shrunk.probabilityAbove(1.2);
  return [
    gate('together', evidence.together, DEFAULT_GATE.minTogether),
    gate('confidence', evidence.confidence, DEFAULT_GATE.minConfidence),
    gate('lift', evidence.lift, DEFAULT_GATE.minLift),
    { ...gate('probability_of_lift_above_1.2', probability, 0.9) },
    { gate: 'available', passed: available, value: available, needed: 'true' },
  ];
}

function gate(name: string, value: number, needed: number): PairWhy['gates'][number] {
  return { gate: name, passed: value >= needed, value: round(value), needed: `>= ${needed}` };
}

function tellPair(evidence: PairEvidence, names: { antecedent: string; consequent: string }): PairWhy['words'] {
  const { together, antecedentOrders, orders, consequentOrders, lift, expected, shrunk } = evidence;
  const usual = lift.toFixed(1);
  return {
    guest: isNotable(evidence) ? `Often ordered with ${names.antecedent}` : null,
    owner: `${names.consequent} was ordered with ${names.antecedent} in ${together} of ${antecedentOrders} orders (${usual}x usual).`,
    statistician:
      `C = ${together}, n_A = ${antecedentOrders}, n_B = ${consequentOrders}, N = ${orders}, expected ${expected.toFixed(1)}; ` +
      `shrunk lift ${shrunk.mean.toFixed(2)}, 90 % interval ${shrunk.lower.toFixed(2)} to ${shrunk.upper.toFixed(2)}.`,
  };
}

function indexOf({ catalog, model }: LoadedStore, externalId: string): number {
  const id = catalog.idByExternal.get(externalId);
  if (id === undefined) {
    throw new AppError('unknown_item', { detail: `There is no item ${JSON.stringify(externalId)} in this store.` });
  }
  return model.items.indexOf(id);
}

function nameOf({ catalog, model }: LoadedStore, index: number): string {
  return catalog.rowById.get(model.items.idAt(index))?.name ?? '';
}

function toIso(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString();
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
