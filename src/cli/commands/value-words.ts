import type { Value } from '../../contract/value.ts';
import { disarm, formatTable, percent } from '../output.ts';

/** What the best pairs may bring, in words with the working. */
export function tellValue(value: Value): string {
  const money = moneyWriter(value.currency);
  const per = value.per === 'month' ? 'a month' : 'per 1,000 orders';
  const low = Math.max(0, value.low_minor);
  const lead = `${tellCount(value.pairs.length)} mostly not sold together. Suggesting that may bring about ${money(value.extra_minor)} extra ${per}.`;
  const range = `An estimate, nothing is measured: with probability 95 % between ${low === 0 ? 'nothing' : money(low)} and ${money(value.high_minor)}.`;
  const notes = value.notes.map((note) => `Note: ${disarm(note)}`);
  if (value.pairs.length === 0) return [`${disarm(value.source)}: ${value.orders} orders.`, ...notes].join('\n');
  return [lead, range, '', tablePairs(value, money), '', ...working(value, money), ...notes].join('\n');
}

function tellCount(pairs: number): string {
  return pairs === 1 ? '1 pair goes together and is' : `${pairs} pairs go together and are`;
}

function tablePairs(value: Value, money: (minor: number) => string): string {
  return formatTable(value.pairs, [
    { title: 'WITH', value: (pair) => pair.antecedent_name },
    { title: 'SUGGEST', value: (pair) => pair.consequent_name },
    { title: 'TOGETHER', align: 'right', value: (pair) => `${pair.times_together} of ${pair.antecedent_orders}` },
    { title: 'LIFT', align: 'right', value: (pair) => pair.lift.toFixed(1) },
    { title: 'WITHOUT', align: 'right', value: (pair) => pair.reach.toFixed(0) },
    { title: 'SAY YES', align: 'right', value: (pair) => percent(pair.acceptance) },
    { title: 'PRICE', align: 'right', value: (pair) => money(pair.price_minor) },
    { title: 'SOLD BY IT', align: 'right', value: (pair) => money(pair.attributable_minor) },
    { title: 'EXTRA', align: 'right', value: (pair) => money(pair.extra_minor) },
  ]);
}

function working(value: Value, money: (minor: number) => string): string[] {
  const { kappa, accepted_share: accepted } = value;
  const source = kappa.measured ? 'as measured here' : 'before anything is measured';
  return [
    `WITHOUT x SAY YES x PRICE = SOLD BY IT, ${money(value.attributable_minor)} in all; ${percent(kappa.mean)} of that is extra (${source}).`,
    `SAY YES: of the guests who would want it, by what was ordered together, ${percent(accepted)}. docs/algorithms/value.md has an example by hand.`,
  ];
}

/** Money in its currency; a plain number where none is known. */
function moneyWriter(currency: string | null): (minor: number) => string {
  if (currency === null) return (minor) => (minor / 100).toFixed(2);
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const perMajor = 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
  return (minor) => format.format(minor / perMajor);
}
