import type { MeasuredComparison, MeasureReport } from '../../services/experiments/measure/measure-report.ts';
import { type Column, disarm, formatTable, paint, percent } from '../output.ts';
import type { Io } from '../runtime.ts';

const SIGNIFICANT_DIGITS = 4;

/** A report for people: what was read, whether the arms are as planned, a table, and a sentence for each comparison. */
export function tellMeasurement(io: Io, report: MeasureReport): string {
  const title = `${paint(io, 'bold', disarm(report.source))}: ${count(report.kept)} units in ${report.srm.arms.length} arms`;
  const rejected = report.reasons.map(
    ({ reason, rows, firstRow }) =>
      `${paint(io, 'yellow', 'Left out:')} ${count(rows)} of ${count(report.rows)} rows because ${reason} (first: row ${firstRow}).`,
  );
  return [
    title,
    ...rejected,
    tellRatio(io, report),
    '',
    tellTable(report),
    '',
    ...report.comparisons.map(tellVerdict),
    ...report.refused.map(({ reason }) => `${paint(io, 'yellow', 'Not compared:')} ${disarm(reason)}`),
    ...tellSkew(report),
    ...tellLegacy(report),
  ].join('\n');
}

function tellRatio(io: Io, { srm }: MeasureReport): string {
  const arms = srm.arms.map(
    ({ arm, n, expected }) => `${disarm(arm)} ${count(n)} (planned ${count(Math.round(expected))})`,
  );
  const p = `p = ${tellP(srm.pValue)}`;
  if (srm.ok) return `Arms as planned: ${arms.join(', ')}; ${p}.`;
  const warning = paint(io, 'red', 'Sample-ratio mismatch:');
  return `${warning} ${arms.join(', ')}; ${p}. Units were lost or assigned otherwise than planned: trust no figure below before it is known why.`;
}

const COLUMNS: readonly Column<MeasuredComparison>[] = [
  { title: 'METRIC', value: (row) => row.metric },
  { title: 'VARIANT', value: (row) => row.variant },
  { title: 'CONTROL', align: 'right', value: (row) => tellMean(row, row.mean.control) },
  { title: 'VARIANT', align: 'right', value: (row) => tellMean(row, row.mean.variant) },
  { title: 'UPLIFT', align: 'right', value: (row) => (row.uplift === null ? '-' : signed(row.uplift)) },
  {
    title: '95 % INTERVAL',
    align: 'right',
    value: ({ upliftInterval: ends }) => (ends === null ? '-' : `${signed(ends[0])} to ${signed(ends[1])}`),
  },
  { title: 'STATISTIC', align: 'right', value: (row) => `${row.test.slice(-1)} ${row.statistic.toFixed(3)}` },
  { title: 'P', align: 'right', value: (row) => tellP(row.pValue) },
  { title: 'SAFE P', align: 'right', value: (row) => tellP(row.adjustedPValue) },
  { title: 'ANY TIME P', align: 'right', value: (row) => tellP(row.sequential.pValue) },
];

function tellTable({ comparisons }: MeasureReport): string {
  return formatTable(comparisons, COLUMNS);
}

function tellVerdict(row: MeasuredComparison): string {
  const what = `${disarm(row.metric)}, ${disarm(row.variant)} against ${disarm(row.control)}:`;
  if (row.resolution === 'invalid_srm') return `${what} no verdict, because the arms are not as planned.`;
  if (row.resolution === 'equivalent') return `${what} no difference that matters (within 2 %).`;
  if (row.verdict === 'variant') return `${what} the variant is higher, beyond chance.`;
  if (row.verdict === 'control') return `${what} the control is higher, beyond chance.`;
  return `${what} not shown either way.`;
}

/** Names the metrics whose skewness asks for more units than the smaller arm has. */
function tellSkew({ comparisons }: MeasureReport): string[] {
  const skewed = comparisons.filter((row) => (row.unitsForSkew ?? 0) > Math.min(row.n.control, row.n.variant));
  const lines = skewed.map(
    (row) =>
      `Note: "${disarm(row.metric)}" is so uneven that about ${count(row.unitsForSkew ?? 0)} units an arm are wanted before its p-value is exact; take it with care.`,
  );
  return [...new Set(lines)];
}

/** What has to be known of arms that were made by md5(session) mod 100. */
function tellLegacy({ assignment }: MeasureReport): string[] {
  if (assignment === 'column') return [];
  return [
    'Note: by md5(session) without a salt every test divides the sessions in the same way, and one person can be in both arms. What ran beside this test is in its figures too.',
  ];
}

function tellMean({ kind }: MeasuredComparison, mean: number): string {
  return kind === 'proportion' ? `${(mean * 100).toFixed(2)} %` : mean.toPrecision(SIGNIFICANT_DIGITS);
}

function signed(share: number): string {
  return `${share < 0 ? '' : '+'}${percent(share)}`;
}

function tellP(p: number): string {
  return p >= 0.001 ? p.toFixed(4) : p.toExponential(2);
}

function count(n: number): string {
  return n.toLocaleString('en-US');
}
