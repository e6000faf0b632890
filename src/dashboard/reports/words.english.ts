/** What the page of reports says, in English. */
export const ENGLISH = {
  lead: 'Closed weeks and months, to keep or to pass on. A week or month is closed a day after its end.',
  choose: 'Weeks or months',
  weeks: 'Weeks',
  months: 'Months',
  period: 'Period',
  orders: 'Orders',
  revenue: 'Revenue',
  attributed: 'From suggestions',
  share: (share: string) => `${share} of revenue`,
  files: 'Files',
  pdf: 'PDF',
  csv: 'CSV',
  pdfOf: (period: string) => `Report of ${period} as PDF`,
  showAll: (n: number) => `Show all ${n}`,
  csvOf: (period: string) => `Report of ${period} as CSV`,
  language: 'Reports and mails are in the language and the currency of the store.',
  empty: 'No report yet',
  emptyText: 'The first one is there a day after the first week or month with a sale.',
  mail: {
    title: 'Weekly mail',
    lead: 'What the week brought, with three things to do. It leaves after closing time, a day after the week.',
    subscribe: 'Send it to me',
    to: (address: string) => `To ${address}`,
    noServer: 'No mail server is set, so no mail leaves. Whoever runs the server sets PAIRWELL_SMTP_URL.',
    notMember: 'Only people of the store get its mail. You see it as an operator.',
    preview: 'The mail of the last closed week',
    show: 'Show the mail',
    hide: 'Hide the mail',
  },
};

/** The shape that every language fills. */
export type ReportsWords = typeof ENGLISH;
