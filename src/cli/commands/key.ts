import type { Command } from 'commander';
import { AppError } from '../../contract/error-registry.ts';
import { createKey, type KeySummary, listStoreKeys, revokeStoreKey } from '../../services/accounts/keys.ts';
import { type DataOptions, requireStore, wholeNumber, withDataOptions, withServices } from '../command-context.ts';
import { formatTable, printResult } from '../output.ts';
import type { Runtime } from '../runtime.ts';

interface KeyOptions extends DataOptions {
  readonly store?: string;
}

interface CreateOptions extends KeyOptions {
  readonly publishable?: boolean;
  readonly origin: string[];
  readonly label: string;
}

/** `pairwell key create | list | revoke` */
export function addKeyCommands(program: Command, runtime: Runtime): void {
  const key = program.command('key').description('keys of the API');
  addCreate(key, runtime);
  addListAndRevoke(key, runtime);
}

function addCreate(key: Command, runtime: Runtime): void {
  withDataOptions(key.command('create'))
    .description('make a key: secret (sk_, for your server) or publishable (pk_, for pages)')
    .option('--store <id>', 'slug or number of the store')
    .option('--publishable', 'a key for pages: reads recommendations only')
    .option('--origin <origin...>', 'pages that may use a publishable key, such as https://shop.example', [])
    .option('--label <text>', 'what the key is for', '')
    .action(async (options: CreateOptions) => {
      const origins = options.origin.map(readOrigin);
      const created = await withServices(runtime, options, async (services) => {
        const store = await requireStore(services, options.store);
        const kind = options.publishable ? 'publishable' : 'secret';
        return createKey(services.context, store.id, { kind, label: options.label, origins });
      });
      const data = { key: created.key, ...toJson(created.summary) };
      const text = `${created.key}\nKeep it: it is shown this once, only a hash is stored.`;
      printResult(runtime.io, { json: options.json === true, data, text });
    });
}

function addListAndRevoke(key: Command, runtime: Runtime): void {
  withDataOptions(key.command('list'))
    .description('list the keys of a store')
    .option('--store <id>', 'slug or number of the store')
    .action(async (options: KeyOptions) => {
      const keys = await withServices(runtime, options, async (services) => {
        return listStoreKeys(services.context, (await requireStore(services, options.store)).id);
      });
      const data = { keys: keys.map(toJson) };
      printResult(runtime.io, { json: options.json === true, data, text: listKeys(keys) });
    });
  withDataOptions(key.command('revoke'))
    .description('revoke a key; it stops working within 5 seconds')
    .argument('<number>', 'number of the key, see `pairwell key list`', wholeNumber)
    .option('--store <id>', 'slug or number of the store')
    .action(async (id: number, options: KeyOptions) => {
      const revoked = await withServices(runtime, options, async (services) => {
        return revokeStoreKey(services.context, (await requireStore(services, options.store)).id, id);
      });
      if (!revoked)
        throw new AppError('not_found', { detail: `There is no working key number ${id}.`, hint: 'pairwell key list' });
      printResult(runtime.io, { json: options.json === true, data: { revoked: id }, text: `Key ${id} is revoked.` });
    });
}

function readOrigin(text: string): string {
  const origin = URL.canParse(text) ? new URL(text).origin : 'null';
  if (origin !== 'null') return origin;
  throw new AppError('invalid_request', { detail: `"${text}" is not an origin; expected https://shop.example.` });
}

function toJson(key: KeySummary) {
  return {
    id: key.id,
    kind: key.kind,
    hint: key.hint,
    label: key.label,
    origins: key.origins,
    created_at: key.createdAt.toISOString(),
    revoked_at: key.revokedAt?.toISOString() ?? null,
  };
}

function listKeys(keys: readonly KeySummary[]): string {
  if (keys.length === 0) return 'No key yet. Make one: pairwell key create';
  return formatTable(keys, [
    { title: 'NO', align: 'right', value: (key) => String(key.id) },
    { title: 'KEY', value: (key) => key.hint },
    { title: 'KIND', value: (key) => key.kind },
    { title: 'LABEL', value: (key) => key.label },
    { title: 'STATE', value: (key) => (key.revokedAt ? 'revoked' : 'works') },
  ]);
}
