import type { Question } from './ask-page.ts';
import type { CardWords } from './card.ts';

/** Attributes of the element that change what is asked. */
export const QUESTION_ATTRIBUTES = ['placement', 'item', 'cart', 'types', 'category', 'limit'];

const LIMITS: Readonly<Record<string, number>> = { item: 3, cart: 3 };
const LIMIT_ELSEWHERE = 5;

/** Reads what an element asks for. `trending` is the menu with nothing but what trends. */
export function readQuestion(element: Element): Question {
  const read = (name: string): string | undefined => element.getAttribute(name) || undefined;
  const placement = read('placement') ?? (read('item') ? 'item' : 'menu');
  const isTrending = placement === 'trending';
  return {
    placement: isTrending ? 'menu' : placement,
    item: read('item'),
    types: splitIds(read('types') ?? (isTrending ? 'trending' : '')) ?? undefined,
    category: read('category'),
    limit: readLimit(element),
  };
}

/** How many suggestions an element has room for. */
export function readLimit(element: Element): number {
  const limit = Number(element.getAttribute('limit'));
  if (limit >= 1) return Math.min(20, Math.floor(limit));
  return LIMITS[element.getAttribute('placement') ?? ''] ?? LIMIT_ELSEWHERE;
}

/** "a, b" as ids; null when there are none. */
export function splitIds(text: string | null): string[] | null {
  const ids = (text ?? '').split(',').flatMap((id) => id.trim() || []);
  return ids.length > 0 ? ids : null;
}

/** How the cards stand: a row to scroll, a list, or cards with large pictures. */
export function readLayout(element: Element): string {
  return element.getAttribute('layout') ?? (element.getAttribute('placement') === 'cart' ? 'list' : 'row');
}

/** The words of a card: the page's own, else English. `{price}` stands for the price. */
export function readWords(element: Element, price: string): CardWords {
  const isCart = element.getAttribute('placement') === 'cart' && price !== '';
  const read = (name: string, otherwise: string): string => element.getAttribute(`${name}-label`) ?? otherwise;
  return {
    add: read('add', isCart ? 'Add {price}' : 'Add')
      .replace('{price}', price)
      .trim(),
    added: read('added', 'Added'),
    undo: read('undo', 'Undo'),
    dismiss: read('dismiss', 'Do not suggest'),
    before: read('before', 'Before: {price}'),
  };
}
