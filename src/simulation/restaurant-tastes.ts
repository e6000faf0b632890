import type { Role } from '../engine/items.ts';

/** How much guests like an item, before anything else is on the table. */
export interface Taste {
  /** Popularity within the course: twice the weight is chosen twice as often. */
  readonly weight: number;
  /** Season in which it sells best. */
  readonly season?: 'summer' | 'winter';
  /** Meal at which it sells best. */
  readonly meal?: 'lunch' | 'dinner';
}

/** A planted affinity: with one of the two on the table, the other's weight is multiplied. */
export interface PlantedPair {
  /** Item id. */
  readonly antecedent: string;
  /** Item id. */
  readonly consequent: string;
  /** Factor on the weight, above 1 for complements, below 1 for substitutes; it works in both directions. */
  readonly multiplier: number;
}

/** The course that the items of each category of the demo restaurant are ordered for. */
export const COURSE_OF_CATEGORY: Readonly<Record<string, Role>> = {
  antipasti: 'starter',
  pizza: 'main',
  pasta: 'main',
  secondi: 'main',
  contorni: 'side',
  dolci: 'dessert',
  'soft-drinks': 'drink',
  'wine-and-beer': 'drink',
  coffee: 'drink',
  extras: 'other',
};

/** Taste of every item of the demo restaurant's menu, by item id. */
export const TASTES: Readonly<Record<string, Taste>> = {
  bruschetta: { weight: 16 },
  burrata: { weight: 10, season: 'summer' },
  caprese: { weight: 9, season: 'summer' },
  carpaccio: { weight: 8, meal: 'dinner' },
  calamari: { weight: 11 },
  'antipasto-misto': { weight: 11, meal: 'dinner' },
  minestrone: { weight: 9, season: 'winter', meal: 'lunch' },
  'pumpkin-soup': { weight: 8, season: 'winter' },
  margherita: { weight: 20 },
  marinara: { weight: 7 },
  diavola: { weight: 13 },
  'prosciutto-funghi': { weight: 10 },
  'quattro-formaggi': { weight: 8 },
  'tonno-cipolla': { weight: 6 },
  verdure: { weight: 6 },
  tartufo: { weight: 7, meal: 'dinner' },
  carbonara: { weight: 14 },
  bolognese: { weight: 12, meal: 'lunch' },
  arrabbiata: { weight: 7, meal: 'lunch' },
  'cacio-e-pepe': { weight: 7 },
  lasagne: { weight: 9, season: 'winter' },
  gnocchi: { weight: 6 },
  'trofie-pesto': { weight: 8 },
  vongole: { weight: 7, season: 'summer' },
  parmigiana: { weight: 6 },
  'chicken-milanese': { weight: 8 },
  saltimbocca: { weight: 6, meal: 'dinner' },
  'sea-bass': { weight: 6, meal: 'dinner' },
  tagliata: { weight: 8, meal: 'dinner' },
  'garlic-bread': { weight: 14 },
  focaccia: { weight: 12 },
  'rocket-salad': { weight: 11 },
  'mixed-salad': { weight: 12, meal: 'lunch' },
  'rosemary-potatoes': { weight: 10 },
  'grilled-vegetables': { weight: 9 },
  tiramisu: { weight: 20 },
  'panna-cotta': { weight: 12 },
  'pistachio-cannoli': { weight: 8 },
  'torta-caprese': { weight: 10, season: 'winter' },
  gelato: { weight: 12, season: 'summer' },
  'lemon-sorbet': { weight: 8, season: 'summer' },
  'still-water': { weight: 13 },
  'sparkling-water': { weight: 14 },
  cola: { weight: 14 },
  'cola-zero': { weight: 8 },
  lemonade: { weight: 9, season: 'summer' },
  'peach-iced-tea': { weight: 8, season: 'summer' },
  'blood-orange-soda': { weight: 6 },
  montepulciano: { weight: 12, meal: 'dinner' },
  'pinot-grigio': { weight: 10, meal: 'dinner' },
  prosecco: { weight: 7, meal: 'dinner' },
  'aperol-spritz': { weight: 9, season: 'summer', meal: 'dinner' },
  lager: { weight: 10, meal: 'dinner' },
  limoncello: { weight: 5, meal: 'dinner' },
  espresso: { weight: 12 },
  cappuccino: { weight: 8, meal: 'lunch' },
  'iced-latte': { weight: 5, season: 'summer', meal: 'lunch' },
  'hot-chocolate': { weight: 5, season: 'winter' },
  'chilli-oil': { weight: 10 },
  'garlic-aioli': { weight: 9 },
  'extra-parmesan': { weight: 11 },
  'gluten-free-base': { weight: 6 },
  'bambini-box': { weight: 9 },
};

