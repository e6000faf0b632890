import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Store } from '../../contract/catalog.ts';
import type { PeriodKind, Report } from '../../contract/report.ts';
import { makeReport } from '../../services/reports/make-report.ts';
import { writeReportPdf } from '../../services/reports/pdf/write-report-pdf.ts';
import { writeReportCsv } from '../../services/reports/report-csv.ts';
import { lastClosedPeriod } from '../../services/reports/report-period.ts';
import { type ToldReport, tellReport } from '../../services/reports/tell-report.ts';
import type { Services } from '../../services/services.ts';
import { type DataOptions, requireStore, withDataOptions, withServices } from '../command-context.ts';
import { disarm, printResult } from '../output.ts';
import type { Runtime } from '../runtime.ts';

interface ReportOptions extends DataOptions {
  readonly store?: string;
  readonly period: PeriodKind;
  readonly date?: string;
  readonly format?: 'csv' | 'pdf';
  readonly out?: string;
}

/** `pairwell report`: a closed week or month, as text, CSV or PDF. */
export function addReportCommand(program: Command, runtime: Runtime): void {
  withDataOptions(program.command('report'))
    .description('the report of a closed week or month')
    .option('--store <id>', 'slug or number of the store')
    .addOption(new Option('--period <name>', 'week or month').choices(['weekly', 'monthly']).default('weekly'))
    .option('--date <day>', 'a day of it, such as 2026-11-16 (default: the last one that is closed)', calendarDay)
    .addOption(new Option('--format <name>', 'of the file; left out: by its ending').choices(['csv', 'pdf']))
    .option('--out <file>', 'write it to this file')
    .action(async (options: ReportOptions) => {
      const report = await withServices(runtime, options, async (services) =>
        reportOf(services, await requireStore(services, options.store), options),
      );
      const format = options.format ?? (options.out?.endsWith('.pdf') ? 'pdf' : 'csv');
      if (options.out !== undefined) {
        const file = format === 'pdf' ? await writeReportPdf(report) : Readable.from(writeReportCsv(report));
        await pipeline(file, createWriteStream(options.out));
        const text = `${tellReport(report).period}: written to ${options.out}`;
        printResult(runtime.io, { json: options.json === true, data: { file: options.out, format }, text });
      } else if (options.format === undefined) {
        printResult(runtime.io, {
          json: options.json === true,
          data: report,
          text: tellInTerminal(tellReport(report)),
        });
      } else if (options.format === 'csv') {
        runtime.io.out([...writeReportCsv(report)].join(''));
      } else throw new InvalidArgumentError('A PDF is written to a file: say which with --out.');
    });
}

async function reportOf(services: Services, store: Store, { period: kind, date }: ReportOptions): Promise<Report> {
  const nowMs = services.context.clock().getTime();
  return makeReport(services, store, { kind, day: date ?? lastClosedPeriod(store, { kind, nowMs }).firstDay });
}

function tellInTerminal(told: ToldReport): string {
  const widest = Math.max(...told.figures.map(({ label }) => label.length));
  return [
    `${told.storeName}: ${told.title}, ${told.period} (${told.days})`,
    told.headline,
    told.how,
    '',
    ...told.figures.map(({ label, value, of, change }) => {
      const beside = [of, change].filter((part) => part !== '').join('; ');
      return `${`${label}:`.padEnd(widest + 1)} ${value}${beside === '' ? '' : `  (${beside})`}`;
    }),
    '',
    `${told.words.toDo.title}:`,
    ...(told.toDo.length === 0 ? [told.words.toDo.none] : told.toDo.map(({ text }, index) => `${index + 1}. ${text}`)),
  ]
    .map(disarm)
    .join('\n');
}

/** Parser of a day. */
function calendarDay(text: string): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text);
  if (isDay) return text;
  throw new InvalidArgumentError('expected a day such as 2026-11-16.');
}
