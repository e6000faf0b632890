import type { Command } from 'commander';
import { verifyStore } from '../../services/learning/verify.ts';
import { type DataOptions, requireStore, withDataOptions, withServices } from '../command-context.ts';
import { paint, printResult } from '../output.ts';
import type { Runtime } from '../runtime.ts';

interface StoreOptions extends DataOptions {
  readonly store?: string;
}

/** `pairwell learn` and `pairwell verify` */
export function addLearnCommands(program: Command, runtime: Runtime): void {
  withDataOptions(program.command('learn'))
    .description('count everything again from the orders, and keep a snapshot')
    .option('--store <id>', 'slug or number of the store')
    .action(async (options: StoreOptions) => {
      const data = await withServices(runtime, options, async (services) => {
        const store = await requireStore(services, options.store);
        const { model, changeNo } = await services.models.rebuild(store.id);
        await services.models.snapshot(store.id, { force: true });
        return { store: store.slug, change_no: changeNo, orders: model.log.size, completed_orders: model.pairs.orders };
      });
      const text = `Learned ${data.orders} orders of "${data.store}", up to change ${data.change_no}.`;
      printResult(runtime.io, { json: options.json === true, data, text });
    });
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
      if (!report.clean) process.exitCode = 1;
    });
}
