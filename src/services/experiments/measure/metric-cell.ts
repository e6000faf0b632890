import type { MetricKind } from '../../../engine/experiment/compare/compare-metric.ts';
import { type CellFault, cellFault } from '../../imports/reading/cell-fault.ts';

const TRUE_WORDS = new Set(['1', 'true', 't', 'yes', 'y']);
const FALSE_WORDS = new Set(['0', 'false', 'f', 'no', 'n']);
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

const EMPTY = cellFault('empty', 'a metric has no value');
/** The square of a larger number is none. */
const LARGEST = 1e100;

const NOT_A_NUMBER = cellFault('not_a_number', 'a metric is not a number');
const NOT_YES_OR_NO = cellFault('not_yes_or_no', 'a proportion is neither 0 nor 1 (nor true, false, yes, no)');

/**
 * The value of a metric's cell: 0 or 1 of a proportion, a number of a mean. A decimal comma is read where the file's columns are not
 * separated by commas.
 *
 * @example
 * readMetricCell('TRUE', { kind: 'proportion', decimalComma: false }) // => 1
 */
export function readMetricCell(
  text: string,
  { kind, decimalComma }: { kind: MetricKind; decimalComma: boolean },
): number | CellFault {
  const cell = text.trim();
  if (cell === '') return EMPTY;
  const value = readNumber(decimalComma ? cell.replace(',', '.') : cell);
  if (kind === 'mean') return value ?? NOT_A_NUMBER;
  const word = cell.toLowerCase();
  if (value === 1 || TRUE_WORDS.has(word)) return 1;
  if (value === 0 || FALSE_WORDS.has(word)) return 0;
  return NOT_YES_OR_NO;
}

function readNumber(cell: string): number | null {
  if (!NUMBER.test(cell)) return null;
  const value = Number(cell);
  return Math.abs(value) <= LARGEST ? value : null;
}
