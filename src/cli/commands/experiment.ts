import type { Command } from 'commander';
import type { ZodType } from 'zod';
import { AppError } from '../../contract/error-registry.ts';
import { estimatesQuery } from '../../contract/estimate.ts';
import { type ExperimentAction, newExperimentSchema } from '../../contract/experiment.ts';
import { holdOutChangeSchema } from '../../contract/hold-out.ts';
import { actOnExperiment, createExperiment } from '../../services/experiments/change-experiment.ts';
import { changeHoldOut } from '../../services/experiments/change-hold-out.ts';
import {
  describeExperiment,
  describeExperiments,
  describeResults,
} from '../../services/experiments/describe-experiment.ts';
import { listFleetWins } from '../../services/experiments/fleet-wins.ts';
import { planExperiment } from '../../services/experiments/plan-experiment.ts';
import { readHoldOut } from '../../services/experiments/read-hold-out.ts';
import { describeEstimates } from '../../services/experiments/revenue-estimates.ts';
import type { Services } from '../../services/services.ts';
import { type DataOptions, requireStore, wholeNumber, withDataOptions, withServices } from '../command-context.ts';
import { printResult } from '../output.ts';
import type { Runtime } from '../runtime.ts';
import {
  tellEstimates,
  tellExperiment,
  tellExperiments,
  tellHoldOut,
  tellResults,
  tellWins,
} from './experiment-words.ts';

interface StoreOptions extends DataOptions {
  readonly store?: string;
}

interface CreateOptions extends StoreOptions {
  readonly description?: string;
  readonly control?: string;
  readonly variant?: string;
  readonly controlSettings?: string;
  readonly variantSettings?: string;
  readonly placement?: string[];
  readonly split?: string;
  readonly metric?: string;
  readonly uplift?: string;
  readonly days?: number;
  readonly method?: string;
  readonly startDate?: string;
}

/** `pairwell experiment list | create | start | pause | resume | stop | result | plan | holdout | estimates | wins` */
export function addExperimentCommands(program: Command, runtime: Runtime): void {
  const experiment = program.command('experiment').description('A/B tests and the standing hold-out');
  addList(experiment, runtime);
  addCreate(experiment, runtime);
  for (const action of ['start', 'pause', 'resume', 'stop'] as const) addAction(experiment, runtime, action);
  addFigures(experiment, runtime);
  addHoldOut(experiment, runtime);
  addEstimates(experiment, runtime);
}

function addList(experiment: Command, runtime: Runtime): void {
  withDataOptions(experiment.command('list'))
    .description('the tests of a store, the newest first')
    .option('--store <id>', 'slug or number of the store')
    .action(async (options: StoreOptions) => {
      const page = await inStore(runtime, options, ({ context }, storeId) =>
        describeExperiments(context, storeId, { limit: MOST_LISTED }),
      );
      printResult(runtime.io, { json: options.json === true, data: page, text: tellExperiments(page.data) });
    });
  withDataOptions(experiment.command('wins'))
    .description('the tests that were won, over all stores of the installation')
    .action(async (options: DataOptions) => {
      const wins = await withServices(runtime, options, ({ context }) => listFleetWins(context));
      printResult(runtime.io, { json: options.json === true, data: wins, text: tellWins(wins) });
    });
}

const MOST_LISTED = 1000;

function addCreate(experiment: Command, runtime: Runtime): void {
  withDataOptions(experiment.command('create'))
    .description('make a draft of a test')
    .argument('<name>', 'unique in the store')
    .option('--store <id>', 'slug or number of the store')
    .option('--description <text>', 'what is tried, and why')
    .option('--control <algorithm>', 'what the control is ranked by (default: v1, the store’s own ranking)')
    .option('--variant <algorithm>', 'what the variant is ranked by: v1, category-popular, frequently-together ...')
    .option('--control-settings <json>', 'what the control does otherwise, such as {"limit":3}')
    .option('--variant-settings <json>', 'what the variant does otherwise, such as {"diversity":0.6}')
    .option('--placement <name...>', 'where it runs (default: everywhere)')
    .option('--split <percent>', 'percent of the visitors who get the variant (default: 50)')
    .option('--metric <name>', 'revenue_per_visitor (default), conversion, click_rate or items_per_visitor')
    .option('--uplift <share>', 'the uplift that must not be missed (default: 0.1)')
    .option('--days <n>', 'whole weeks, 14 to 56 (default: 28)', wholeNumber)
    .option('--method <name>', 'hybrid (default), fixed or always_valid')
    .option('--start-date <day>', 'starts by itself on this day')
    .action(async (name: string, options: CreateOptions) => {
      const input = parseWith(newExperimentSchema, {
        name,
        description: options.description,
        control_algorithm: options.control,
        variant_algorithm: options.variant,
        control_settings: readJson(options.controlSettings, '--control-settings'),
        variant_settings: readJson(options.variantSettings, '--variant-settings'),
        placements: options.placement,
        traffic_split: readNumber(options.split),
        primary_metric: options.metric,
        wanted_uplift: readNumber(options.uplift),
        planned_days: options.days,
        method: options.method,
        start_date: options.startDate,
      });
      const test = await inStore(runtime, options, (services, storeId) => createExperiment(services, storeId, input));
      printResult(runtime.io, { json: options.json === true, data: test, text: tellExperiment(test) });
    });
}

