import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandRunner } from '../support/command-runner.ts';
import { readPdf } from '../support/read-pdf.ts';

const folder = new CommandRunner();
const LAST_WEEK = new Date(Date.now() - 9 * 86_400_000).toISOString();

beforeAll(async () => {
  await folder.json(['store', 'add', 'bistro', '--currency', 'EUR', '--locale', 'de']);
  const { key } = await folder.json(['key', 'create', '--store', 'bistro']);
  const body = { id: 'a', ordered_at: LAST_WEEK, lines: [{ item: 'tee', name: 'Tee', unit_price_minor: 350 }] };
  expect((await folder.fetch('/api/orders', { key, body })).status).toBeLessThan(300);
});
afterAll(() => folder.remove());

test('report prints a closed week, and writes it as CSV and PDF', async () => {
  const day = LAST_WEEK.slice(0, 10);
  const report = await folder.json(['report', '--date', day]);
  expect(report).toMatchObject({ kind: 'weekly', figures: { orders: 1, revenue_minor: 350 } });
  const { stdout } = await folder.run(['report', '--date', day]);
  expect(stdout).toMatch(/Umsatz: +3,50\u00a0€/);
  expect((await folder.run(['report', '--date', day, '--format', 'csv'])).stdout).toContain(
    'figure,revenue,minor,350,',
  );
  expect((await folder.run(['report', '--date', day, '--out', 'week.pdf'])).stdout).toContain('week.pdf');
  expect(readPdf(readFileSync(folder.file('week.pdf'))).text).toContain('3,50\u00a0€');
  await folder.run(['report', '--date', day, '--out', 'week.csv']);
  expect(readFileSync(folder.file('week.csv'), 'utf8')).toMatch(/^\ufeffsection,name/);
});

test('report says what is wrong: a day that is none, a week that runs, a PDF without a file', async () => {
  expect((await folder.run(['report', '--date', '2026-02-30'])).code).toBe(2);
  const running = await folder.run(['report', '--date', new Date().toISOString().slice(0, 10), '--json']);
  expect(JSON.parse(running.stderr).error.code).toBe('unknown_report');
  expect((await folder.run(['report', '--format', 'pdf'])).code).toBe(2);
});

test('digest prints the mail, writes its HTML, and sends nothing without a mail server', async () => {
  const { stdout } = await folder.run(['digest', '--preview', '--out', 'mail.html']);
  expect(stdout).toMatch(/^Subject: .+\n\n/);
  expect(readFileSync(folder.file('mail.html'), 'utf8')).toContain('<html lang="de">');
  const sent = await folder.run(['digest', '--send', '--to', 'anna@example.org', '--json']);
  expect(JSON.parse(sent.stderr).error.code).toBe('mail_off');
  expect((await folder.run(['digest', '--send'])).code).toBe(2);
  expect((await folder.run(['digest', '--send', '--to', 'nobody'])).code).toBe(2);
});
