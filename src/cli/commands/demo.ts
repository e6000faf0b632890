import type { Command } from 'commander';
import { AppError } from '../../contract/error-registry.ts';
import { createKey, listStoreKeys, revokeStoreKey } from '../../services/accounts/keys.ts';
import type { Services } from '../../services/services.ts';
import { addSampleOrders, createDemoStores, type DemoStore, removeSampleOrders } from '../../simulation/demo-stores.ts';
import { simulateDemoVisits } from '../../simulation/demo-visits.ts';
import type { TrafficReport } from '../../simulation/traffic/traffic-report.ts';
import { type DataOptions, requireStore, wholeNumber, withDataOptions, withServices } from '../command-context.ts';
import { makeFirstAdminLink } from '../first-admin-link.ts';
import { paint, percent, printResult } from '../output.ts';
import { ProgressBar } from '../progress.ts';
import type { Io, Runtime, ServedPairwell } from '../runtime.ts';

interface DemoOptions extends DataOptions {
  readonly store?: string;
  readonly orders?: number;
  readonly remove?: boolean;
  readonly seed: number;
  readonly port?: number;
}

const DEMO_LABEL = 'demo';
const SAMPLE_ORDERS = 50;

/** `pairwell demo`: two stores with a history and the server; or test orders in a store of one's own. */
export function addDemoCommand(program: Command, runtime: Runtime): void {
  withDataOptions(program.command('demo'))
    .description('a demo restaurant and a digital shop with a year of orders, served at once')
    .option('--store <id>', 'instead: put marked test orders into this store')
    .option('--orders <n>', `how many test orders (with --store; default ${SAMPLE_ORDERS})`, wholeNumber)
    .option('--remove', 'take the test orders out again (with --store)')
    .option('--seed <n>', 'the same seed gives the same orders', wholeNumber, 1)
    .option('--port <n>', 'port (default: PORT or 4100)', wholeNumber)
    .action(async (options: DemoOptions) => {
      if (options.store === undefined) await runDemo(runtime, options);
      else await changeSampleOrders(runtime, options, options.store);
    });
}

async function runDemo(runtime: Runtime, options: DemoOptions): Promise<void> {
  if (options.remove || options.orders !== undefined) {
    throw new AppError('invalid_request', {
      detail: '--orders and --remove need --store.',
      hint: 'pairwell demo --help',
    });
  }
  const server = await runtime.serve({
    dataDir: options.data ?? null,
    port: options.port ?? null,
    host: null,
    quiet: true,
  });
  try {
    const bar = new ProgressBar(runtime.io, () => server.services.context.clock().getTime());
    const stores = await createDemoStores(server.services, {
      seed: options.seed,
      onProgress: (label, share) => bar.update(label, share),
      basePath: new URL(server.url).pathname.replace(/\/$/, ''),
    });
    const [restaurant] = stores;
    if (!restaurant) throw new AppError('internal', { detail: 'The demo made no store.' });
    const traffic = restaurant.created
      ? await simulateDemoVisits(server.services, restaurant.store, {
          seed: options.seed,
          onProgress: (share) => bar.update('visits', share),
        })
      : null;
    bar.done();
    const key = await renewDemoKey(server.services, restaurant.store.id);
    const link = await makeFirstAdminLink(server);
    const slugs = stores.map(({ store }) => store.slug);
    const data = { url: server.url, key, stores: slugs, data: server.dataDir, first_admin_link: link, traffic };
    const text = tellDemo(runtime.io, { server, stores, key, link, traffic });
    printResult(runtime.io, { json: options.json === true, data, text });
    await runtime.io.untilStopped();
  } finally {
    await server.close();
  }
}

async function changeSampleOrders(runtime: Runtime, options: DemoOptions, named: string): Promise<void> {
  const result = await withServices<{ text: string; data: object }>(runtime, options, async (services) => {
    const store = await requireStore(services, named);
    if (options.remove) {
      const data = await removeSampleOrders(services, store);
      return { data, text: `${data.removed} test orders are out of "${store.slug}" again.` };
    }
    const data = await addSampleOrders(services, store, { count: options.orders ?? SAMPLE_ORDERS, seed: options.seed });
    return {
      data,
      text: `${data.added} test orders are in "${store.slug}". Out again: pairwell demo --store ${store.slug} --remove`,
    };
  });
  printResult(runtime.io, { json: options.json === true, ...result });
}

/** The demo shows its key, so each run makes a new one and revokes the last. */
async function renewDemoKey({ context }: Services, storeId: number): Promise<string> {
  for (const key of await listStoreKeys(context, storeId)) {
    if (key.label === DEMO_LABEL && key.revokedAt === null) await revokeStoreKey(context, storeId, key.id);
  }
  const { key } = await createKey(context, storeId, { kind: 'secret', label: DEMO_LABEL, origins: [] });
  return key;
}

interface ReadyDemo {
  readonly server: ServedPairwell;
  readonly stores: readonly DemoStore[];
  readonly key: string;
  readonly link: string | null;
  readonly traffic: TrafficReport | null;
}

function tellDemo(io: Io, { server, stores, key, link, traffic }: ReadyDemo): string {
  const names = stores.map(
    ({ store, orders, created }) =>
      `  ${store.name} (${store.slug}): ${created ? `${orders.toLocaleString('en')} orders made` : 'as you left it'}`,
  );
  const auth = `-H "Authorization: Bearer ${key}"`;
  const order = JSON.stringify({
    id: 'my-first-order',
    lines: [{ item: 'margherita' }, { item: 'garlic-bread' }],
  });
  const shopUrls = stores.map(({ store }) => `${server.url.replace(/\/$/, '')}/s/${store.slug}`);
  const [restaurantUrl = '', digitalUrl = ''] = shopUrls;
  return [
    paint(io, 'bold', 'Pairwell demo is ready.'),
    ...names,
    ...(traffic === null ? [] : [tellTraffic(traffic)]),
    '',
    `  Restaurant ${restaurantUrl}`,
    `  At table 7 ${restaurantUrl}?table=7   (QR codes to print: ${restaurantUrl}/tables)`,
    `  Shop       ${digitalUrl}`,
    `  API docs   ${server.url}/docs`,
    `  Data       ${server.dataDir}`,
    `  Key        ${key}`,
    ...(link === null ? [] : [`  Sign-in    ${link} (the first account; once, 24 hours)`]),
    '',
    'What goes with a pizza in the cart?',
    `  curl -s "${server.url}/api/recommendations?cart=margherita" ${auth}`,
    'Send an order; it is in the next answer:',
    `  curl -s "${server.url}/api/orders" ${auth} -H "Content-Type: application/json" -d '${order}'`,
    '',
    `Beside the running demo: npm run -s pairwell -- pairs --store ${stores[0]?.store.slug ?? ''}`,
    'Stop with Ctrl-C.',
  ].join('\n');
}

/** What was planted is said, so that nobody takes a figure about the demo for more than it is. */
function tellTraffic({ sessions, days, effect, true_uplift: uplift }: TrafficReport): string {
  const [planted, truth] = [percent(effect), percent(uplift ?? 0)];
  return [
    `  ${sessions} simulated visits of the last ${days} days: suggestions bring ${truth} more revenue in truth (planted: ${planted})`,
    '  The truth is known to the simulation alone. The dashboard measures it from these visits: another figure, with a wide interval.',
  ].join('\n');
}
