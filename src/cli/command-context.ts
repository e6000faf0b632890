import { type Command, InvalidArgumentError } from 'commander';
import type { Store } from '../contract/catalog.ts';
import { AppError } from '../contract/error-registry.ts';
import { getStore, listAllStores } from '../services/catalog/stores.ts';
import type { Services } from '../services/services.ts';
import type { Runtime } from './runtime.ts';

/** The options that every command has. */
export interface DataOptions {
  readonly data?: string;
  readonly json?: boolean;
}

/** Adds --data and --json to a command. */
export function withDataOptions(command: Command): Command {
  return command
    .option('--data <dir>', 'data folder (default: PAIRWELL_DATA or ./pairwell-data)')
    .option('--json', 'print one JSON document');
}

/** Opens the services, runs the work, and closes them whatever happens. */
export async function withServices<T>(
  runtime: Runtime,
  options: DataOptions,
  work: (services: Services) => Promise<T>,
): Promise<T> {
  const opened = await runtime.open({ dataDir: options.data ?? null });
  try {
    return await work(opened.services);
  } finally {
    await opened.close();
  }
}

/** The store that a command is about: the one that is named, or the only one there is. */
export async function requireStore(services: Services, named: string | undefined): Promise<Store> {
  if (named !== undefined) return getStore(services.context, named);
  const stores = await listAllStores(services.context);
  const [only] = stores;
  if (only && stores.length === 1) return only;
  throw new AppError('unknown_store', {
    detail: stores.length === 0 ? 'There is no store yet.' : 'There are several stores: say which with --store.',
    hint:
      stores.length === 0
        ? 'Make one: pairwell store add my-place --name "My Place" --currency EUR --zone Europe/Berlin'
        : `Stores: ${stores.map((store) => store.slug).join(', ')}.`,
  });
}

/** Parser of an option that takes several whole numbers, smallest first: "50,10" is 10 and 50. */
export function wholeNumbers(text: string): number[] {
  return [...new Set(text.split(',').map((part) => wholeNumber(part.trim())))].sort((a, b) => a - b);
}

/**
 * Parser of a whole-number option: decimal digits, and nothing else. `0x10` and `1e3` are a slip of the hand more often than
 * sixteen and a thousand.
 */
export function wholeNumber(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('expected a whole number, such as 12.');
}
