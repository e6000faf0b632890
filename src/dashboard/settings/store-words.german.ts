import type { StoreWords } from './store-words.english.ts';

/** German. */
export const GERMAN: StoreWords = {
  thresholds: 'Was wann zählt',
  trending: 'Ein Artikel liegt im Trend,',
  trendingRules: {
    posterior: 'wenn sicher mehr als sonst',
    count: 'ab 3 Bestellungen in 2 Std.',
  },
  credit: 'Ein Klick oder eine Wahl wird angerechnet',
  creditWindows: {
    session: 'in der Sitzung der Bestellung',
    '7d': '7 Tage, derselbe Besucher',
  },
  quota: 'Höchstzahl einer Kategorie auf den ersten vier Plätzen',
  quotaHint: 'Leer lassen: keine Grenze.',
  highValue: 'Ein Kunde ist besonders wertvoll ab',
  highValueHint: 'Leer lassen: nur das Zehntel mit dem höchsten Umsatz.',
  offers: 'Persönliche Angebote bis (%)',
  offersHint: 'Leer lassen: keine Angebote. Es gibt sie nur innerhalb eines Versuchs.',
  shop: 'Bestellen',
  pages: 'Seiten zum Bestellen',
  pagesHint:
    'Speisekarte mit Vorschlägen, Warenkorb und Kasse für Gäste und eine Seite mit Bestellungen für das Personal.',
  menu: 'Speisekarte',
  staff: 'Bestellungen fürs Personal',
  codes: 'QR-Codes zum Drucken',
  tables: 'Tische mit Code',
  tablesHint: 'Gezählt wird ab 1. Leer lassen: keine.',
  season: 'Jahreszeit',
  seasonHint: 'Faktor jedes Monats auf die Bewertungen der Kunden: 1 = wie sonst.',
};
