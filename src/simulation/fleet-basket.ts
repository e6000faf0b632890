import type { Role } from '../engine/items.ts';
import { drawGamma, drawPoisson, drawWeighted } from './draws.ts';
import { ROLE_PULL } from './fleet-kind-table.ts';
import { type FleetMenu, popularityAt } from './fleet-menu.ts';
import type { FleetNature } from './fleet-nature.ts';
import type { FleetTastes } from './fleet-tastes.ts';
import type { FleetVisit } from './fleet-visits.ts';
import type { Random } from './random.ts';

/** Everything that baskets of a store are drawn from. */
export interface FleetStoreParts {
  readonly nature: FleetNature;
  readonly menu: FleetMenu;
  readonly tastes: FleetTastes;
  /** Length of the history. */
  readonly days: number;
}

/** Draws baskets, visit by visit. */
export interface BasketSource {
  /** The latent class of somebody. */
  drawClass(): number;
  /** Positions on the menu, in the order in which they were chosen; the host has the given latent class. */
  drawBasket(visit: FleetVisit, hostClass: number): number[];
  /** One more item that goes with those already in the basket, or null when there is none. */
  drawAnother(visit: FleetVisit, basket: readonly number[]): number | null;
  /** True while the item is sold. */
  isSold(visit: FleetVisit, item: number): boolean;
}

interface Table {
  readonly visit: FleetVisit;
  /** Latent class of each person. */
  readonly people: readonly number[];
  readonly basket: number[];
}

const LARGEST_GROUP = 6;
const LARGEST_BASKET = 30;
const REFRESH_DAYS = 7;
/** How many of a role a table of one takes; each further person one more. */
const LIMIT_OF_ONE: Readonly<Record<Role, number>> = { drink: 2, main: 1, starter: 1, side: 2, dessert: 1, other: 30 };

/**
 * A source of baskets. A table of one to six people orders line after line: first the category, by the daypart and by
 * what is on the table already (a main pulls sides and drinks, and each person takes one main at most), then an item of
 * it, by its popularity of that week, the taste of one of the people, the daypart and its partners on the table.
 */
export function createBasketSource(random: Random, parts: FleetStoreParts): BasketSource {
  const demand = createDemand(parts);
  const chooseCategory = createCategoryChoice(random, parts);
  const { nature, tastes } = parts;
  const drawClass = () => drawWeighted(random, tastes.classWeights);
  const drawNext = (table: Table): number | null => {
    const category = nature.isNull ? -1 : chooseCategory(table);
    if (category === null) return null;
    const weights = demand.weightsOf(category, table);
    return weights === null ? null : (demand.itemsOf(category)[drawWeighted(random, weights)] ?? null);
  };
  return {
    drawClass,
    drawBasket(visit, hostClass) {
      const group = Math.min(LARGEST_GROUP, 1 + drawPoisson(random, nature.groupMean - 1));
      const people = Array.from({ length: group }, (_, person) => (person === 0 ? hostClass : drawClass()));
      const size = Math.min(LARGEST_BASKET, drawSize(random, { nature, group }));
      const table: Table = { visit, people, basket: [] };
      while (table.basket.length < size) {
        const item = drawNext(table);
        if (item === null) break;
        table.basket.push(item);
      }
      return table.basket;
    },
    drawAnother: (visit, basket) => drawNext({ visit, people: [drawClass()], basket: [...basket] }),
    isSold: demand.isSold,
  };
}

/** Each person takes one line and a negative binomial number more: Poisson of mean (personMean - 1) x Gamma / shape. */
function drawSize(random: Random, { nature, group }: { nature: FleetNature; group: number }): number {
  const { personMean, sizeShape } = nature;
  const more = (personMean - 1) * group;
  if (more <= 0) return group;
  return group + drawPoisson(random, (more * drawGamma(random, sizeShape * group)) / (sizeShape * group));
}

/** Draws a category that still has room, or null. */
type CategoryChoice = (table: Table) => number | null;

