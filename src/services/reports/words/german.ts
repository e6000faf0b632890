import type { PeriodKind } from '../../../contract/report.ts';
import type { ReportWords } from './report-words.ts';

const THAN: Record<PeriodKind, string> = { weekly: 'zur Vorwoche', monthly: 'zum Vormonat' };
const BEFORE: Record<PeriodKind, string> = { weekly: 'in der Vorwoche', monthly: 'im Vormonat' };

/** Reports and the weekly mail in German. */
export const GERMAN_REPORT: ReportWords = {
  language: 'de',
  title: { weekly: 'Wochenbericht', monthly: 'Monatsbericht' },
  week: (week, year) => `Woche ${week}, ${year}`,
  inWeek: (week) => `in Woche ${week}`,
  inMonth: (month) => `im ${month}`,
  extra: {
    more: ({ estimate, low, high, when }) =>
      `Sie haben ${when} ${estimate} mehr eingenommen (wohl ${low} bis ${high}).`,
    open: ({ low, high, when }) => `Nicht belegt ${when}: zwischen ${low} und ${high} mehr.`,
    less: ({ estimate, low, high, when }) =>
      `${estimate} weniger ${when} als ohne Vorschläge (wohl ${low} bis ${high}).`,
    estimated: ({ estimate, low, high, when }) => `Etwa ${estimate} mehr ${when} (wohl ${low} bis ${high}).`,
    collecting: (credited) =>
      `${credited} kamen aus Vorschlägen; für das, was davon mehr ist, sind es noch zu wenige Besucher.`,
    notMeasured: (credited) => `${credited} kamen aus Vorschlägen; was davon mehr ist, wurde nicht gemessen.`,
    how: {
      measured:
        'Gemessen an Besuchern, die in dieser Woche keine Vorschläge sahen. Nicht alle lassen sich messen: „Aus Vorschlägen“ zählt alle Gäste.',
      estimated: 'Was aus Vorschlägen kam, mal dem Anteil, der in den bisher gemessenen Wochen mehr war.',
      collecting: 'Ein Betrag wird ab 50 Besuchern und 20 Bestellungen ohne Vorschläge genannt.',
      notMeasured: 'Um es zu messen, dürfen einige Besucher eine Woche lang keine Vorschläge sehen.',
    },
  },
  figures: {
    attributed: 'Aus Vorschlägen',
    shareOfRevenue: (share) => `${share} des Umsatzes`,
    revenue: 'Umsatz',
    orders: 'Bestellungen',
    averageOrder: 'Bestellung im Mittel',
    itemsAdded: 'Hinzugefügt',
    clickRate: 'Angeklickt',
    conversionRate: 'Nach Klick gekauft',
    itemsPerOrder: 'Artikel je Bestellung',
    seen: (n) => `von ${n} gesehenen`,
    clicked: (n) => `von ${n} angeklickten`,
  },
  change: {
    than: (change, kind) => `${change} ${THAN[kind]}`,
    before: (value, kind) => `${BEFORE[kind]} ${value}`,
    same: (kind) => `wie ${BEFORE[kind]}`,
    none: (kind) => `${BEFORE[kind]} nichts`,
  },
  chart: { title: 'Umsatz Tag für Tag', rest: 'Übriger Umsatz', attributed: 'Aus Vorschlägen' },
  items: { title: 'Beste Artikel aus Vorschlägen', item: 'Artikel', conversions: 'Gekauft', revenue: 'Umsatz' },
  pairs: { title: 'Am meisten zusammen verkauft', pair: 'Artikel', times: 'Bestellungen', revenue: 'Aus Vorschlägen' },
  nothingSold: 'Es wurde nichts verkauft.',
  noItems: 'Aus Vorschlägen wurde nichts gekauft.',
  noPairs: 'Keine zwei Artikel wurden zusammen verkauft.',
  toDo: {
    title: 'Was sich jetzt lohnt',
    none: 'Nichts ist dringend.',
    text: (kind, [first = '', second = '']) =>
      ({
        import_orders:
          'Bringen Sie mehr Bestellungen ein: aus einer Datei oder über die API. Daraus lernen die Vorschläge.',
        create_key: 'Zeigen Sie Vorschläge auf Ihren Seiten: Legen Sie einen Schlüssel für das Skript an.',
        hold_out: 'Messen Sie, was Vorschläge einbringen: Zeigen Sie einem Teil der Besucher keine.',
        set_roles: `Sagen Sie, was ${first} ist: Getränk, Hauptgericht, Nachspeise. Dann kann es ein Essen ergänzen.`,
        pin_pair: second === '' ? `Heften Sie an, was zu ${first} passt.` : `Heften Sie ${second} an ${first} an.`,
      })[kind],
    worth: (money) => `wohl ${money} im Monat`,
  },
  footer: {
    how: 'Es zählen abgeschlossene Bestellungen ohne Erstattungen, Rabatte und Steuern. Vorschlägen wird zugerechnet, was Gäste nach einem Klick darauf kauften.',
    letters: 'Zeichen ohne Schrift erscheinen auf dieser Seite als ?. In der CSV-Datei stehen sie.',
    page: (n, of) => `${n} von ${of}`,
  },
  mail: {
    open: 'Bericht öffnen',
    why: (store) => `Sie erhalten diese Mail, weil Sie in Pairwell zu ${store} gehören.`,
    stop: 'Diese Mail abbestellen',
  },
};
