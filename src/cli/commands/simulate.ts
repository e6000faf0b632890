import { type Command, InvalidArgumentError } from 'commander';
import type { Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import { formatMoney } from '../../contract/shown/format-money.ts';
import { SESSIONS_PER_DAY } from '../../simulation/traffic/simulate-traffic.ts';
import { simulateStoreTraffic } from '../../simulation/traffic/store-traffic.ts';
import type { TrafficReport } from '../../simulation/traffic/traffic-report.ts';
import { type DataOptions, requireStore, wholeNumber, withDataOptions, withServices } from '../command-context.ts';
import { paint, printResult } from '../output.ts';
import { ProgressBar } from '../progress.ts';
import type { Io, Runtime } from '../runtime.ts';

interface SimulateOptions extends DataOptions {
  readonly store?: string;
  readonly days: number;
  readonly effect: number;
  readonly seed: number;
  readonly sessions: number;
  readonly url?: string;
}

/** `pairwell simulate`: shoppers with a known true effect of suggestions. */
export function addSimulateCommand(program: Command, runtime: Runtime): void {
  withDataOptions(program.command('simulate'))
    .description(
      'shoppers who look, click, add and order, with a known true effect of suggestions; for stores to try things on',
    )
    .option('--store <id>', 'slug or number of the store')
    .option('--days <n>', 'whole days before today, 1 to 366; today comes on top', wholeNumber, 28)
    .option('--effect <share>', 'extra revenue that suggestions cause, as a share: -0.5 to 1', decimal, 0.05)
    .option('--seed <n>', 'the same seed and effect give the same shoppers', wholeNumber, 1)
    .option('--sessions <n>', 'mean number of sessions of an open day', wholeNumber, SESSIONS_PER_DAY)
    .option('--url <address>', 'through this server over HTTP, which runs on the same data; at most 5 days')
    .action(async (options: SimulateOptions) => {
      const { store, report } = await withServices(runtime, options, async (services) => {
        const store = await requireStore(services, options.store);
        const bar = new ProgressBar(runtime.io, () => performance.now());
        const report = await simulateStoreTraffic(services, store, {
          seed: options.seed,
          effect: options.effect,
          days: options.days,
          sessionsPerDay: options.sessions,
          endMs: services.context.clock().getTime(),
          url: options.url === undefined ? null : readUrl(options.url),
          onProgress: (share) => bar.update('simulating', share),
        }).finally(() => bar.done());
        return { store, report };
      });
      printResult(runtime.io, {
        json: options.json === true,
        data: report,
        text: tellReport(runtime.io, store, report),
      });
    });
}

function tellReport(io: Io, store: Store, report: TrafficReport): string {
  const repeated = `${count(report.repeated_sessions)} sessions were there from an earlier run and stay as they are.`;
  const before = report.repeated_sessions > 0 ? [repeated] : [];
  if (report.sessions === 0) return [`No new sessions in "${store.slug}".`, ...before].join('\n');
  const money = (minor: number) => formatMoney(minor, { currency: store.currency, locale: 'en' });
  const { effect, true_uplift: uplift } = report;
  return [
    `${paint(io, 'bold', `${count(report.sessions)} sessions in "${store.slug}"`)}, ${count(report.orders)} of them with an order.`,
    ...before,
    `  Suggestions   seen ${count(report.impressions)}, clicked ${count(report.clicks)}, added ${count(report.adds)}`,
    `  Revenue       ${money(report.revenue_minor)}; without suggestions ${money(report.baseline_revenue_minor)}`,
    `  Truth         ${money(report.true_extra_minor)} extra = ${signed(uplift ?? 0)}; planted ${signed(effect)}`,
    `  Attributed    ${money(report.attributed_minor)} by the rule: also what they would have bought anyway`,
  ].join('\n');
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function signed(share: number): string {
  return `${share >= 0 ? '+' : ''}${(share * 100).toFixed(1)} %`;
}

function decimal(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('expected a number such as 0.05.');
}

function readUrl(text: string): string {
  if (URL.canParse(text) && /^https?:/.test(text)) return text.replace(/\/+$/, '');
  throw new AppError('invalid_request', {
    detail: `--url is ${JSON.stringify(text)}: expected an address.`,
    hint: 'pairwell simulate --url http://127.0.0.1:4100',
  });
}
