import type { StoreWords } from './store-words.ts';

/** German. */
export const GERMAN: StoreWords = {
  thresholds: 'Was wann zählt',
  trending: 'Ein Artikel liegt im Trend,',
  trendingRules: {
    posterior: 'wenn er sich sicher besser verkauft als sonst',
    count: 'ab drei Bestellungen in zwei Stunden',
  },
  credit: 'Ein Klick oder eine Wahl wird angerechnet',
  creditWindows: {
    session: 'in der Sitzung der Bestellung',
    '7d': '7 Tage lang, für denselben Besucher',
  },
  quota: 'Höchstens so viele einer Kategorie auf den ersten vier Plätzen',
  quotaHint: 'Leer: beliebig viele.',
  highValue: (currency) => `Ein Kunde ist besonders wertvoll ab (${currency})`,
  highValueHint: 'Leer: nur das oberste Zehntel.',
  offers: 'Persönliche Angebote bis (%)',
  offersHint: 'Leer: keine Angebote. Es gibt sie nur innerhalb eines Tests.',
  season: 'Jahreszeit',
  seasonHint: 'Faktor jedes Monats auf die Bewertungen der Kunden: 1 = wie sonst.',
};
