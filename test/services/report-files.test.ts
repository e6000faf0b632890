import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/contract/report.ts';
import { composeDigest } from '../../src/services/digest/compose-digest.ts';
import { writeReportPdf } from '../../src/services/reports/pdf/write-report-pdf.ts';
import { writeReportCsv } from '../../src/services/reports/report-csv.ts';
import { tellReport } from '../../src/services/reports/tell-report.ts';
import { readPdf } from '../support/read-pdf.ts';
import { figuresOf, NO_FIGURES, reportOf } from '../support/report-sample.ts';

async function drawn(report: Report): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of await writeReportPdf(report)) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const rupees = { slug: 'thali', name: 'थाली हाउस', currency: 'INR', locale: 'en-IN' };
const lions = { slug: 'loewe', name: 'Zum Löwen', currency: 'EUR', locale: 'de-DE' };

describe('the words of a report', () => {
  it('tell each figure in the money of the store, beside the week before', () => {
    const told = tellReport(reportOf());
    expect([told.title, told.period, told.days]).toEqual([
      'Weekly report',
      'Week 47, 2026',
      '16\u00a0–\u00a022 November 2026',
    ]);
    expect(told.headline).toBe('You made €847 extra in week 47 (likely €610 to €1,080).');
    const figures = Object.fromEntries(
      told.figures.map(({ label, value, of, change }) => [label, [value, of, change]]),
    );
    // 110 orders of 20.00 against 100: a tenth more; of each order 3.00 from suggestions.
    expect(figures).toMatchObject({
      'From suggestions': ['€330.00', '15.0% of all revenue', '+10% on the week before'],
      Revenue: ['€2,200.00', '', '+10% on the week before'],
      Orders: ['110', '', '+10% on the week before'],
      'Average order': ['€20.00', '', 'as the week before'],
      Clicked: ['15.0%', 'of 4,400 seen', 'as the week before'],
      'Bought after a click': ['16.7%', 'of 660 clicked', 'as the week before'],
      'Items per order': ['3.00', '', 'as the week before'],
    });
  });

  it('make no percentage of a few orders, nor of nothing, nor of a start from almost nothing', () => {
    const changeOf = (now: number, before: number) =>
      tellReport(reportOf({ figures: figuresOf(now), before: before === 0 ? NO_FIGURES : figuresOf(before) }))
        .figures[2]?.change;
    expect(changeOf(110, 19)).toBe('19 the week before');
    expect(changeOf(110, 0)).toBe('nothing the week before');
    expect(changeOf(2300, 20)).toBe('20 the week before');
    expect(changeOf(30, 40)).toBe('-25% on the week before');
  });

  it.each([
    ['open', [-16_000, 84_000], 'Not proven in week 47: between -€160 and +€840 extra.'],
    ['less', [-50_000, -9_000], '€300 less in week 47 than without suggestions (likely -€500 to -€90).'],
    ['estimated', [-100, 60_000], 'About -€300 extra in week 47 (likely -€1 to +€600).'],
  ] as const)('say an extra that is %s', (state, interval, sentence) => {
    const extra = { state, estimate_minor: -30_000, interval_minor: [...interval], visitor_weeks: 9 };
    expect(tellReport(reportOf({ extra })).headline).toBe(sentence);
  });

  it('speak German where the store does, with its points and commas', () => {
    const told = tellReport(
      reportOf({ store: lions, kind: 'monthly', name: '2026-11', first_day: '2026-11-01', last_day: '2026-11-30' }),
    );
    expect(told.headline).toBe(
      'Sie haben im November 2026 847\u00a0€ mehr eingenommen (wohl 610\u00a0€ bis 1.080\u00a0€).',
    );
    expect(told.figures[0]).toEqual({
      label: 'Aus Vorschlägen',
      value: '330,00\u00a0€',
      of: '15,0\u00a0% des Umsatzes',
      change: '+10\u00a0% zum Vormonat',
    });
    expect(told.toDo).toEqual([{ text: 'Heften Sie Fries an Burger an.', worth: 'wohl 310\u00a0€ im Monat' }]);
  });
});

