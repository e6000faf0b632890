import type { Command } from 'commander';
import type { Store } from '../../contract/catalog.ts';
import { describeRanking } from '../../services/learning/describe-ranking.ts';
import { verifyStore } from '../../services/learning/verify.ts';
import type { Services } from '../../services/services.ts';
import { type DataOptions, requireStore, withDataOptions, withServices } from '../command-context.ts';
import { paint, printResult } from '../output.ts';
import { ProgressBar } from '../progress.ts';
import type { Runtime } from '../runtime.ts';
import { tellRanking } from './ranking-words.ts';

interface StoreOptions extends DataOptions {
  readonly store?: string;
}

interface LearnOptions extends StoreOptions {
  readonly ranking?: boolean;
}

/** `pairwell learn` and `pairwell verify` */
export function addLearnCommands(program: Command, runtime: Runtime): void {
  withDataOptions(program.command('learn'))
    .description('count everything again from the orders, and keep a snapshot; or choose how the store ranks')
    .option('--store <id>', 'slug or number of the store')
    .option('--ranking', 'compare the models on the store’s own orders, and rank by the one that is chosen')
    .action((options: LearnOptions) => (options.ranking ? chooseNow(runtime, options) : countAgain(runtime, options)));
  withDataOptions(program.command('verify'))
    .description('prove that the incremental state equals a full rebuild')
    .option('--store <id>', 'slug or number of the store')
    .action(async (options: StoreOptions) => {
      const report = await withServices(runtime, options, async (services) => {
        const store = await requireStore(services, options.store);
        return verifyStore(services.context, services.models, store.id);
      });
      const facts = `${report.orders} orders, ${report.pairs} pairs, change ${report.change_no}`;
      const text = report.clean
        ? `${paint(runtime.io, 'green', 'Clean:')} incremental = rebuilt (${facts}).`
        : `${paint(runtime.io, 'red', 'Different')} (${facts}):\n${report.differences.map((line) => `  ${line}`).join('\n')}`;
      printResult(runtime.io, { json: options.json === true, data: report, text });
      if (!report.clean) runtime.io.fail();
    });
}

async function countAgain(runtime: Runtime, options: StoreOptions): Promise<void> {
  const data = await withServices(runtime, options, async (services) => {
    const store = await requireStore(services, options.store);
    const { model, changeNo } = await services.models.rebuild(store.id);
    await services.models.snapshot(store.id, { force: true });
    return { store: store.slug, change_no: changeNo, orders: model.log.size, completed_orders: model.pairs.orders };
  });
  const text = `Learned ${data.orders} orders of "${data.store}", up to change ${data.change_no}.`;
  printResult(runtime.io, { json: options.json === true, data, text });
}

async function chooseNow(runtime: Runtime, options: StoreOptions): Promise<void> {
  const ranking = await withServices(runtime, options, async (services) => {
    const store = await requireStore(services, options.store);
    await chooseWithBar(runtime, services, store);
    return describeRanking(services, store.id);
  });
  printResult(runtime.io, { json: options.json === true, data: ranking, text: tellRanking(runtime.io, ranking) });
}

async function chooseWithBar({ io }: Runtime, services: Services, store: Store): Promise<void> {
  const bar = new ProgressBar(io, () => performance.now());
  const onProgress = (share: number) => bar.update('comparing models', share);
  await services.rankings.choose(store.id, { chosenBy: 'owner', onProgress }).finally(() => bar.done());
}
