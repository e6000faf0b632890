import type { Command } from 'commander';
import { newStoreSchema, type Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import { addStore, listAllStores } from '../../services/catalog/stores.ts';
import { type DataOptions, withDataOptions, withServices } from '../command-context.ts';
import { formatTable, printResult } from '../output.ts';
import type { Runtime } from '../runtime.ts';

interface AddOptions extends DataOptions {
  readonly name?: string;
  readonly currency: string;
  readonly zone: string;
  readonly cutoff: string;
  readonly locale: string;
}

/** `pairwell store add | list` */
export function addStoreCommands(program: Command, runtime: Runtime): void {
  const store = program.command('store').description('the stores of this installation');
  withDataOptions(store.command('add'))
    .description('make a store')
    .argument('<slug>', 'short name in addresses: a-z, 0-9 and -')
    .option('--name <name>', 'name shown to people (default: the slug)')
    .option('--currency <code>', 'ISO 4217 code', 'USD')
    .option('--zone <zone>', 'IANA time zone, such as Europe/London', 'UTC')
    .option('--cutoff <hh:mm>', 'local time at which a new business day begins', '04:00')
    .option('--locale <tag>', 'language tag, such as en-GB', 'en')
    .action(async (slug: string, options: AddOptions) => {
      const input = readNewStore(slug, options);
      const added = await withServices(runtime, options, ({ context }) => addStore(context, input));
      const text = `Store "${added.slug}" is number ${added.id}. Next: pairwell key create --store ${added.slug}`;
      printResult(runtime.io, { json: options.json === true, data: added, text });
    });
  withDataOptions(store.command('list'))
    .description('list the stores')
    .action(async (options: DataOptions) => {
      const stores = await withServices(runtime, options, ({ context }) => listAllStores(context));
      printResult(runtime.io, { json: options.json === true, data: { stores }, text: listStores(stores) });
    });
}

function readNewStore(slug: string, options: AddOptions) {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(options.cutoff) ?? [];
  const parsed = newStoreSchema.safeParse({
    slug,
    name: options.name ?? slug,
    currency: options.currency,
    time_zone: options.zone,
    business_day_cutoff_minutes: Number(hours) * 60 + Number(minutes),
    locale: options.locale,
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('invalid_request', {
    detail: `The store cannot be made: ${String(issue?.path[0])}: ${issue?.message}.`,
    hint: 'pairwell store add --help shows what each option takes.',
  });
}

function listStores(stores: readonly Store[]): string {
  if (stores.length === 0)
    return 'No store yet. Make one: pairwell store add my-place --name "My Place" --currency EUR';
  return formatTable(stores, [
    { title: 'ID', align: 'right', value: (store) => String(store.id) },
    { title: 'SLUG', value: (store) => store.slug },
    { title: 'NAME', value: (store) => store.name },
    { title: 'CURRENCY', value: (store) => store.currency },
    { title: 'ZONE', value: (store) => store.time_zone },
  ]);
}