describe('the PDF', () => {
  it('says every figure of the report, on two pages', async () => {
    const report = reportOf();
    const told = tellReport(report);
    const { pages, text } = readPdf(await drawn(report));
    expect(pages).toHaveLength(2);
    expect(pages[0]).toContain(told.headline);
    const values = told.figures.flatMap(({ label, value, of, change }) => [label, value, of, change]);
    const rows = [...told.items, ...told.combinations].map((row) => row.join(''));
    for (const part of [...values, told.period, told.days, told.storeName]) expect.soft(text).toContain(part);
    for (const row of rows) expect.soft(pages[1]).toContain(row);
    expect(pages[0]).toContain('Mon 16Tue 17Wed 18Thu 19Fri 20Sat 21Sun 22');
    expect(pages[0]).toContain('1Pin Fries beside Burger.likely €310 a month');
    expect(text).not.toContain('�');
  });

  it('is the same file for the same report, byte for byte, and another one for another', async () => {
    const [one, same, other] = await Promise.all(
      [reportOf(), reportOf(), reportOf({ before: figuresOf(90) })].map(drawn),
    );
    expect(one?.equals(same ?? Buffer.alloc(0))).toBe(true);
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(false);
    expect(one?.toString('latin1')).toContain('D:20261124040000Z');
  });

  it('prints rupees in lakh, names of many scripts with letters of its own, and owns up to those it cannot', async () => {
    const figures = { ...figuresOf(110), revenue_minor: 1_234_567_800 };
    const names = ['समोसा चाट', 'Борщ', 'Σουβλάκι', 'Phở bò', 'Łódź', '拉麵 Ramen'];
    const top_items = names.map((name) => ({ name, conversions: 1, revenue_minor: 100 }));
    const { text, fonts } = readPdf(await drawn(reportOf({ store: rupees, figures, top_items })));
    expect(text).toContain('₹1,23,45,678.00');
    expect(text).toContain('थाली हाउस');
    for (const name of names.slice(0, 5)) expect.soft(text).toContain(`${name}1₹1.00`);
    expect(text).toContain('?? Ramen1₹1.00');
    expect(text).toContain('Letters that this page has no font for are shown as ?. The CSV file has them.');
    expect(fonts.every((name) => /^[A-Z]{6}\+NotoSans-(Regular|Bold)$/.test(name))).toBe(true);
    expect(readPdf(await drawn(reportOf())).text).not.toContain('no font');
  });

  it('of a store that sold nothing is one page that says so', async () => {
    const nothing = { figures: NO_FIGURES, before: NO_FIGURES, top_items: [], top_combinations: [], to_do: [] };
    const days = reportOf().days.map(({ day }) => ({ day, revenue_minor: 0, attributed_minor: 0 }));
    const extra = { state: 'not_measured' as const, estimate_minor: null, interval_minor: null, visitor_weeks: 0 };
    const { pages } = readPdf(await drawn(reportOf({ ...nothing, days, extra })));
    expect(pages).toHaveLength(1);
    expect(pages[0]).toEqual(expect.arrayContaining(['Nothing was sold.', 'Nothing is urgent.']));
    expect(pages[0]?.join(' ')).not.toMatch(/NaN|Infinity|null|undefined/);
  });

  it('keeps an amount whole however large it is, and cuts a name that is too long', async () => {
    const figures = { ...figuresOf(110), revenue_minor: 99_999_999_999_999 };
    const store = { ...rupees, name: `${'Very '.repeat(40)}long` };
    const { pages } = readPdf(await drawn(reportOf({ figures, store })));
    expect(pages[0]?.join('\n')).toContain('₹9,99,99,99,99,999.99');
    expect(pages[0]?.find((line) => line.startsWith('Very Very'))).toMatch(/…/);
  });
});

describe('the CSV file', () => {
  it('read again holds the figures as they are, names whole and no formula', () => {
    const hostile = '=HYPERLINK("http://x","y")';
    const report = reportOf({ top_items: [{ name: hostile, conversions: 2, revenue_minor: -50 }] });
    const text = [...writeReportCsv(report)].join('');
    expect(text.startsWith('\ufeffsection,name,unit,value,before\r\n')).toBe(true);
    const { data, errors } = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true });
    expect(errors).toEqual([]);
    const find = (section: string, name: string, unit: string) =>
      data.find((row) => row.section === section && row.name === name && row.unit === unit);
    expect(find('figure', 'revenue', 'minor')).toMatchObject({ value: '220000', before: '200000' });
    expect(find('figure', 'click_rate', 'share')).toMatchObject({ value: '0.15', before: '0.15' });
    expect(find('extra', 'interval_low', 'minor')?.value).toBe('61000');
    expect(find('day', '2026-11-22 revenue', 'minor')?.value).toBe('32000');
    expect(find('item', `'${hostile}`, 'minor')?.value).toBe('-50');
    expect(find('combination', 'Burger + Борщ', 'orders')?.value).toBe('31');
    expect(find('report', 'store', 'text')?.value).toBe('Bistro Łódź');
    const days = data.filter((row) => row.section === 'day' && row.name?.endsWith('revenue'));
    expect(days.reduce((sum, row) => sum + Number(row.value), 0)).toBe(182_000);
  });
});

describe('the weekly mail', () => {
  const links = { siteUrl: 'https://suggest.example', stopUrl: 'https://suggest.example/digest/stop/x' };

  it('says the same in text and in HTML, and loads nothing', () => {
    const report = reportOf();
    const { subject, text, html } = composeDigest(report, links);
    const told = tellReport(report);
    expect(subject).toBe(`Bistro Łódź: ${told.headline}`);
    for (const { label, value, change } of told.figures) {
      for (const part of [label, value, change])
        expect.soft([text.includes(part), html.includes(part)]).toEqual([true, true]);
    }
    for (const part of ['Pin Fries beside Burger.', 'समोसा चाट', 'Burger + Борщ', ...Object.values(links)]) {
      expect.soft([text.includes(part), html.includes(part)]).toEqual([true, true]);
    }
    expect(html).not.toMatch(/<img|<script|<link|<iframe|url\(|@import|src=| on\w+=/i);
    expect(html).toContain('prefers-color-scheme:dark');
  });

  it('keeps hostile names inert, in HTML and in the subject', () => {
    const name = '</title><script>alert(1)</script>\r\nBcc: everyone@example.org\u2028\u202e"';
    const store = { slug: 'bistro', name, currency: 'EUR', locale: 'en' };
    const top_items = [{ name: '<img src=x onerror=alert(1)>', conversions: 1, revenue_minor: 100 }];
    const { subject, html, text } = composeDigest(reportOf({ store, top_items }), links);
    expect(subject).not.toMatch(/[\r\n\u2028\u202e]/);
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(text.split('\n').filter((line) => line.startsWith('Bcc:'))).toEqual([]);
  });

  it('without a server for mail has no links', () => {
    const { text, html } = composeDigest(reportOf(), { siteUrl: null, stopUrl: null });
    expect(text + html).not.toMatch(/https?:|href/);
  });
});
