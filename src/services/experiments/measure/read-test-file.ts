import { RunningMoments, type SkewedMoments } from '../../../engine/experiment/compare/running-moments.ts';
import { type CellFault, cellFault } from '../../imports/reading/cell-fault.ts';
import { CsvRecords } from '../../imports/reading/csv-records.ts';
import { type CsvSource, openCsvSource, readText } from '../../imports/reading/csv-source.ts';
import { ImportFileError } from '../../imports/reading/import-file-error.ts';
import { legacyBucket } from '../unit-hash.ts';
import { LEGACY_ARMS, type MeasureRequest } from './measure-request.ts';
import { readMetricCell } from './metric-cell.ts';
import { findLayout, type TestFileLayout } from './test-file-layout.ts';

/** One reason for which rows were left out. */
export interface RejectedRows {
  readonly code: string;
  readonly reason: string;
  readonly rows: number;
  /** First of them, counted from 1, the header included. */
  readonly firstRow: number;
}

/** What a file of units holds. `kept + rejected = rows`; blank rows are no rows. */
export interface TestFileData {
  readonly rows: number;
  readonly kept: number;
  readonly rejected: number;
  readonly reasons: readonly RejectedRows[];
  /** Moments of each metric, in the order asked for, by arm. */
  readonly arms: ReadonlyMap<string, readonly SkewedMoments[]>;
}

const SAMPLE_LENGTH = 64 * 1024;
const MOST_ARMS = 20;
const RAGGED = cellFault('wrong_column_count', 'a row has more or fewer cells than the header');
const UNTERMINATED = cellFault('unterminated_quote', 'a quote opens and never closes');
const LONELY = cellFault('arm_of_one', 'no other row has its arm');
const NO_ARM = cellFault('no_arm', 'a row names no arm');

/**
 * Reads a file with one row for each unit of a test (CSV, also compressed) in one pass; memory does not grow with it. A row with anything wrong
 * in it is left out whole and counted with its reason.
 *
 * @throws ImportFileError when the file as a whole cannot be used.
 */
export async function readTestFile(
  path: string,
  request: MeasureRequest,
  { onProgress }: { readonly onProgress?: (share: number) => void },
): Promise<TestFileData> {
  const source = await openCsvSource(path);
  const layout = findLayout(await readSample(source), request);
  const collector = new UnitCollector(layout, request);
  const records = new CsvRecords(layout, (cells, rowNumber, unterminated) => {
    if (rowNumber > layout.headerRow) collector.take(cells, { rowNumber, unterminated });
  });
  for await (const { text, bytesRead } of readText(source)) {
    records.push(text);
    onProgress?.(bytesRead / source.sizeBytes);
  }
  records.end();
  return collector.conclude();
}

async function readSample(source: CsvSource): Promise<string> {
  let sample = '';
  for await (const { text } of readText(source)) {
    sample += text;
    if (sample.length >= SAMPLE_LENGTH) break;
  }
  return sample;
}

class UnitCollector {
  readonly #layout: TestFileLayout;
  readonly #request: MeasureRequest;
  readonly #decimalComma: boolean;
  readonly #arms = new Map<string, { moments: RunningMoments[]; firstRow: number }>();
  readonly #reasons = new Map<string, { fault: CellFault; rows: number; firstRow: number }>();
  #rows = 0;
  #rejected = 0;

  constructor(layout: TestFileLayout, request: MeasureRequest) {
    this.#layout = layout;
    this.#request = request;
    this.#decimalComma = layout.delimiter !== ',';
  }

  take(cells: readonly string[], { rowNumber, unterminated }: { rowNumber: number; unterminated: boolean }): void {
    if (cells.every((cell) => cell.trim() === '')) return;
    this.#rows += 1;
    const unit = unterminated ? UNTERMINATED : this.#read(cells);
    if ('code' in unit) this.#reject(unit, rowNumber);
    else this.#keep(unit, rowNumber);
  }

  #read(cells: readonly string[]): { arm: string; values: number[] } | CellFault {
    const { columns, armIndex, metricIndexes } = this.#layout;
    if (cells.length !== columns) return RAGGED;
    const named = cells[armIndex].trim();
    if (named === '') return NO_ARM;
    const arm = this.#armOf(named);
    const values: number[] = [];
    for (const [place, { kind }] of this.#request.metrics.entries()) {
      const value = readMetricCell(cells[metricIndexes[place]], { kind, decimalComma: this.#decimalComma });
      if (typeof value !== 'number') return value;
      values.push(value);
    }
    return { arm, values };
  }

  #armOf(name: string): string {
    const { legacyPercent: percent } = this.#request;
    if (percent === null) return name;
    return legacyBucket(name) < percent ? LEGACY_ARMS.variant : LEGACY_ARMS.control;
  }

  #keep({ arm: name, values }: { arm: string; values: readonly number[] }, rowNumber: number): void {
    let arm = this.#arms.get(name);
    if (arm === undefined) {
      if (this.#arms.size === MOST_ARMS) throw this.#tooManyArms();
      arm = { moments: values.map(() => new RunningMoments()), firstRow: rowNumber };
      this.#arms.set(name, arm);
    }
    for (const [place, value] of values.entries()) arm.moments[place].add(value);
  }

  #reject(fault: CellFault, rowNumber: number): void {
    this.#rejected += 1;
    const known = this.#reasons.get(fault.code);
    if (known === undefined) this.#reasons.set(fault.code, { fault, rows: 1, firstRow: rowNumber });
    else known.rows += 1;
  }

  #tooManyArms(): ImportFileError {
    const { armColumn } = this.#request;
    return new ImportFileError(
      'missing_columns',
      `the column "${armColumn}" has more than ${MOST_ARMS} different values`,
      {
        hint: 'Name the column that says which arm a unit was in.',
      },
    );
  }

  conclude(): TestFileData {
    const arms = new Map<string, SkewedMoments[]>();
    for (const [name, { moments, firstRow }] of this.#arms) {
      const known = moments.map((one) => one.moments());
      if (known[0].n > 1) arms.set(name, known);
      else this.#reject(LONELY, firstRow);
    }
    const reasons = [...this.#reasons.values()].map(({ fault: { code, reason }, rows, firstRow }) => ({
      code,
      reason,
      rows,
      firstRow,
    }));
    const kept = this.#rows - this.#rejected;
    return { rows: this.#rows, kept, rejected: this.#rejected, reasons, arms };
  }
}
