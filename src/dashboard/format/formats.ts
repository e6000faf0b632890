/** How one store writes its numbers. */
export interface FormatSettings {
  /** BCP 47 tag of the store: it groups and points numbers. */
  readonly locale: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** IANA time zone: moments are told by the store's clocks. */
  readonly timeZone: string;
  /** Language of the page: dates hold words. */
  readonly language: string;
}

/** Writers of numbers, money and moments. */
export interface Formats {
  /** An amount in the minor unit: 155700 in EUR is "€1,557.00". */
  money(minor: number): string;
  /** The same in whole units of money, as sentences tell it; `isChange` puts a plus before what is more. */
  wholeMoney(minor: number, isChange?: boolean): string;
  /** An amount in the major unit; `isChange` as above. */
  moneyMajor(major: number, isChange?: boolean): string;
  /** A whole or broken number, with as many decimals as are told (none when left out). */
  number(value: number, decimals?: number): string;
  /** A share from 0 to 1 as a percentage. */
  percent(share: number, decimals?: number): string;
  /** A share as a change: "+4.2%". */
  change(share: number, decimals?: number): string;
  date(iso: string): string;
  dateTime(iso: string): string;
  /** A day of the store's calendar, "2026-11-21", whatever the zone. */
  day(day: string): string;
  /** A week of the calendar: "2026-W46" is "Week 46, 2026". */
  week(isoWeek: string): string;
  /** The name of a day of the week, 1 = Monday to 7 = Sunday. */
  weekday(day: number): string;
  /** A full hour of the clock, 0 to 24. */
  hour(hour: number): string;
}

const WEEK: Readonly<Record<string, string>> = { de: 'Woche' };

const CURRENCY_REGIONS: Readonly<Record<string, string>> = { INR: 'IN' };

/**
 * Writers for a store. A locale without a region takes that of a currency which groups its digits in its own way: rupees are
 * counted in lakh and crore.
 *
 * @example
 * createFormats({ locale: 'en', currency: 'INR', timeZone: 'Asia/Kolkata', language: 'en' }).money(12345678900) // => '₹12,34,56,789.00'
 */
export function createFormats({ locale, currency, timeZone, language }: FormatSettings): Formats {
  const numbers = localeOf(locale, currency);
  const dates = sameLanguage(locale, language) ? locale : language;
  const money = new Intl.NumberFormat(numbers, { style: 'currency', currency });
  const moneyChange = new Intl.NumberFormat(numbers, { style: 'currency', currency, signDisplay: 'exceptZero' });
  const minorPerMajor = 10 ** minorDigits(currency);
  const day = new Intl.DateTimeFormat(dates, { dateStyle: 'medium', timeZone });
  const moment = new Intl.DateTimeFormat(dates, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const wordOf = (form: Intl.DateTimeFormatOptions, timeMs: number) =>
    new Intl.DateTimeFormat(dates, { ...form, timeZone: 'UTC' }).format(timeMs);
  const fixed = (decimals: number) => ({ minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return {
    money: (minor) => holdSign(money.format(minor / minorPerMajor)),
    wholeMoney: (minor, isChange = false) =>
      holdSign(
        new Intl.NumberFormat(numbers, {
          style: 'currency',
          currency,
          maximumFractionDigits: 0,
          signDisplay: isChange ? 'exceptZero' : 'auto',
        }).format(minor / minorPerMajor),
      ),
    moneyMajor: (major, isChange = false) => holdSign((isChange ? moneyChange : money).format(major)),
    number: (value, decimals = 0) => new Intl.NumberFormat(numbers, fixed(decimals)).format(value),
    percent: (share, decimals = 0) =>
      new Intl.NumberFormat(numbers, { style: 'percent', ...fixed(decimals) }).format(share),
    change: (share, decimals = 1) =>
      new Intl.NumberFormat(numbers, {
        style: 'percent',
        signDisplay: 'exceptZero',
        maximumFractionDigits: decimals,
      }).format(share),
    date: (iso) => day.format(new Date(iso)),
    dateTime: (iso) => moment.format(new Date(iso)),
    day: (text) => wordOf({ dateStyle: 'medium' }, Date.parse(text)),
    week: (isoWeek) => {
      const [year = '', week = ''] = isoWeek.split('-W');
      return `${WEEK[language] ?? 'Week'} ${Number(week)}, ${year}`;
    },
    // 1 January 2024 was a Monday.
    weekday: (weekday) => wordOf({ weekday: 'long' }, Date.UTC(2024, 0, weekday)),
    hour: (hour) => wordOf({ hour: 'numeric' }, Date.UTC(2024, 0, 1, hour)),
  };
}

/**
 * How many digits the minor unit of a currency has.
 *
 * @example
 * minorDigits('JPY') // => 0
 */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** A line may break between a sign and the sign of a currency, which makes a loss look like a gain: a word joiner holds them. */
function holdSign(text: string): string {
  return text.replace(/^([-+\u2212])(?=[^\d])/, '$1\u2060');
}

/** The locale that numbers are written in. */
function localeOf(locale: string, currency: string): string {
  const region = CURRENCY_REGIONS[currency];
  const { language, region: own } = new Intl.Locale(locale);
  return region === undefined || own !== undefined ? locale : `${language}-${region}`;
}

function sameLanguage(one: string, other: string): boolean {
  return new Intl.Locale(one).language === new Intl.Locale(other).language;
}