/**
 * The pairs that guests of the demo restaurant like together: what an engine should find in its orders.
 *
 * The lift that the orders show is smaller than the multiplier, since the weights of a course compete with each other
 * and a table of four orders for four.
 */
export const PLANTED_PAIRS: readonly PlantedPair[] = [
  { antecedent: 'margherita', consequent: 'garlic-bread', multiplier: 4 },
  { antecedent: 'margherita', consequent: 'lemonade', multiplier: 3 },
  { antecedent: 'diavola', consequent: 'lager', multiplier: 4 },
  { antecedent: 'diavola', consequent: 'chilli-oil', multiplier: 4 },
  { antecedent: 'marinara', consequent: 'rocket-salad', multiplier: 4 },
  { antecedent: 'quattro-formaggi', consequent: 'pinot-grigio', multiplier: 4 },
  { antecedent: 'tartufo', consequent: 'prosecco', multiplier: 4 },
  { antecedent: 'prosciutto-funghi', consequent: 'cola', multiplier: 3 },
  { antecedent: 'carbonara', consequent: 'montepulciano', multiplier: 3.5 },
  { antecedent: 'bolognese', consequent: 'extra-parmesan', multiplier: 4 },
  { antecedent: 'lasagne', consequent: 'mixed-salad', multiplier: 4 },
  { antecedent: 'trofie-pesto', consequent: 'focaccia', multiplier: 4 },
  { antecedent: 'vongole', consequent: 'pinot-grigio', multiplier: 5 },
  { antecedent: 'tagliata', consequent: 'rosemary-potatoes', multiplier: 5 },
  { antecedent: 'tagliata', consequent: 'montepulciano', multiplier: 4 },
  { antecedent: 'saltimbocca', consequent: 'grilled-vegetables', multiplier: 5 },
  { antecedent: 'chicken-milanese', consequent: 'rosemary-potatoes', multiplier: 4 },
  { antecedent: 'sea-bass', consequent: 'grilled-vegetables', multiplier: 5 },
  { antecedent: 'bruschetta', consequent: 'aperol-spritz', multiplier: 3.5 },
  { antecedent: 'burrata', consequent: 'prosecco', multiplier: 4 },
  { antecedent: 'calamari', consequent: 'garlic-aioli', multiplier: 5 },
  { antecedent: 'antipasto-misto', consequent: 'montepulciano', multiplier: 3.5 },
  { antecedent: 'minestrone', consequent: 'focaccia', multiplier: 4 },
  { antecedent: 'tiramisu', consequent: 'espresso', multiplier: 4 },
  { antecedent: 'torta-caprese', consequent: 'cappuccino', multiplier: 5 },
  { antecedent: 'panna-cotta', consequent: 'limoncello', multiplier: 5 },
  { antecedent: 'bambini-box', consequent: 'gelato', multiplier: 5 },
];

/** The pairs of the demo restaurant that stand in for each other: who has the one hardly orders the other. */
export const PLANTED_SUBSTITUTES: readonly PlantedPair[] = [
  { antecedent: 'cola', consequent: 'cola-zero', multiplier: 0.3 },
  { antecedent: 'still-water', consequent: 'sparkling-water', multiplier: 0.15 },
  { antecedent: 'garlic-bread', consequent: 'focaccia', multiplier: 0.2 },
  { antecedent: 'rocket-salad', consequent: 'mixed-salad', multiplier: 0.2 },
  { antecedent: 'minestrone', consequent: 'pumpkin-soup', multiplier: 0.3 },
];

/** Item of the demo restaurant that is in fashion during the last two hours. */
export const TRENDING_ITEM = 'pistachio-cannoli';
