import { Html, html } from '../../contract/escape-html.ts';
import type { Report } from '../../contract/report.ts';
import type { ToldReport } from '../reports/tell-report.ts';

/** So many lines of a list go into a mail; the report has them all. */
export const DIGEST_ROWS = 5;
const FONT = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif';
const CELL = 'padding:7px 0;border-bottom:1px solid #d9e0dd;font-size:14px;line-height:20px';
const QUIET = 'color:#5b6762';

/** Mail programs that know a dark mode take these; others show the light mail that the inline styles make. */
const DARK = new Html(`<style>
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background:#111614!important}.card{background:#1a211e!important}
.ink,.ink td,.ink a{color:#e8efec!important}.quiet{color:#a3b0ab!important}
.wash{background:#16352a!important}.line{border-color:#33403b!important}.link{color:#76c0a3!important}
.rest{background:#3d6f5c!important}.leaf{background:#4fae88!important}.button{background:#369f77!important;color:#06130d!important}}
</style>`);

interface DigestParts {
  readonly report: Report;
  readonly reportUrl: string | null;
  readonly stopUrl: string | null;
}

/**
 * The weekly mail as HTML: tables and inline styles, which every mail program shows; no picture, no script, nothing that is
 * loaded from anywhere.
 */
export function renderDigest(told: ToldReport, { report, reportUrl, stopUrl }: DigestParts): Html {
  const { words } = told;
  const { items, pairs } = words;
  return html`<!doctype html>
<html lang="${words.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${told.storeName}: ${told.title}, ${told.period}</title>${DARK}</head>
<body class="page" style="margin:0;padding:0;background:#f3f6f4;${FONT}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="page" style="background:#f3f6f4"><tr>
<td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="card ink" style="max-width:600px;background:#ffffff;border-radius:10px;color:#1c2421">
<tr><td style="padding:26px 28px 28px">
<p class="quiet" style="margin:0 0 4px;font-size:13px;${QUIET}">${told.title} · ${told.period} · ${told.days}</p>
<h1 style="margin:0 0 18px;font-size:22px;line-height:28px">${told.storeName}</h1>
${renderHeadline(told)}
${renderFigures(told)}
${renderDays(told, report)}
${renderToDo(told)}
${renderList([items.title, items.conversions, items.revenue], told.items, words.noItems)}
${renderList([pairs.title, pairs.times, pairs.revenue], told.combinations, words.noPairs)}
${renderButton(words.mail.open, reportUrl)}
<p class="quiet" style="margin:24px 0 0;font-size:12px;line-height:18px;${QUIET}">${words.footer.how}</p>
</td></tr></table>
<p class="quiet" style="max-width:560px;margin:16px auto 0;font-size:12px;line-height:18px;${QUIET}">${words.mail.why(told.storeName)}
${stopUrl === null ? '' : html`<a class="quiet" href="${stopUrl}" style="${QUIET}">${words.mail.stop}</a>`}</p>
</td></tr></table></body></html>
`;
}

