import type { Command } from 'commander';
import { AppError } from '../../contract/error-registry.ts';
import { measureFile } from '../../services/experiments/measure/measure-file.ts';
import {
  LEGACY_ARMS,
  type MeasureRequest,
  readLegacyPercent,
  readMetrics,
  readSplit,
} from '../../services/experiments/measure/measure-request.ts';
import { type DataOptions, withDataOptions } from '../command-context.ts';
import { printResult } from '../output.ts';
import { ProgressBar } from '../progress.ts';
import type { Runtime } from '../runtime.ts';
import { tellMeasurement } from './measure-words.ts';

interface MeasureOptions extends DataOptions {
  readonly file: string;
  readonly arm: string;
  readonly control?: string;
  readonly md5Legacy?: string;
  readonly metric: string;
  readonly split?: string;
}

/** `pairwell measure`: the statistics of our own tests on a file of anyone's. */
export function addMeasureCommand(program: Command, runtime: Runtime): void {
  withDataOptions(program.command('measure'))
    .description('measure an A/B test from a file with one row for each unit (visitor, customer, e-mail)')
    .requiredOption('--file <file>', 'the units, CSV or CSV.gz; needs no store and no database')
    .requiredOption('--arm <column>', 'column that says which arm a unit was in; with --md5-legacy that of the session')
    .option('--control <value>', 'value of that column that marks the control')
    .option('--md5-legacy <percent>', 'the arms of an earlier test by md5(session) mod 100: percent of the variant')
    .requiredOption(
      '--metric <list>',
      'what is compared: COLUMN:proportion or COLUMN:mean, with commas; the first is primary',
    )
    .option('--split <list>', 'planned share of each arm: A=0.5,B=0.5 (default: equal)')
    .action(async (options: MeasureOptions) => {
      const request = readRequest(options);
      const bar = new ProgressBar(runtime.io, () => performance.now());
      const onProgress = (share: number) => bar.update('reading', share);
      const report = await measureFile(options.file, request, { onProgress }).finally(() => bar.done());
      printResult(runtime.io, { json: options.json === true, data: report, text: tellMeasurement(runtime.io, report) });
    });
}

function readRequest({ arm, control, md5Legacy, metric, split }: MeasureOptions): MeasureRequest {
  const asked = { armColumn: arm, metrics: readMetrics(metric), split: split === undefined ? null : readSplit(split) };
  if (md5Legacy !== undefined) {
    const percent = readLegacyPercent(md5Legacy);
    const planned = new Map([
      [LEGACY_ARMS.control, 100 - percent],
      [LEGACY_ARMS.variant, percent],
    ]);
    return { ...asked, control: LEGACY_ARMS.control, split: planned, legacyPercent: percent };
  }
  if (control !== undefined) return { ...asked, control, legacyPercent: null };
  throw new AppError('invalid_request', {
    detail: '--control is missing.',
    hint: 'Say which value of the arm column marks the control; or --md5-legacy PERCENT for a test that was assigned by md5(session).',
  });
}
