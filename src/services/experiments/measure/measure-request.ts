import { AppError } from '../../../contract/error-registry.ts';
import type { MetricKind } from '../../../engine/experiment/compare/compare-metric.ts';

/** A column of the file that is measured. */
export interface MeasuredMetric {
  readonly column: string;
  readonly kind: MetricKind;
}

/** What is asked of a file. */
export interface MeasureRequest {
  readonly armColumn: string;
  /** Value of that column that marks the control. */
  readonly control: string;
  /** The first is the primary one. */
  readonly metrics: readonly MeasuredMetric[];
  /** Planned share of each arm; null = equal. */
  readonly split: ReadonlyMap<string, number> | null;
  /**
   * Percent of the variant in an earlier test that assigned by `md5(session) mod 100`: the column then names the session, and the arms are worked
   * out. Null = the column names the arm.
   */
  readonly legacyPercent: number | null;
}

/** The arms of a test that was assigned by `md5(session) mod 100`. */
export const LEGACY_ARMS = { control: 'control', variant: 'variant' } as const;

const KINDS: readonly MetricKind[] = ['proportion', 'mean'];
const METRIC_HINT =
  'Say --metric COLUMN:proportion for 0 and 1, --metric COLUMN:mean for numbers; several with commas.';
const SPLIT_HINT = 'Say --split "A=0.5,B=0.5" with the planned share of every arm; without it the shares are equal.';

/**
 * Reads a list of metrics such as `converted:proportion,spend:mean`.
 *
 * @throws AppError `invalid_request`
 * @example
 * readMetrics('converted:proportion') // => [{ column: 'converted', kind: 'proportion' }]
 */
export function readMetrics(text: string): MeasuredMetric[] {
  const metrics = splitList(text, ':').map((part) => {
    const colon = part.lastIndexOf(':');
    const column = part.slice(0, Math.max(0, colon)).trim();
    const kind = KINDS.find((one) => one === part.slice(colon + 1).trim());
    if (column !== '' && kind !== undefined) return { column, kind };
    throw refuse(`--metric has "${part}", expected COLUMN:proportion or COLUMN:mean.`, METRIC_HINT);
  });
  if (metrics.length === 0) throw refuse('--metric names no metric.', METRIC_HINT);
  const repeated = metrics.find(({ column }, index) => metrics.findIndex((other) => other.column === column) < index);
  if (repeated === undefined) return metrics;
  throw refuse(`--metric names "${repeated.column}" twice, expected each column once.`, METRIC_HINT);
}

/**
 * Reads planned shares such as `a=0.5,b=0.5`; they count in proportion, so 9 to 1 may be said as `a=9,b=1`.
 *
 * @throws AppError `invalid_request`
 * @example
 * readSplit('a=0.9,b=0.1').get('b') // => 0.1
 * readSplit('red, large=0.9,b=0.1').get('red, large') // => 0.9
 */
export function readSplit(text: string): Map<string, number> {
  const split = new Map<string, number>();
  for (const part of splitList(text, '=')) {
    const equals = part.lastIndexOf('=');
    const arm = part.slice(0, Math.max(0, equals)).trim();
    const share = Number(part.slice(equals + 1).trim() || Number.NaN);
    if (arm === '' || split.has(arm) || !(share > 0 && Number.isFinite(share))) {
      throw refuse(`--split has "${part}", expected ARM=SHARE with a share above 0, each arm once.`, SPLIT_HINT);
    }
    split.set(arm, share);
  }
  if (split.size < 2)
    throw refuse(`--split names ${split.size === 1 ? 'one arm' : 'no arm'}, expected at least 2.`, SPLIT_HINT);
  return split;
}

/**
 * Reads the percent of the variant of an earlier test.
 *
 * @throws AppError `invalid_request`
 * @example
 * readLegacyPercent('30') // => 30
 */
export function readLegacyPercent(text: string): number {
  const percent = /^\d{1,2}$/.test(text.trim()) ? Number(text) : 0;
  if (percent > 0) return percent;
  throw refuse(
    `--md5-legacy is "${text}", expected 1 to 99.`,
    'Say the traffic_split of the earlier test: the percent of the sessions that got the variant.',
  );
}

/** Parts that commas separate. A part without the mark is the beginning of the next one: its name has a comma. */
function splitList(text: string, mark: ':' | '='): string[] {
  const parts: string[] = [];
  let begun = '';
  for (const piece of text.split(',')) {
    begun += piece;
    if (begun.includes(mark)) parts.push(begun.trim());
    begun = begun.includes(mark) || begun.trim() === '' ? '' : `${begun},`;
  }
  return begun === '' ? parts : [...parts, begun.slice(0, -1).trim()];
}

function refuse(detail: string, hint: string): AppError {
  return new AppError('invalid_request', { detail, hint });
}
