/** What the page of catalogue says, in English. */
export const ENGLISH = {
  lead: 'What is off is gone from every suggestion at once.',
  item: 'Item',
  category: 'Category',
  price: 'Price',
  role: 'Part of a meal',
  tier: 'Tier',
  available: 'Available',
  featured: 'Featured',
  availableName: (name: string) => `${name} is available`,
  featuredName: (name: string) => `${name} is featured`,
  unchosen: 'Not chosen: the category or the name decides',
  perhaps: (role: string) => `Perhaps: ${role}. The name does not say it surely enough to count.`,
  roles: { drink: 'Drink', main: 'Main', starter: 'Starter', side: 'Side', dessert: 'Dessert', other: 'Other' },
  sources: { guess: 'guessed', category: 'by the category' },
  edit: (name: string) => `Edit ${name}`,
  editAction: 'Edit',
  tierHint: 'Position on the upgrade ladder, 1 to 100; empty = not on it.',
  empty: 'No items yet',
  emptyText: 'Import past orders on the page Import, or send orders with item names: items are made from them.',
  onSale: 'On sale',
  soldOut: 'Sold out',
  faults: {
    name: 'The item needs a name of at most 500 characters.',
    category: 'There is no such category.',
    price_minor: 'The price cannot be below 0, nor above 10,000,000,000.',
    tier: 'A whole number from 1 to 100, or empty.',
  },
};

/** The shape that every language fills. */
export type CatalogueWords = typeof ENGLISH;
