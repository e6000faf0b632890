import { drawChance, drawInteger, drawNormal, drawWeighted } from './draws.ts';
import { FLEET_STYLES, type FleetCategory } from './fleet-kind-table.ts';
import { drawUniform, type FleetNature } from './fleet-nature.ts';
import { createRandom, type Random } from './random.ts';

/** A slow wave of log popularity: amplitude x sin(2 pi (t / period + phase)). */
export interface Wave {
  readonly amplitude: number;
  /** In days. */
  readonly periodDays: number;
  /** 0 to 1. */
  readonly phase: number;
}

/** An item of a generated store, with what makes it sell. */
export interface FleetItem {
  readonly name: string;
  /** Position among the categories of the store. */
  readonly category: number;
  /** Popularity within the category, before anything changes. */
  readonly weight: number;
  /** Part of the history in which it is sold, 0 = first day, 1 = last day. */
  readonly from: number;
  readonly until: number;
  /** Fashion and season. */
  readonly waves: readonly Wave[];
  /** Position of the item that this one is another spelling or size of, else null. */
  readonly twin: number | null;
}

/** Categories and items of a generated store. */
export interface FleetMenu {
  readonly categories: readonly FleetCategory[];
  readonly items: readonly FleetItem[];
}

const YEAR_DAYS = 365.25;
const TWIN_FORMS: readonly ((name: string) => string)[] = [
  (name) => name.toLowerCase(),
  (name) => `${name} Large`,
  (name) => `${name} (new)`,
];

/**
 * The menu of a generated store: every category has at least one item, the others go by breadth; popularity follows
 * Zipf's law within a category.
 */
export function createFleetMenu(seed: number, nature: FleetNature): FleetMenu {
  const random = createRandom(seed, 'fleet-menu');
  const categories = nature.kind.categories.slice(0, nature.categories);
  const breadths = categories.map(({ breadth }) => breadth * drawUniform(random, [0.4, 1.6]));
  const names = new Set<string>();
  const ranks = categories.map(() => 0);
  const items: FleetItem[] = [];
  while (items.length < nature.items) {
    const twin =
      items.length > 0 && drawChance(random, nature.duplicateShare) ? drawTwin(random, { items, names }) : null;
    const category = items.length < categories.length ? items.length : drawWeighted(random, breadths);
    const rank = (ranks[category] ?? 0) + 1;
    const item =
      twin ?? drawItem(random, { nature, category, rank, name: drawName(random, { categories, category, names }) });
    if (twin === null) ranks[category] = rank;
    items.push(item);
    names.add(item.name);
  }
  return { categories, items };
}

function drawItem(
  random: Random,
  { nature, category, rank, name }: { nature: FleetNature; category: number; rank: number; name: string },
): FleetItem {
  const isLate = rank > 1 && drawChance(random, nature.lateShare);
  const isGone = rank > 1 && drawChance(random, nature.goneShare);
  const from = isLate ? drawUniform(random, [0.05, 0.9]) : 0;
  const until = isGone ? drawUniform(random, [from + 0.05, 1]) : 1;
  return { name, category, weight: rank ** -nature.zipf, from, until, waves: drawWaves(random, nature), twin: null };
}

function drawWaves(random: Random, nature: FleetNature): Wave[] {
  const fashion = {
    amplitude: nature.drift * drawNormal(random),
    periodDays: nature.years * YEAR_DAYS * drawUniform(random, [0.3, 3]),
    phase: random(),
  };
  if (!drawChance(random, nature.seasonShare)) return [fashion];
  return [fashion, { amplitude: drawUniform(random, [0.3, 1.5]), periodDays: YEAR_DAYS, phase: random() }];
}

/** Another spelling or size of an item that has none yet, less popular than it. */
function drawTwin(
  random: Random,
  { items, names }: { items: readonly FleetItem[]; names: Set<string> },
): FleetItem | null {
  const twin = drawInteger(random, [0, items.length - 1]);
  const original = items[twin];
  const form = TWIN_FORMS[drawInteger(random, [0, TWIN_FORMS.length - 1])];
  if (original === undefined || form === undefined || original.twin !== null) return null;
  const name = form(original.name);
  if (names.has(name)) return null;
  return { ...original, name, weight: original.weight * drawUniform(random, [0.1, 0.8]), twin };
}

function drawName(
  random: Random,
  { categories, category, names }: { categories: readonly FleetCategory[]; category: number; names: Set<string> },
): string {
  const heads = categories[category]?.heads ?? [];
  const style = FLEET_STYLES[drawInteger(random, [0, FLEET_STYLES.length - 1])];
  const name = `${style} ${heads[drawInteger(random, [0, heads.length - 1])]}`;
  if (!names.has(name)) return name;
  for (let number = 2; ; number++) if (!names.has(`${name} ${number}`)) return `${name} ${number}`;
}

/**
 * How popular an item is at a moment: weight x exp(sum of its waves), 0 while it is not sold.
 *
 * @param moment - `day` since the opening, `part` of the history from 0 to 1.
 *
 * @example
 * const wave = { amplitude: 1, periodDays: 100, phase: 0 };
 * const item = { name: 'Tea', category: 0, weight: 2, from: 0, until: 0.5, waves: [wave], twin: null };
 * popularityAt(item, { day: 25, part: 0.2 }) // => 5.4366
 * popularityAt(item, { day: 25, part: 0.6 }) // => 0
 */
export function popularityAt(item: FleetItem, { day, part }: { day: number; part: number }): number {
  if (part < item.from || part > item.until) return 0;
  let logarithm = 0;
  for (const { amplitude, periodDays, phase } of item.waves) {
    logarithm += amplitude * Math.sin(2 * Math.PI * (day / periodDays + phase));
  }
  return item.weight * Math.exp(logarithm);
}
