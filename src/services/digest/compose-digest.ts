import type { Report } from '../../contract/report.ts';
import { type ToldReport, tellReport } from '../reports/tell-report.ts';
import { DIGEST_ROWS, renderDigest } from './render-digest.ts';

/** The weekly mail in its two forms. */
export interface ComposedDigest {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Where links of a mail lead; null leaves them out, as in a preview of a server without mail. */
export interface DigestLinks {
  readonly siteUrl: string | null;
  readonly stopUrl: string | null;
}

/** Longer subjects are cut off by most mail programs anyway. */
const LONGEST_SUBJECT = 160;

/** The weekly mail of a report, in the language of the store. */
export function composeDigest(report: Report, { siteUrl, stopUrl }: DigestLinks): ComposedDigest {
  const told = tellReport(report);
  const reportUrl = siteUrl === null ? null : `${siteUrl}/dashboard/s/${encodeURIComponent(report.store.slug)}/reports`;
  const subject = `${told.storeName}: ${told.headline}`;
  return {
    subject: subject.length > LONGEST_SUBJECT ? `${subject.slice(0, LONGEST_SUBJECT - 1)}…` : subject,
    text: writeText(told, { reportUrl, stopUrl }),
    html: renderDigest(told, { report, reportUrl, stopUrl }).text,
  };
}

function writeText(told: ToldReport, links: { reportUrl: string | null; stopUrl: string | null }): string {
  const { words, figures, items, combinations, toDo } = told;
  const list = (rows: readonly (readonly [string, string, string])[], none: string) =>
    rows.length === 0
      ? [`  ${none}`]
      : rows.slice(0, DIGEST_ROWS).map(([name, n, money]) => `  ${name}: ${n}, ${money}`);
  const widest = Math.max(...figures.map(({ label }) => label.length));
  const parts = [
    `${told.storeName}\n${told.title}: ${told.period}, ${told.days}`,
    `${told.headline}\n${told.how}`,
    figures.map((figure) => figureLine(figure, widest)).join('\n'),
    [`${words.toDo.title}:`, ...numbered(toDo, words.toDo.none)].join('\n'),
    [`${words.items.title} (${words.items.conversions}, ${words.items.revenue}):`, ...list(items, words.noItems)].join(
      '\n',
    ),
    [`${words.pairs.title} (${words.pairs.times}, ${words.pairs.revenue}):`, ...list(combinations, words.noPairs)].join(
      '\n',
    ),
    ...(links.reportUrl === null ? [] : [`${words.mail.open}: ${links.reportUrl}`]),
    words.footer.how,
    [words.mail.why(told.storeName), ...(links.stopUrl === null ? [] : [`${words.mail.stop}: ${links.stopUrl}`])].join(
      '\n',
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function figureLine({ label, value, of, change }: ToldReport['figures'][number], widest: number): string {
  const beside = [of, change].filter((part) => part !== '').join('; ');
  return `${`${label}:`.padEnd(widest + 1)} ${value}${beside === '' ? '' : ` (${beside})`}`;
}

function numbered(toDo: ToldReport['toDo'], none: string): string[] {
  if (toDo.length === 0) return [`  ${none}`];
  return toDo.map(({ text, worth }, index) => `  ${index + 1}. ${text}${worth === '' ? '' : ` (${worth})`}`);
}