function createCategoryChoice(random: Random, parts: FleetStoreParts): CategoryChoice {
  const { nature, menu, tastes } = parts;
  const roles = menu.categories.map(({ role }) => role);
  const shares = sharesInCategory(menu);
  const hasRoom = (table: Table, { role, taken }: { role: Role; taken: readonly number[] }): boolean => {
    if (!nature.kind.servesMeals) return true;
    const ofRole = taken.reduce((sum, count, index) => sum + (roles[index] === role ? count : 0), 0);
    return ofRole < LIMIT_OF_ONE[role] + table.people.length - 1;
  };
  return (table) => {
    const { taken, boosts } = readTable(table, parts, shares);
    const taste = tastes.categoriesByClass[personOf(table)];
    const weights = menu.categories.map(({ role, demand, breadth }, category) => {
      if (!hasRoom(table, { role, taken })) return 0;
      let pull = ((demand[table.visit.daypart] ?? 0) + 0.02 * breadth) * (taste?.[category] ?? 1);
      roles.forEach((other, index) => {
        if ((taken[index] ?? 0) > 0) pull *= ROLE_PULL[other][role] ** nature.dependence;
      });
      return pull * (boosts[category] ?? 1);
    });
    return weights.some((weight) => weight > 0) ? drawWeighted(random, weights) : null;
  };
}

/** Latent class of the person who orders the next line: the people take turns. */
function personOf({ people, basket }: Table): number {
  return people[basket.length % people.length] ?? 0;
}

/** How many lines each category has, and how much partners of what is there raise its demand. */
function readTable({ basket }: Table, { menu, tastes }: FleetStoreParts, shares: Float64Array) {
  const taken = menu.categories.map(() => 0);
  const boosts = menu.categories.map(() => 1);
  for (const item of basket) {
    const category = menu.items[item]?.category ?? 0;
    taken[category] = (taken[category] ?? 0) + 1;
    for (const partner of tastes.partners[item] ?? []) {
      if (partner.factor < 1) continue;
      const home = menu.items[partner.item]?.category ?? 0;
      boosts[home] = (boosts[home] ?? 1) + (shares[partner.item] ?? 0) * (partner.factor - 1);
    }
  }
  return { taken, boosts };
}

/** Weight of each item as a share of its category. */
function sharesInCategory({ categories, items }: FleetMenu): Float64Array {
  const totals = categories.map(() => 0);
  for (const { category, weight } of items) totals[category] = (totals[category] ?? 0) + weight;
  return Float64Array.from(items, ({ category, weight }) => weight / (totals[category] ?? 1));
}

/** Demand for the items of a category at a moment; category -1 stands for the whole menu. */
interface Demand {
  itemsOf(category: number): readonly number[];
  /** One weight for each of `itemsOf`, overwritten by the next call; null when nothing is left. */
  weightsOf(category: number, table: Table): Float64Array | null;
  isSold(visit: FleetVisit, item: number): boolean;
}

function createDemand({ menu, tastes, days }: FleetStoreParts): Demand {
  const everything = menu.items.map((_, index) => index);
  const groups = menu.categories.map((_, category) => everything.filter((i) => menu.items[i]?.category === category));
  const buffers = [...groups, everything].map((group) => new Float64Array(group.length));
  const itemsOf = (category: number) => groups[category] ?? everything;
  const popularityOf = createPopularity(menu, days);
  const factors = new Float64Array(menu.items.length).fill(1);
  const spread = (basket: readonly number[], isUndone: boolean) => {
    for (const item of basket) {
      for (const partner of tastes.partners[item] ?? []) {
        factors[partner.item] = isUndone ? 1 : (factors[partner.item] as number) * partner.factor;
      }
    }
    for (const item of basket) factors[item] = isUndone ? 1 : 0;
  };
  return {
    itemsOf,
    weightsOf(category, table) {
      const { visit, basket } = table;
      const weights = buffers.at(category) ?? new Float64Array(0);
      const popularity = popularityOf(visit);
      const [taste, hour] = [tastes.byClass[personOf(table)], tastes.byDaypart[visit.daypart]];
      let total = 0;
      spread(basket, false);
      itemsOf(category).forEach((item, place) => {
        const own = (popularity[item] ?? 0) * (taste?.[item] ?? 1) * (hour?.[item] ?? 1);
        weights[place] = own * (factors[item] as number);
        total += weights[place];
      });
      spread(basket, true);
      return total > 0 ? weights : null;
    },
    isSold: (visit, item) => (popularityOf(visit)[item] ?? 0) > 0,
  };
}

/** Popularity of every item in the week of a visit, calculated when a week begins. */
function createPopularity({ items }: FleetMenu, days: number): (visit: FleetVisit) => Float64Array {
  const popularity = new Float64Array(items.length);
  let week = -1;
  return ({ day }) => {
    const now = Math.floor(day / REFRESH_DAYS);
    if (now === week) return popularity;
    week = now;
    const moment = { day: now * REFRESH_DAYS, part: (now * REFRESH_DAYS) / days };
    items.forEach((item, index) => {
      popularity[index] = popularityAt(item, moment);
    });
    return popularity;
  };
}
