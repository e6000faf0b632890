import type { Command } from 'commander';
import type { RollupStatus } from '../../contract/rollups.ts';
import { settleAttribution } from '../../services/attribution/process-due.ts';
import { readRollupStatus } from '../../services/rollups/rollup-status.ts';
import { rebuildRollups } from '../../services/rollups/settle-rollups.ts';
import { type DataOptions, requireStore, withDataOptions, withServices } from '../command-context.ts';
import { printResult } from '../output.ts';
import type { Runtime } from '../runtime.ts';

interface StoreOptions extends DataOptions {
  readonly store?: string;
}

/** `pairwell rollups rebuild | status`: the sums by day that figures are read from. */
export function addRollupsCommands(program: Command, runtime: Runtime): void {
  const rollups = program.command('rollups').description('the sums by day that figures are read from');
  withDataOptions(rollups.command('rebuild'))
    .description('make every day anew from orders, events and the ledger')
    .option('--store <id>', 'slug or number of the store')
    .action(async (options: StoreOptions) => {
      const data = await withServices(runtime, options, async (services) => {
        const store = await requireStore(services, options.store);
        await settleAttribution(services, store.id);
        return { store: store.slug, ...(await rebuildRollups(services.context, store.id)) };
      });
      const text = `${data.days} days of "${data.store}" made anew.`;
      printResult(runtime.io, { json: options.json === true, data, text });
    });
  withDataOptions(rollups.command('status'))
    .description('how fresh they are: days that wait, and the last work on them')
    .option('--store <id>', 'slug or number of the store')
    .action(async (options: StoreOptions) => {
      const data = await withServices(runtime, options, async (services) => {
        const store = await requireStore(services, options.store);
        return readRollupStatus(services.context, store.id);
      });
      printResult(runtime.io, { json: options.json === true, data, text: tellStatus(data) });
    });
}

function tellStatus(status: RollupStatus): string {
  const waiting =
    status.days_waiting === 0
      ? 'nothing waits'
      : `${status.days_waiting} days wait, the oldest is ${status.oldest_waiting}`;
  const run =
    status.last_run === null
      ? 'The background has not worked on them yet.'
      : `Last work: ${status.last_run.days} days in ${status.last_run.took_ms} ms at ${status.last_run.at}.`;
  return `${status.days} days of "${status.store}" have sums, ${waiting}. Last made: ${status.computed_at ?? 'never'}. ${run}`;
}