function renderHeadline({ headline, how }: ToldReport): Html {
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 20px"><tr>
<td class="wash" style="background:#eef6f2;border-left:3px solid #0b6b4f;border-radius:6px;padding:16px 18px">
<p style="margin:0 0 6px;font-size:19px;line-height:26px;font-weight:700">${headline}</p>
<p class="quiet" style="margin:0;font-size:13px;line-height:18px;${QUIET}">${how}</p></td></tr></table>`;
}

function renderFigures({ figures, words }: ToldReport): Html {
  const rows = figures.map(
    ({ label, value, of, change }) =>
      html`<tr><td class="line" style="${CELL}">${label}${
        of === '' ? '' : html`<br><span class="quiet" style="font-size:12px;${QUIET}">${of}</span>`
      }</td><td class="line" align="right" style="${CELL}"><strong>${value}</strong><br><span class="quiet" style="font-size:12px;${QUIET}">${change}</span></td></tr>`,
  );
  return html`<table width="100%" cellpadding="0" cellspacing="0" aria-label="${words.title.weekly}" style="border-collapse:collapse;margin:0 0 24px">${rows}</table>`;
}

/** Bars that are cells of tables: they need no picture. */
function renderDays({ words, formats }: ToldReport, { days }: Report): Html {
  const most = Math.max(...days.map((day) => day.revenue_minor));
  if (most <= 0) return html``;
  const share = (minor: number) => Math.round((100 * Math.max(0, minor)) / most);
  const rows = days.map((day) => {
    const credited = share(Math.min(day.attributed_minor, day.revenue_minor));
    const rest = share(day.revenue_minor) - credited;
    return html`<tr><td width="64" style="font-size:12px;padding:3px 8px 3px 0;white-space:nowrap">${formats.shortDay(day.day)}</td>
<td style="padding:3px 0"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr>${[
      bar(credited, 'leaf', '#0b6b4f'),
      bar(rest, 'rest', '#a6d6c3'),
      bar(100 - credited - rest, '', 'transparent'),
    ]}</tr></table></td>
<td align="right" width="92" style="font-size:12px;padding:3px 0 3px 8px;white-space:nowrap">${formats.wholeMoney(day.revenue_minor)}</td></tr>`;
  });
  return html`${heading(words.chart.title)}<p class="quiet" style="margin:0 0 8px;font-size:12px;${QUIET}"><span class="leaf" style="background:#0b6b4f">&nbsp;&nbsp;&nbsp;</span> ${words.chart.attributed} &nbsp; <span class="rest" style="background:#a6d6c3">&nbsp;&nbsp;&nbsp;</span> ${words.chart.rest}</p>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 24px">${rows}</table>`;
}

function bar(percent: number, name: string, color: string): Html {
  return percent <= 0
    ? html``
    : html`<td class="${name}" width="${percent}%" height="14" style="background:${color};font-size:1px;line-height:14px">&nbsp;</td>`;
}

function renderToDo({ words, toDo }: ToldReport): Html {
  const rows = toDo.map(
    ({ text, worth }) =>
      html`<li style="margin:0 0 8px">${text}${
        worth === '' ? '' : html` <span class="link" style="color:#0b6b4f">(${worth})</span>`
      }</li>`,
  );
  const list = html`<ol style="margin:0 0 24px;padding:0 0 0 22px;font-size:14px;line-height:20px">${rows}</ol>`;
  const none = html`<p style="margin:0 0 24px;font-size:14px">${words.toDo.none}</p>`;
  return html`${heading(words.toDo.title)}${toDo.length === 0 ? none : list}`;
}

function renderList(
  [title, count, money]: readonly [string, string, string],
  rows: readonly (readonly [string, string, string])[],
  none: string,
): Html {
  if (rows.length === 0)
    return html`${heading(title)}<p class="quiet" style="margin:0 0 24px;font-size:14px;${QUIET}">${none}</p>`;
  const head = `${CELL};font-size:12px;font-weight:400;${QUIET}`;
  return html`${heading(title)}<table width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;margin:0 0 24px">
<tr><th class="line" align="left" style="${head}"></th><th class="line quiet" align="right" style="${head}">${count}</th><th class="line quiet" align="right" style="${head}">${money}</th></tr>
${rows
  .slice(0, DIGEST_ROWS)
  .map(
    ([name, n, amount]) =>
      html`<tr><td class="line" style="${CELL}">${name}</td><td class="line" align="right" style="${CELL};padding-left:10px">${n}</td><td class="line" align="right" style="${CELL};padding-left:10px;white-space:nowrap">${amount}</td></tr>`,
  )}</table>`;
}

function renderButton(text: string, url: string | null): Html {
  if (url === null) return html``;
  return html`<p style="margin:4px 0 0"><a class="button" href="${url}" style="display:inline-block;background:#0b6b4f;color:#ffffff;text-decoration:none;font-size:15px;font-weight:600;padding:11px 20px;border-radius:8px">${text}</a></p>`;
}

function heading(text: string): Html {
  return html`<h2 style="margin:0 0 8px;font-size:15px;line-height:20px">${text}</h2>`;
}
