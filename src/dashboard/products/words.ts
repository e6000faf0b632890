import type { PageWords } from '../messages/page-words.ts';

const ENGLISH = {
  lead: 'Completed and delivered orders, net of refunds.',
  product: 'Product',
  orders: 'Orders',
  revenue: 'Revenue',
  customers: 'Customers',
  average: 'Average order value',
  top: 'Best sellers',
  table: 'All products',
  empty: 'Nothing has been sold yet',
  emptyText: 'Product figures appear with the first completed orders.',
};

/** The shape that every language fills. */
export type ProductsWords = typeof ENGLISH;

/** What the page of products says. */
export const PRODUCTS_WORDS: PageWords<ProductsWords> = {
  en: ENGLISH,
  de: async () => (await import('./words.german.ts')).GERMAN,
};
