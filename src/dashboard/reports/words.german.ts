import type { ReportsWords } from './words.english.ts';

/** What the page of reports says in German. */
export const GERMAN: ReportsWords = {
  lead: 'Abgeschlossene Wochen und Monate, zum Aufheben oder Weitergeben. Abgeschlossen ist ein Zeitraum einen Tag nach seinem Ende.',
  choose: 'Wochen oder Monate',
  weeks: 'Wochen',
  months: 'Monate',
  period: 'Zeitraum',
  orders: 'Bestellungen',
  revenue: 'Umsatz',
  attributed: 'Aus Vorschlägen',
  share: (share) => `${share} des Umsatzes`,
  files: 'Dateien',
  pdf: 'PDF',
  csv: 'CSV',
  pdfOf: (period) => `Bericht ${period} als PDF`,
  showAll: (n) => `Alle ${n} zeigen`,
  csvOf: (period) => `Bericht ${period} als CSV`,
  language: 'Berichte und Mails sind in der Sprache und der Währung des Geschäfts.',
  empty: 'Noch kein Bericht',
  emptyText: 'Der erste ist einen Tag nach der ersten Woche oder dem ersten Monat mit einem Verkauf da.',
  mail: {
    title: 'Wochenmail',
    lead: 'Was die Woche brachte, mit drei Dingen, die sich lohnen. Sie geht nach Geschäftsschluss hinaus, einen Tag nach der Woche.',
    subscribe: 'An mich senden',
    to: (address) => `An ${address}`,
    noServer:
      'Es ist kein Mailserver eingestellt, daher geht keine Mail hinaus. Wer den Server betreibt, setzt PAIRWELL_SMTP_URL.',
    notMember: 'Nur wer zum Geschäft gehört, erhält seine Mail. Sie sehen sie als Betreiber.',
    preview: 'Die Mail der letzten abgeschlossenen Woche',
    show: 'Mail zeigen',
    hide: 'Mail verbergen',
  },
};
