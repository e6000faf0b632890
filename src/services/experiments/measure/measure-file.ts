import { basename } from 'node:path';
import { AppError } from '../../../contract/error-registry.ts';
import { compareMetric, type MetricComparison } from '../../../engine/experiment/compare/compare-metric.ts';
import type { SkewedMoments } from '../../../engine/experiment/compare/running-moments.ts';
import { adjustByHolm } from '../../../engine/experiment/families/holm.ts';
import { judgeComparison } from '../../../engine/experiment/judge-comparison.ts';
import { unitsForSkew } from '../../../engine/experiment/planning/skew-minimum.ts';
import { checkSampleRatio } from '../../../engine/experiment/validity/sample-ratio.ts';
import { withFileProblems } from '../../imports/file-problem.ts';
import type { MeasuredComparison, MeasuredSampleRatio, MeasureReport, RefusedMetric } from './measure-report.ts';
import type { MeasuredMetric, MeasureRequest } from './measure-request.ts';
import { readTestFile, type TestFileData } from './read-test-file.ts';

const ALPHA = 0.05;
/** A file is checked once, and nobody here has seen how its units were assigned: an alarm is cheaper than a wrong claim. */
const FILE_RATIO_ALARM = 0.01;
const METHOD = 'fixed, safe standard error';
const METHOD_VERSION = 1;

/**
 * Measures a test of anyone's from a file with one row for each unit: the sample-ratio check first, then every variant against the
 * control on every metric.
 *
 * @throws AppError `invalid_file` when the file cannot be read or compared, `invalid_request` when the request does not fit it.
 */
export async function measureFile(
  path: string,
  request: MeasureRequest,
  options: { readonly onProgress?: (share: number) => void } = {},
): Promise<MeasureReport> {
  const data = await withFileProblems(path, () => readTestFile(path, request, options));
  const source = basename(path);
  requireComparable(data, { source, request });
  const refused = refuseMetrics(data, { source, request });
  const { rows, kept, rejected, reasons } = data;
  const srm = checkRatio(data, request);
  const comparisons = compareAll(data, { request, refused, sampleRatioHolds: srm.ok });
  const method = { alpha: ALPHA, method: METHOD, methodVersion: METHOD_VERSION };
  const assignment = request.legacyPercent === null ? 'column' : 'md5-legacy';
  return { source, rows, kept, rejected, reasons, assignment, ...method, srm, comparisons, refused };
}

function checkRatio({ arms }: TestFileData, { split }: MeasureRequest): MeasuredSampleRatio {
  const names = [...arms.keys()].sort();
  const weights = names.map((arm) => split?.get(arm) ?? 1);
  const observed = names.map((arm) => arms.get(arm)?.[0].n ?? 0);
  const check = checkSampleRatio(observed, { weights, threshold: FILE_RATIO_ALARM });
  return {
    pValue: check.pValue,
    ok: !check.mismatch,
    chiSquare: check.chiSquare,
    degreesOfFreedom: check.degreesOfFreedom,
    threshold: FILE_RATIO_ALARM,
    arms: names.map((arm, index) => ({ arm, n: observed[index], expected: check.expected[index] })),
  };
}

/** One comparison on its way to the report. */
interface Measured {
  readonly variant: string;
  readonly metric: MeasuredMetric;
  readonly treated: SkewedMoments;
  readonly control: SkewedMoments;
  readonly result: MetricComparison;
}

function compareAll(
  { arms }: TestFileData,
  {
    request,
    refused,
    sampleRatioHolds,
  }: { request: MeasureRequest; refused: readonly RefusedMetric[]; sampleRatioHolds: boolean },
): MeasuredComparison[] {
  const controls = arms.get(request.control) ?? [];
  const variants = [...arms].filter(([arm]) => arm !== request.control).sort(([a], [b]) => (a < b ? -1 : 1));
  const left = new Set(refused.map(({ metric }) => metric));
  const measured: Measured[] = request.metrics.flatMap((metric, place) =>
    (left.has(metric.column) ? [] : variants).map(([variant, moments]) => {
      const [treated, control] = [moments[place], controls[place]];
      const result = compareMetric({ treated, control }, { kind: metric.kind, alpha: ALPHA });
      return { variant, metric, treated, control, result };
    }),
  );
  const primary = measured.filter(({ metric }) => metric === request.metrics[0]);
  const secondary = measured.slice(primary.length);
  const adjusted = [primary, secondary].flatMap((family) =>
    adjustByHolm(family.map(({ result }) => result.safe.pValue)),
  );
  return measured.map((one, index) =>
    describe(one, { control: request.control, adjustedPValue: adjusted[index], sampleRatioHolds }),
  );
}