const ACTION_WORDS: Record<ExperimentAction, string> = {
  start: 'start a draft: what decides the test is frozen',
  pause: 'give everyone the control; the planned end stays',
  resume: 'go on with a paused test',
  stop: 'end a test for good, with a last look',
};

function addAction(experiment: Command, runtime: Runtime, action: ExperimentAction): void {
  withDataOptions(experiment.command(action))
    .description(ACTION_WORDS[action])
    .argument('<number>', 'number of the test, see `pairwell experiment list`', wholeNumber)
    .option('--store <id>', 'slug or number of the store')
    .action(async (id: number, options: StoreOptions) => {
      const test = await inStore(runtime, options, (services, storeId) =>
        actOnExperiment(services, storeId, { id, action }),
      );
      printResult(runtime.io, { json: options.json === true, data: test, text: tellExperiment(test) });
    });
}

function addFigures(experiment: Command, runtime: Runtime): void {
  withDataOptions(experiment.command('result'))
    .description('a look at a test now')
    .argument('<number>', 'number of the test', wholeNumber)
    .option('--store <id>', 'slug or number of the store')
    .action(async (id: number, options: StoreOptions) => {
      const results = await inStore(runtime, options, ({ context }, storeId) => describeResults(context, storeId, id));
      printResult(runtime.io, { json: options.json === true, data: results, text: tellResults(results) });
    });
  withDataOptions(experiment.command('plan'))
    .description('how long a test has to run')
    .argument('[number]', 'number of a test; left out: a test of halves on revenue', wholeNumber)
    .option('--store <id>', 'slug or number of the store')
    .option('--uplift <share>', 'the uplift that must not be missed, such as 0.05')
    .action(async (id: number | undefined, options: StoreOptions & { uplift?: string }) => {
      const plan = await inStore(runtime, options, async ({ context }, storeId) => {
        const { primary_metric, wanted_uplift, traffic_split } =
          id === undefined
            ? newExperimentSchema.parse({ name: 'plan' })
            : await describeExperiment(context, storeId, id);
        const asked = parseWith(newExperimentSchema.pick({ wanted_uplift: true }), {
          wanted_uplift: readNumber(options.uplift) ?? wanted_uplift,
        });
        return planExperiment(context, storeId, { primary_metric, traffic_split, ...asked });
      });
      printResult(runtime.io, { json: options.json === true, data: plan, text: plan.sentence });
    });
}

function addHoldOut(experiment: Command, runtime: Runtime): void {
  withDataOptions(experiment.command('holdout'))
    .description('the standing hold-out: what suggestions earn, by those who see none for a week')
    .option('--store <id>', 'slug or number of the store')
    .option('--share <share>', 'hold out this part of the visitors: 0 = off, at most 0.5')
    .option('--prove-it', 'hold out much for some weeks, then little')
    .option('--at-once', 'a lower share from now; this week is no evidence then')
    .action(async (options: StoreOptions & { share?: string; proveIt?: boolean; atOnce?: boolean }) => {
      const wanted = { share: readNumber(options.share), prove_it: options.proveIt, at_once: options.atOnce };
      const holdOut = await inStore(runtime, options, async (services, storeId) => {
        if (Object.values(wanted).some((value) => value !== undefined)) {
          await changeHoldOut(services, storeId, parseWith(holdOutChangeSchema, wanted));
        }
        return readHoldOut(services, storeId);
      });
      printResult(runtime.io, { json: options.json === true, data: holdOut, text: tellHoldOut(holdOut) });
    });
}

function addEstimates(experiment: Command, runtime: Runtime): void {
  withDataOptions(experiment.command('estimates'))
    .description('what suggestions are expected to bring, and how earlier estimates came true')
    .option('--store <id>', 'slug or number of the store')
    .option('--months <n>', 'so many of the last months (default: 24)', wholeNumber)
    .action(async (options: StoreOptions & { months?: number }) => {
      const query = parseWith(estimatesQuery, { months: options.months });
      const estimates = await inStore(runtime, options, (services, storeId) =>
        describeEstimates(services, storeId, query),
      );
      const json = options.json === true;
      printResult(runtime.io, { json, data: estimates, text: tellEstimates(estimates) });
    });
}

function inStore<T>(
  runtime: Runtime,
  options: StoreOptions,
  work: (services: Services, storeId: number) => Promise<T>,
): Promise<T> {
  return withServices(runtime, options, async (services) => {
    const store = await requireStore(services, options.store);
    return work(services, store.id);
  });
}

function readNumber(text: string | undefined): number | undefined {
  // Blank is no number: an unset variable of a shell would else mean 0.
  return text === undefined ? undefined : text.trim() === '' ? Number.NaN : Number(text);
}

function readJson(text: string | undefined, option: string): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('invalid_request', { detail: `${option} is not JSON: ${text}` });
  }
}

/** The options whose names are not those of the fields. */
const OPTION_NAMES: Readonly<Record<string, string>> = {
  name: 'name',
  control_algorithm: '--control',
  variant_algorithm: '--variant',
  placements: '--placement',
  traffic_split: '--split',
  primary_metric: '--metric',
  wanted_uplift: '--uplift',
  planned_days: '--days',
};

function parseWith<T>(schema: ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [field = '', ...rest] = (issue?.path ?? []).map(String);
  const option = OPTION_NAMES[field] ?? `--${field.replaceAll('_', '-')}`;
  const place = field === '' ? '' : `${[option, ...rest].join('.')}: `;
  throw new AppError('invalid_request', { detail: `${place}${issue?.message ?? ''}.` });
}
