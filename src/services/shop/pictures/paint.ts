import type { PictureItem } from './picture-subject.ts';

/** The colours of one picture, and how its toppings lie. */
export interface Paint {
  /** Behind everything, and the darker tone of it. */
  readonly ground: string;
  readonly shade: string;
  /** What the dish is about: tomato, cheese, herbs. */
  readonly main: string;
  readonly second: string;
  /** Steps of the ladder that a pack stands on. */
  readonly tier: number;
  /** 0 to 1, the same for the same item: `random(0)`, `random(1)` and so on. */
  readonly random: (index: number) => number;
}

const GROUNDS = [
  ['#fbe7cf', '#f2d3ae'],
  ['#f9e0d6', '#efc8b8'],
  ['#eef0d8', '#dde1b9'],
  ['#fdeec4', '#f5dc98'],
  ['#e4eee6', '#cbdfd0'],
  ['#f3e6ee', '#e4cfdd'],
] as const;

/** Words with the colours of what they name. */
const INGREDIENTS: readonly (readonly [RegExp, string, string])[] = [
  [/iced latte|iced coffee/, '#b98a5a', '#f2e2c8'],
  [/peach/, '#e9a463', '#f6d39b'],
  [/garlic|aioli|rosemary|parmesan|naan/, '#ecd796', '#7fa052'],
  [/pesto|verdure|vegetable|mixed|rocket|minestrone|mint|lime/, '#6f9e4f', '#c9463a'],
  [/pumpkin|orange|aranciata|apricot|mango|spritz/, '#ec8a34', '#f6bf6a'],
  [/funghi|mushroom|tartufo|truffle|carbonara|cacio|formaggi|panna|vanilla/, '#f2d48a', '#b98a5a'],
  [/lemon|limon|pinot|prosecco|pineapple/, '#f2cf4a', '#8fb35b'],
  [/tonno|onion|cipolla|berry|montepulciano|red wine|grape/, '#8e2f4a', '#c98aa0'],
  [/chocolate|cocoa|tiramis|caprese torta|torta|espresso|cola|chinotto|brownie/, '#5b3524', '#f0dfc8'],
  [/pistachio|basil|caprese|olive/, '#86a84f', '#f4efe2'],
  [/diavola|arrabbiata|marinara|salami|chilli|pomodoro|bolognese|lasagne|tomat|beef/, '#cf4530', '#f4c95a'],
];
const USUAL = ['#d9603b', '#f1c65c'] as const;

/** The colours for an item: its ingredients by its name, the rest by its id, so that a picture never changes by itself. */
export function mixPaint({ id, name, tier }: PictureItem): Paint {
  const seed = hashText(id);
  const [ground, shade] = GROUNDS[seed % GROUNDS.length] ?? GROUNDS[0];
  const [, main, second] = INGREDIENTS.find(([words]) => words.test(name.toLowerCase())) ?? [null, ...USUAL];
  return { ground, shade, main, second, tier: tier ?? 1, random: (index) => hashText(`${id} ${index}`) / 2 ** 32 };
}

/** FNV-1a, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  // A last round of mixing: neighbours such as "a 1" and "a 2" shall lie far apart.
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b) >>> 0;
  return (hash ^ (hash >>> 15)) >>> 0;
}
