import type { ReportEntry } from '../../contract/report.ts';
import type { Formats } from '../format/formats.ts';

/**
 * What a period is called, and its days; business days are dates, which no clock moves. Written as the store writes
 * dates, if it speaks the language of the page.
 */
export function tellPeriod(
  { kind, name, first_day: first, last_day: last }: Pick<ReportEntry, 'kind' | 'name' | 'first_day' | 'last_day'>,
  { formats, language, locale }: { formats: Pick<Formats, 'week'>; language: string; locale: string },
): { title: string; days: string } {
  const isSame = new Intl.Locale(locale).language === language;
  const noon = (day: string) => new Date(`${day}T12:00:00Z`);
  const format = (form: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(isSame ? locale : language, { ...form, timeZone: 'UTC' });
  const days = format({ dateStyle: 'medium' }).formatRange(noon(first), noon(last));
  if (kind === 'monthly') return { title: format({ month: 'long', year: 'numeric' }).format(noon(first)), days };
  return { title: formats.week(name), days };
}