function describe(
  { variant, metric, treated, control, result }: Measured,
  told: { control: string; adjustedPValue: number; sampleRatioHolds: boolean },
): MeasuredComparison {
  const { winner, resolution } = judgeComparison(
    { interval: result.safe.interval, controlMean: control.mean, significant: told.adjustedPValue < ALPHA },
    { atEnd: true, sampleRatioHolds: told.sampleRatioHolds },
  );
  return {
    control: told.control,
    variant,
    metric: metric.column,
    kind: metric.kind,
    n: { control: control.n, variant: treated.n },
    mean: { control: control.mean, variant: treated.mean },
    ...result,
    adjustedPValue: told.adjustedPValue,
    verdict: winner,
    resolution,
    unitsForSkew:
      metric.kind === 'mean' ? unitsForSkew(Math.max(Math.abs(treated.skewness), Math.abs(control.skewness))) : null,
  };
}

interface Comparability {
  readonly source: string;
  readonly request: MeasureRequest;
}

function requireComparable(data: TestFileData, { source, request }: Comparability): void {
  if (data.kept === 0) {
    const reasons = data.reasons.map(({ reason, rows }) => `${rows} because ${reason}`).join(', ');
    const detail =
      data.rows === 0 ? `${source} has a header and no rows.` : `No row of ${source} can be used: ${reasons}.`;
    throw new AppError('invalid_file', {
      detail,
      hint: 'One row for each unit: its arm, and 0 or 1 or a number for each metric.',
    });
  }
  requireArms(data, { source, request });
}

function requireArms({ arms }: TestFileData, { source, request }: Comparability): void {
  const names = [...arms.keys()].sort();
  const told = names.map((name) => `"${name}"`).join(', ');
  const refuse = (detail: string, hint: string) => new AppError('invalid_file', { detail, hint });
  if (!arms.has(request.control)) {
    throw refuse(
      `No row of ${source} has the control "${request.control}" in "${request.armColumn}".`,
      `Its arms: ${told}.`,
    );
  }
  if (arms.size < 2)
    throw refuse(`${source} has one arm only, ${told}.`, 'A comparison takes a control and a variant.');
  const { split } = request;
  if (split === null) return;
  const planned = [...split.keys()].sort();
  if (planned.join('\n') === names.join('\n')) return;
  const hint = 'Give the planned share of every arm of the file, and of no other.';
  throw new AppError('invalid_request', {
    detail: `--split names ${planned.map((name) => `"${name}"`).join(', ')}; the arms of ${source} are ${told}.`,
    hint,
  });
}

/** The metrics that do not vary; where that is all of them, there is nothing to measure. */
function refuseMetrics(data: TestFileData, { source, request }: Comparability): RefusedMetric[] {
  const refused = request.metrics.flatMap(({ column, kind }, place) => {
    const reason = tellSameness(data, { column, source, place });
    return reason === null ? [] : [{ metric: column, kind, reason }];
  });
  if (refused.length < request.metrics.length) return refused;
  throw new AppError('invalid_file', {
    detail: refused.map(({ reason }) => reason).join(' '),
    hint: 'A metric that does not vary cannot be compared: name another column.',
  });
}

function tellSameness(
  { arms }: TestFileData,
  { column, source, place }: { column: string; source: string; place: number },
): string | null {
  const moments = [...arms.values()].map((metrics) => metrics[place]);
  if (moments.some(({ variance }) => variance > 0)) return null;
  const same = moments.every(({ mean }) => mean === moments[0].mean);
  return same
    ? `The metric "${column}" of ${source} is ${moments[0].mean} for every unit.`
    : `The metric "${column}" of ${source} is the same for every unit of an arm.`;
}
