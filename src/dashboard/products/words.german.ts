import type { ProductsWords } from './words.english.ts';

/** What the page of products says, in German. */
export const GERMAN: ProductsWords = {
  lead: 'Abgeschlossene und gelieferte Bestellungen, abzüglich Erstattungen.',
  product: 'Artikel',
  orders: 'Bestellungen',
  revenue: 'Umsatz',
  customers: 'Kunden',
  average: 'Mittlerer Bestellwert',
  top: 'Meistverkauft',
  table: 'Alle Artikel',
  empty: 'Noch nichts verkauft',
  emptyText: 'Zahlen erscheinen mit den ersten abgeschlossenen Bestellungen.',
};
