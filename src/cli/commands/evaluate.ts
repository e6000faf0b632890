import { type Command, Option } from 'commander';
import { AppError } from '../../contract/error-registry.ts';
import type { EvaluationHistory } from '../../services/evaluation/evaluation-history.ts';
import { readFileHistory, readStoreHistory } from '../../services/evaluation/read-history.ts';
import {
  PROTOCOL_NAMES,
  requireOptionsFit,
  requireProtocol,
  runEvaluation,
} from '../../services/evaluation/run-evaluation.ts';
import { createRandom } from '../../simulation/random.ts';
import {
  type DataOptions,
  requireStore,
  wholeNumber,
  wholeNumbers,
  withDataOptions,
  withServices,
} from '../command-context.ts';
import { printResult } from '../output.ts';
import { ProgressBar } from '../progress.ts';
import type { Runtime } from '../runtime.ts';
import { tellEvaluation } from './evaluate-words.ts';

interface EvaluateOptions extends DataOptions {
  readonly file?: string;
  readonly store?: string;
  readonly protocol: string;
  readonly categories?: string;
  readonly sample?: number;
  readonly models?: string;
  readonly sampling?: 'even' | 'first';
  readonly orders?: readonly number[];
  readonly seed: number;
}

/** `pairwell evaluate`: how well the suggestions would have been, measured on orders that happened. */
export function addEvaluateCommand(program: Command, runtime: Runtime): void {
  withDataOptions(program.command('evaluate'))
    .description('measure the suggestions on real orders: learn from the first 80 %, ask about the rest')
    .option('--file <file>', 'a history of orders, CSV or CSV.gz; needs no store and no database')
    .option('--store <id>', 'instead: slug or number of a store')
    .option('--protocol <name>', `what is asked: ${PROTOCOL_NAMES.join(', ')}`, 'leave-one-out')
    .option('--categories <file>', 'categories of the items: CSV with item_id, category and, if need be, dataset')
    .option('--models <names>', 'only these models: popularity,seed_rules,log_pool,ease,knn,stack,ranked,served')
    .option('--sample <n>', 'ask about this many test baskets; 0 = all (large menus: 300 unless told)', wholeNumber)
    .addOption(new Option('--sampling <how>', 'which baskets a sample takes; default: even').choices(['even', 'first']))
    .option('--orders <numbers>', 'cold start: learn so many orders; default: 0,10,50,200,1000,5000', wholeNumbers)
    .option('--seed <n>', 'the same seed gives the same figures to the last digit', wholeNumber, 1)
    .action(async (options: EvaluateOptions) => {
      const protocol = requireProtocol(options.protocol);
      requireOptionsFit(protocol, {
        models: options.models,
        sample: options.sample?.toString(),
        sampling: options.sampling,
        orders: options.orders?.join(','),
      });
      const bar = new ProgressBar(runtime.io, () => performance.now());
      const onProgress = (label: string, share: number) => bar.update(label, share);
      const run = {
        protocol,
        models: options.models?.split(',').map((name) => name.trim()) ?? null,
        sample: options.sample ?? null,
        sampling: options.sampling ?? 'even',
        learnedOrders: options.orders ?? null,
        randomFor: (part: string) => createRandom(options.seed, `evaluate-${part}`),
        onProgress,
      };
      const report = await readHistory(runtime, options, onProgress)
        .then((history) => runEvaluation(history, run))
        .finally(() => bar.done());
      printResult(runtime.io, { json: options.json === true, data: report, text: tellEvaluation(runtime.io, report) });
    });
}

async function readHistory(
  runtime: Runtime,
  options: EvaluateOptions,
  onProgress: (label: string, share: number) => void,
): Promise<EvaluationHistory> {
  const { file, store } = options;
  const read = {
    categoriesFile: options.categories ?? null,
    onProgress: (share: number) => onProgress('reading', share),
  };
  if (file !== undefined && store !== undefined) {
    throw new AppError('invalid_request', {
      detail: `--file is "${file}" and --store is "${store}", expected one of the two.`,
      hint: 'pairwell evaluate --file orders.csv, or pairwell evaluate --store my-place',
    });
  }
  if (file !== undefined) return readFileHistory(file, { ...read, now: runtime.clock() });
  return withServices(runtime, options, async (services) =>
    readStoreHistory(services.context, await requireStore(services, store), read),
  );
}
