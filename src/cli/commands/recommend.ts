import type { Command } from 'commander';
import { AppError } from '../../contract/error-registry.ts';
import { type Recommendation, recommendationQuerySchema } from '../../contract/recommendation.ts';
import { recommendItems } from '../../services/recommend/recommend.ts';
import { type DataOptions, requireStore, wholeNumber, withDataOptions, withServices } from '../command-context.ts';
import { disarm, formatTable, percent, printResult } from '../output.ts';
import type { Runtime } from '../runtime.ts';
import { tellGate } from './gate-words.ts';

/** The options of `recommend` that go into the question as they are. */
const QUESTION = [
  'placement',
  'item',
  'cart',
  'customer',
  'category',
  'types',
  'exclude',
  'diet',
  'avoid',
  'limit',
  'explain',
] as const;

type RecommendOptions = DataOptions & { readonly store?: string; readonly priceCap?: number } & {
  readonly [name in (typeof QUESTION)[number]]?: string | number | boolean;
};

/** `pairwell recommend`: the answer that GET /api/recommendations gives. */
export function addRecommendCommand(program: Command, runtime: Runtime): void {
  withDataOptions(program.command('recommend'))
    .description('what to suggest: the same answer as GET /api/recommendations')
    .option('--store <id>', 'slug or number of the store')
    .option('--cart <ids>', 'items in the cart: a,b')
    .option('--item <id>', 'the item that is looked at')
    .option('--placement <name>', 'menu, item, cart, home, email or api')
    .option('--customer <reference>', 'a known customer')
    .option('--category <id>', 'only items of this category')
    .option('--types <ids>', 'only these lists, such as complement,trending')
    .option('--exclude <ids>', 'never these items')
    .option('--diet <names>', 'only items that suit each of these, such as vegan,gluten-free')
    .option('--avoid <allergens>', 'only items known to hold none of these, such as nuts,milk')
    .option('--price-cap <minor>', 'highest price, in minor units', wholeNumber)
    .option('--limit <n>', '1 to 20', wholeNumber)
    .option('--explain', 'add the evidence, and every gate that other items failed')
    .action(async (options: RecommendOptions) => {
      const query = readQuery(options);
      const answer = await withServices(runtime, options, async (services) => {
        const store = await requireStore(services, options.store);
        await services.models.settle(store.id);
        return recommendItems(services, store.id, { query, options: { mayNameCustomer: true, log: false } });
      });
      printResult(runtime.io, { json: options.json === true, data: answer, text: tellAnswer(answer) });
    });
}

function readQuery(options: RecommendOptions) {
  const given = Object.fromEntries(
    QUESTION.flatMap((name) => (options[name] === undefined ? [] : [[name, String(options[name])]])),
  );
  if (options.priceCap !== undefined) given.price_cap = String(options.priceCap);
  const parsed = recommendationQuerySchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('invalid_request', {
    detail: `--${String(issue?.path[0]).replace('_', '-')}: ${issue?.message}.`,
    hint: 'pairwell recommend --help shows what each option takes.',
  });
}

function tellAnswer(answer: Recommendation): string {
  if (answer.slots.length === 0) return 'Nothing to suggest: no item that is available fits what was asked.';
  const table = formatTable(answer.slots, [
    { title: '#', align: 'right', value: (slot) => String(slot.position) },
    { title: 'ITEM', value: (slot) => slot.item.name },
    { title: 'ID', value: (slot) => slot.item.id },
    { title: 'TYPE', value: (slot) => slot.type },
    { title: 'LEVEL', value: (slot) => slot.level },
    { title: 'CONFIDENCE', align: 'right', value: (slot) => percent(slot.confidence) },
    { title: 'REASON', value: (slot) => [slot.reason, slot.social_proof].filter(Boolean).join(' · ') },
  ]);
  const missing = [...(answer.unknown_items ?? []), ...(answer.unknown_category ? [answer.unknown_category] : [])];
  const unknown = missing.length > 0 ? `\nNot in this store: ${disarm(missing.join(', '))}` : '';
  const gates = answer.explain?.not_shown
    .map((entry) => `  ${disarm(entry.name)}: ${entry.gates.map(tellGate).join('; ')}`)
    .join('\n');
  return `${table}${unknown}${gates ? `\n\nNot shown, and why:\n${gates}` : ''}`;
}
