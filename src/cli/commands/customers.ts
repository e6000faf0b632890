import type { Command } from 'commander';
import type { z } from 'zod';
import { customersQuerySchema, opportunitiesQuerySchema, receiptParams } from '../../contract/customer.ts';
import { AppError } from '../../contract/error-registry.ts';
import { COMMAND_LINE } from '../../services/accounts/caller.ts';
import { describeCustomer, listCustomers } from '../../services/customers/customers.ts';
import { eraseCustomer } from '../../services/customers/erase-customer.ts';
import { exportRecommendations } from '../../services/customers/export-recommendations.ts';
import { generateCustomerRecommendations } from '../../services/customers/generate-recommendations.ts';
import { listOpportunities } from '../../services/customers/opportunities.ts';
import { describeSegments } from '../../services/customers/segments.ts';
import type { Services } from '../../services/services.ts';
import { type DataOptions, requireStore, wholeNumber, withDataOptions, withServices } from '../command-context.ts';
import { printResult } from '../output.ts';
import type { Runtime } from '../runtime.ts';
import { tellCustomer, tellCustomers, tellOpportunities, tellSegments } from './customers-words.ts';

interface CustomersOptions extends DataOptions {
  readonly store?: string;
  readonly segment?: string;
  readonly sort?: string;
  readonly limit?: number;
  readonly yes?: boolean;
}

const SHOWN = 3;

/** `pairwell customers ...`: who they are, what to recommend to whom. */
export function addCustomersCommands(program: Command, runtime: Runtime): void {
  const customers = program.command('customers').description('known customers: segments, recommendations, export');
  addLists(customers, runtime);
  addOne(customers, runtime);
  withStore(customers.command('export'))
    .description('the recommendations of all customers as CSV, on standard output')
    .action(async (options: CustomersOptions) => {
      await withServices(runtime, options, async (services) => {
        const { id } = await requireStore(services, options.store);
        for await (const piece of exportRecommendations(services, id)) runtime.io.out(piece);
      });
    });
}

function withStore(command: Command): Command {
  return withDataOptions(command).option('--store <id>', 'slug or number of the store');
}

function addLists(customers: Command, runtime: Runtime): void {
  withStore(customers.command('list'))
    .description('customers, those worth most first')
    .option('--segment <name>', 'new, repeat, loyal, at-risk or lost')
    .option('--sort <column>', 'id, ltv, orders or last (default ltv)')
    .option('--limit <n>', 'at most this many (default 50)', wholeNumber)
    .action(async (options: CustomersOptions) => {
      const query = read(customersQuerySchema, options);
      const page = await ask(runtime, options, (services, id) => listCustomers(services, id, query));
      printResult(runtime.io, { json: options.json === true, data: page, text: tellCustomers(page.data) });
    });
  withStore(customers.command('segments'))
    .description('how many customers are new, repeat, loyal, at risk or lost, and by which rules')
    .action(async (options: CustomersOptions) => {
      const segments = await ask(runtime, options, describeSegments);
      printResult(runtime.io, { json: options.json === true, data: segments, text: tellSegments(segments) });
    });
  withStore(customers.command('opportunities'))
    .description('the 20 customers worth most, each with the next recommendation')
    .option('--segment <name>', 'new, repeat, loyal, at-risk or lost')
    .option('--sort <column>', 'a column of --json; a leading - turns the order round')
    .action(async (options: CustomersOptions) => {
      const query = read(opportunitiesQuerySchema, options);
      const found = await ask(runtime, options, (services, id) => listOpportunities(services, id, query));
      printResult(runtime.io, { json: options.json === true, data: found, text: tellOpportunities(found) });
    });
}

function addOne(customers: Command, runtime: Runtime): void {
  withStore(customers.command('show'))
    .description('one customer, with what to recommend')
    .argument('<reference>', 'the customer, by your reference')
    .action(async (reference: string, options: CustomersOptions) => {
      const { receipt } = read(receiptParams, { receipt: reference });
      const data = await ask(runtime, options, async (services, id) => ({
        customer: await describeCustomer(services, id, receipt),
        ...(await generateCustomerRecommendations(services, id, { receipt, limit: SHOWN })),
      }));
      printResult(runtime.io, { json: options.json === true, data, text: tellCustomer(data) });
    });
  withStore(customers.command('erase'))
    .description('erase a person: orders stay without the customer, and no sum moves')
    .argument('<reference>', 'the customer, by your reference')
    .option('--yes', 'really do it: it cannot be undone')
    .action(async (reference: string, options: CustomersOptions) => {
      const { receipt } = read(receiptParams, { receipt: reference });
      if (!options.yes) {
        throw new AppError('invalid_request', {
          detail: 'Erasing a customer cannot be undone.',
          hint: 'Add --yes to do it.',
        });
      }
      const erased = await ask(runtime, options, (services, id) =>
        eraseCustomer(services, id, { receipt, actor: COMMAND_LINE }),
      );
      const text = `Erased. ${erased.orders_unlinked} orders stay, without the customer.`;
      printResult(runtime.io, { json: options.json === true, data: erased, text });
    });
}

async function ask<T>(
  runtime: Runtime,
  options: CustomersOptions,
  question: (services: Services, storeId: number) => Promise<T>,
): Promise<T> {
  return withServices(runtime, options, async (services) => {
    return question(services, (await requireStore(services, options.store)).id);
  });
}

function read<T extends z.ZodType>(schema: T, given: object): z.output<T> {
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('invalid_request', {
    detail: `--${String(issue?.path[0])}: ${issue?.message}.`,
    hint: 'pairwell customers --help shows what there is.',
  });
}
