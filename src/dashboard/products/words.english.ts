/** What the page of products says, in English. */
export const ENGLISH = {
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
