/** Writers of money, numbers and days in the way of one store. */
export interface ReportFormats {
  /** An amount in the minor unit, to the last of its digits: 155700 in EUR is "€1,557.00". */
  money(minor: number): string;
  /** The same in whole units of money: "€1,557"; `isChange` puts a plus before what is more. */
  wholeMoney(minor: number, isChange?: boolean): string;
  number(value: number, decimals?: number): string;
  /** A share from 0 to 1 as a percentage. */
  percent(share: number, decimals?: number): string;
  /** A change of a share of itself, with its sign: .12 is "+12%". */
  change(share: number): string;
  /** "16 – 22 November 2026". */
  dayRange(first: string, last: string): string;
  /** "November 2026". */
  month(day: string): string;
  /** "Mon 16", for a place with little room. */
  shortDay(day: string): string;
}

/** How a store writes, and in which language dates are told. */
export interface FormatSettings {
  /** BCP 47 tag of the store: it groups and points numbers. */
  readonly locale: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Language of the words around: dates hold words too. */
  readonly language: string;
}

/** A locale without a region takes that of a currency that groups its digits in its own way: lakh and crore. */
const CURRENCY_REGIONS: Readonly<Record<string, string>> = { INR: 'IN' };

/**
 * Writers for a store. Business days are dates: no clock moves them.
 *
 * @example
 * createReportFormats({ locale: 'en', currency: 'INR', language: 'en' }).wholeMoney(12345678900) // => '₹12,34,56,789'
 * createReportFormats({ locale: 'de', currency: 'EUR', language: 'de' }).dayRange('2026-11-16', '2026-11-22') // => '16.–22. November 2026'
 */
export function createReportFormats({ locale, currency, language }: FormatSettings): ReportFormats {
  const numbers = localeOf(locale, currency);
  const days = new Intl.Locale(locale).language === language ? locale : language;
  const money = moneyFormat(numbers, currency);
  const whole = moneyFormat(numbers, currency, { maximumFractionDigits: 0 });
  const change = moneyFormat(numbers, currency, { maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  const perMajor = 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2);
  const dates = (form: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(days, { ...form, timeZone: 'UTC' });
  const range = dates({ day: 'numeric', month: 'long', year: 'numeric' });
  const percentOf = (form: Intl.NumberFormatOptions) => new Intl.NumberFormat(numbers, { style: 'percent', ...form });
  const fixed = (decimals: number) => ({ minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return {
    money: (minor) => plainBlanks(money.format(minor / perMajor)),
    wholeMoney: (minor, isChange = false) =>
      plainBlanks((isChange ? change : whole).format(Math.round(minor / perMajor) + 0)),
    number: (value, decimals = 0) => plainBlanks(new Intl.NumberFormat(numbers, fixed(decimals)).format(value)),
    percent: (share, decimals = 1) => plainBlanks(percentOf(fixed(decimals)).format(share)),
    change: (share) => plainBlanks(percentOf({ ...fixed(0), signDisplay: 'exceptZero' }).format(share)),
    dayRange: (first, last) => plainBlanks(range.formatRange(noonOf(first), noonOf(last))),
    month: (day) => dates({ month: 'long', year: 'numeric' }).format(noonOf(day)),
    shortDay: (day) => `${dates({ weekday: 'short' }).format(noonOf(day))} ${Number(day.slice(8))}`,
  };
}

/** Signs of money that every sheet and every mail program can show; where a store has another one, the code stands. */
const PLAIN_SIGN = /^[\p{Script=Latin}\p{Script=Cyrillic}.\s$£¥￥€\u20a0-\u20c0]+$/u;

function moneyFormat(locale: string, currency: string, form: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, ...form });
  const sign = format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? '';
  if (PLAIN_SIGN.test(sign)) return format;
  return new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'code', ...form });
}

function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** Thin blanks, which many fonts do not have, become blanks that hold the line together; marks of direction go. */
function plainBlanks(text: string): string {
  return text.replaceAll(/[\u2009\u200a\u202f]/g, '\u00a0').replaceAll(/[\u200e\u200f\u061c]/g, '');
}

function localeOf(locale: string, currency: string): string {
  const region = CURRENCY_REGIONS[currency];
  const { language, region: own } = new Intl.Locale(locale);
  const tag = region === undefined || own !== undefined ? locale : `${language}-${region}`;
  // Digits of the west: the words around them are.
  return new Intl.Locale(tag, { numberingSystem: 'latn' }).toString();
}
