import type { Command } from 'commander';
import { measureFile } from '../../services/experiments/measure/measure-file.ts';
import { readMetrics, readSplit } from '../../services/experiments/measure/measure-request.ts';
import { type DataOptions, withDataOptions } from '../command-context.ts';
import { printResult } from '../output.ts';
import { ProgressBar } from '../progress.ts';
import type { Runtime } from '../runtime.ts';
import { tellMeasurement } from './measure-words.ts';

interface MeasureOptions extends DataOptions {
  readonly file: string;
  readonly arm: string;
  readonly control: string;
  readonly metric: string;
  readonly split?: string;
}

/** `pairwell measure`: the statistics of our own tests on a file of anyone's. */
export function addMeasureCommand(program: Command, runtime: Runtime): void {
  withDataOptions(program.command('measure'))
    .description('measure an A/B test from a file with one row for each unit (visitor, customer, e-mail)')
    .requiredOption('--file <file>', 'the units, CSV or CSV.gz; needs no store and no database')
    .requiredOption('--arm <column>', 'column that says which arm a unit was in')
    .requiredOption('--control <value>', 'value of that column that marks the control')
    .requiredOption(
      '--metric <list>',
      'what is compared: COLUMN:proportion or COLUMN:mean, with commas; the first is primary',
    )
    .option('--split <list>', 'planned share of each arm: A=0.5,B=0.5 (default: equal)')
    .action(async (options: MeasureOptions) => {
      const request = {
        armColumn: options.arm,
        control: options.control,
        metrics: readMetrics(options.metric),
        split: options.split === undefined ? null : readSplit(options.split),
      };
      const bar = new ProgressBar(runtime.io, () => performance.now());
      const onProgress = (share: number) => bar.update('reading', share);
      const report = await measureFile(options.file, request, { onProgress }).finally(() => bar.done());
      printResult(runtime.io, { json: options.json === true, data: report, text: tellMeasurement(runtime.io, report) });
    });
}
