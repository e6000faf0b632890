import type { CatalogueWords } from './words.english.ts';

/** What the page of catalogue says, in German. */
export const GERMAN: CatalogueWords = {
  lead: 'Was aus ist, verschwindet sofort aus jedem Vorschlag.',
  item: 'Artikel',
  category: 'Kategorie',
  price: 'Preis',
  role: 'Teil der Mahlzeit',
  tier: 'Stufe',
  available: 'Verfügbar',
  featured: 'Hervorgehoben',
  availableName: (name) => `${name} ist verfügbar`,
  featuredName: (name) => `${name} ist hervorgehoben`,
  unchosen: 'Nicht gewählt: Kategorie oder Name entscheiden',
  perhaps: (role) => `Vielleicht: ${role}. Der Name sagt es nicht sicher genug, um zu zählen.`,
  roles: {
    drink: 'Getränk',
    main: 'Hauptgericht',
    starter: 'Vorspeise',
    side: 'Beilage',
    dessert: 'Nachtisch',
    other: 'Sonstiges',
  },
  sources: { guess: 'vermutet', category: 'nach der Kategorie' },
  edit: (name) => `${name} bearbeiten`,
  editAction: 'Bearbeiten',
  tierHint: 'Platz auf der Leiter der Aufwertungen, 1 bis 100; leer = nicht darauf.',
  empty: 'Noch keine Artikel',
  emptyText:
    'Importieren Sie frühere Bestellungen auf der Seite „Import“, oder senden Sie welche mit Artikelnamen: daraus entstehen Artikel.',
  onSale: 'Im Verkauf',
  soldOut: 'Ausverkauft',
  faults: {
    name: 'Der Artikel braucht einen Namen mit höchstens 500 Zeichen.',
    category: 'Diese Kategorie gibt es nicht.',
    price_minor: 'Der Preis kann nicht unter 0 und nicht über 10.000.000.000 liegen.',
    tier: 'Eine ganze Zahl von 1 bis 100, oder leer.',
  },
};
