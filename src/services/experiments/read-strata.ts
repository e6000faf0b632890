import { buildServedUnits, type ServedUnit } from '../../engine/experiment/served-units.ts';
import { buildTestUnits, type Span, type TestUnits } from '../../engine/experiment/test-units.ts';
import type { StoreScope } from '../../storage/database.ts';
import type { ExperimentRecord } from '../../storage/queries/experiments.ts';
import {
  findCartVisits,
  findExposures,
  findNameLinks,
  findSessionUnits,
  findSlowestUsual,
  findTestAnswers,
  findTestTouches,
} from '../../storage/queries/visitor-weeks.ts';
import { readPersonOrders } from './person-orders.ts';
import { CONTROL, experimentKey } from './traffic.ts';

/** Answers above the control's 95th percentile and 5 % are slow; below so many milliseconds nobody would feel it. */
const SLOWER = 1.05;
const FELT_MS = 50;
/** One version of a test with its units. */
export interface Stratum {
  /** From 1. */
  readonly version: number;
  /** Share of the variant. */
  readonly split: number;
  readonly found: TestUnits;
  readonly served: readonly ServedUnit[];
}

/** The units of a test up to now or its end, by its versions: from exposures, orders, touches and answers, as they stand. */
export async function readStrata(
  scope: StoreScope,
  { record, now }: { record: ExperimentRecord; now: Date },
): Promise<Stratum[]> {
  const { row, versions, pauses } = record;
  const ends = [now, row.ends_at ?? now, row.completed_at ?? now].map((end) => end.getTime());
  const endMs = Math.min(...ends);
  const test = experimentKey(row.id);
  const spans = pauses.map((pause) => ({
    fromMs: pause.paused_at.getTime(),
    toMs: pause.resumed_at?.getTime() ?? Number.POSITIVE_INFINITY,
  }));
  const strata: Stratum[] = [];
  const slowMs = await readSlowMs(scope, { test, versions, endMs });
  for (const [index, version] of versions.entries()) {
    const toMs = Math.min(endMs, versions[index + 1]?.began_at.getTime() ?? endMs);
    const span: Span = { fromMs: version.began_at.getTime(), toMs };
    if (span.toMs <= span.fromMs) continue;
    const range = { from: new Date(span.fromMs), to: new Date(span.toMs) };
    const exposures = await findExposures(scope, { range, draw: { test } });
    const touches = await findTestTouches(scope, { range, test });
    const links = await findNameLinks(scope, range.to);
    const answers = await findTestAnswers(scope, { range, test, slowMs });
    const carts = await findCartVisits(scope, range);
    const found = buildTestUnits({
      span,
      pauses: spans,
      exposures: exposures.map(({ unit, arm, first_at: at }) => ({ unit, arm, atMs: at.getTime() })),
      links,
      sessions: new Map(await findSessionUnits(scope, range)),
      orders: await readPersonOrders(scope, { range }),
      touches: touches.map(({ unit, type, at }) => ({ unit, type, atMs: at.getTime() })),
      carts: carts.map(({ unit, at }) => ({ unit, atMs: at.getTime() })),
    });
    const timed = answers.map(({ at, ...counts }) => ({ ...counts, atMs: at.getTime() }));
    const served = buildServedUnits({ span, pauses: spans, links, answers: timed });
    strata.push({ version: version.version, split: version.traffic_split / 100, found, served });
  }
  return strata;
}

/** From how many milliseconds on an answer is slow: 5 % above what 95 of 100 answers of the control take at most. */
async function readSlowMs(
  scope: StoreScope,
  { test, versions, endMs }: { test: string; versions: ExperimentRecord['versions']; endMs: number },
): Promise<number> {
  const from = versions[0]?.began_at ?? new Date(endMs);
  const usual = await findSlowestUsual(scope, { range: { from, to: new Date(endMs) }, test, arm: CONTROL });
  return Math.max(FELT_MS, SLOWER * (usual ?? 0));
}
