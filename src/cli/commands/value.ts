import { type Command, InvalidArgumentError } from 'commander';
import { AppError } from '../../contract/error-registry.ts';
import type { Value } from '../../contract/value.ts';
import { valueOfFile } from '../../services/value/value-of-file.ts';
import { valueOfStore } from '../../services/value/value-of-store.ts';
import { type DataOptions, requireStore, withDataOptions, withServices } from '../command-context.ts';
import { printResult } from '../output.ts';
import { ProgressBar } from '../progress.ts';
import type { Runtime } from '../runtime.ts';
import { tellValue } from './value-words.ts';

interface ValueOptions extends DataOptions {
  readonly file?: string;
  readonly store?: string;
  readonly currency?: string;
}

/** `pairwell value`: what the best pairs may bring. */
export function addValueCommand(program: Command, runtime: Runtime): void {
  withDataOptions(program.command('value'))
    .description('the ten best pairs that are mostly not sold together, and what they may bring: an estimate')
    .option('--file <file>', 'a history of orders, CSV or CSV.gz; needs no store and no database')
    .option('--currency <code>', 'with --file: currency of the prices, such as EUR', readCurrency)
    .option('--store <id>', 'instead: slug or number of a store')
    .action(async (options: ValueOptions) => {
      const value = await readValue(runtime, options);
      printResult(runtime.io, { json: options.json === true, data: value, text: tellValue(value) });
    });
}

async function readValue(runtime: Runtime, options: ValueOptions): Promise<Value> {
  const { file, store, currency } = options;
  if (file !== undefined && store !== undefined) {
    throw new AppError('invalid_request', {
      detail: `--file is "${file}" and --store is "${store}", expected one of the two.`,
      hint: 'pairwell value --file orders.csv, or pairwell value --store my-place',
    });
  }
  if (file === undefined) {
    return withServices(runtime, options, async (services) =>
      valueOfStore(services, (await requireStore(services, store)).id),
    );
  }
  const bar = new ProgressBar(runtime.io, () => performance.now());
  const onProgress = (share: number) => bar.update('reading', share);
  return valueOfFile(file, { currency, onProgress }).finally(() => bar.done());
}

function readCurrency(text: string): string {
  const code = text.toUpperCase();
  if (/^[A-Z]{3}$/.test(code)) return code;
  throw new InvalidArgumentError('expected a code of three letters, like EUR.');
}
