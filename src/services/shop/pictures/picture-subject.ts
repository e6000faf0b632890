/** What of an item decides its picture. */
export interface PictureItem {
  readonly id: string;
  readonly name: string;
  readonly categoryName: string | null;
  readonly role: string;
  readonly tier: number | null;
}

/** What is drawn. */
export type PictureSubject =
  | 'pizza'
  | 'pasta'
  | 'burger'
  | 'salad'
  | 'soup'
  | 'potatoes'
  | 'bread'
  | 'bites'
  | 'steak'
  | 'fish'
  | 'cheese'
  | 'cake'
  | 'ice-cream'
  | 'coffee'
  | 'tea'
  | 'beer'
  | 'wine'
  | 'cocktail'
  | 'soda'
  | 'bottle'
  | 'dip'
  | 'box'
  | 'pack'
  | 'plate';

/** Words of names and categories; the first that is found decides, so the surer ones come first. */
const WORDS: readonly (readonly [PictureSubject, RegExp])[] = [
  ['box', /\bbox\b|kids|bambini/],
  ['pack', /\bpacks?\b|licen[cs]e|subscription|template/],
  ['dip', /\boil\b|sauce|dip\b|aioli|ketchup|mayo|extra|topping|butter\b/],
  ['ice-cream', /gelato|ice cream|sorbet|affogato|sundae|panna cotta|pudding|mousse/],
  ['cake', /cake|torta|tiramis|cannoli|cheesecake|brownie|pie\b|tart\b|cookie|crumble/],
  ['soup', /soup|minestrone|broth|ramen|chowder|zuppa|dal\b|curry/],
  ['burger', /burger|sandwich|panini|toast/],
  ['pizza', /pizza|calzone/],
  ['salad', /salad|caprese|carpaccio|greens|vegetables|verdure|parmigiana/],
  ['cheese', /burrata|mozzarella|cheese|antipasto|board/],
  ['bread', /bread|bruschetta|focaccia|baguette|naan|roti|croissant|bagel/],
  ['potatoes', /fries|potato|wedges|chips/],
  ['bites', /calamari|wings|nugget|milanese|fried|croquette|samosa|chicken/],
  ['pasta', /pasta|spaghetti|penne|lasagne|gnocchi|trofie|tagliatelle|tonnarelli|noodle|ravioli|risotto/],
  ['fish', /fish|bass|salmon|tuna|vongole|prawn|shrimp|seafood/],
  ['steak', /steak|tagliata|beef|lamb|ribs|pork|veal|saltimbocca/],
  ['soda', /\biced\b/],
  ['coffee', /coffee|espresso|cappuccino|latte|macchiato|mocha|hot chocolate|cocoa/],
  ['tea', /\btea\b|chai|infusion/],
  ['cocktail', /spritz|cocktail|negroni|mojito|limoncello|gin\b|vodka|martini/],
  ['beer', /beer|lager|ale\b|pils|stout/],
  ['wine', /wine|prosecco|pinot|montepulciano|merlot|chardonnay|champagne|rosso|bianco/],
  ['bottle', /water|bottle/],
  ['soda', /cola|soda|lemonade|juice|tonic|chinotto|aranciata|limonata|smoothie|drink/],
];

const BY_ROLE: Readonly<Record<string, PictureSubject>> = {
  drink: 'soda',
  dessert: 'cake',
  side: 'potatoes',
  starter: 'salad',
  main: 'plate',
};

/**
 * What to draw for an item: by the words of its name, else of its category, else by its part of the meal.
 *
 * @example
 * chooseSubject({ id: '1', name: 'Torta Caprese', categoryName: 'Dolci', role: 'dessert', tier: null }) // => 'cake'
 */
export function chooseSubject({ name, categoryName, role, tier }: PictureItem): PictureSubject {
  if (tier !== null) return 'pack';
  return findSubject(name) ?? findSubject(categoryName ?? '') ?? BY_ROLE[role] ?? 'plate';
}

function findSubject(text: string): PictureSubject | null {
  const words = text.toLowerCase();
  return WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}
