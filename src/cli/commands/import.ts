import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ImportReport } from '../../contract/import.ts';
import { importOrders } from '../../services/imports/import-orders.ts';
import { type DataOptions, requireStore, withDataOptions, withServices } from '../command-context.ts';
import { disarm, paint, printResult } from '../output.ts';
import { ProgressBar } from '../progress.ts';
import type { Io, Runtime } from '../runtime.ts';

interface ImportCommandOptions extends DataOptions {
  readonly store?: string;
  readonly dryRun?: boolean;
  readonly rejected: string;
}

/** `pairwell import FILE...` */
export function addImportCommand(program: Command, runtime: Runtime): void {
  withDataOptions(program.command('import'))
    .description('import order histories: CSV or CSV.gz; twice is the same as once')
    .argument('<file...>', 'files of orders, see docs/import.md')
    .option('--store <id>', 'slug or number of the store')
    .option('--dry-run', 'read and check only, and say what is seen')
    .option('--rejected <file>', 'where bad rows are listed with their reasons', 'rejected.csv')
    .action(async (files: string[], options: ImportCommandOptions) => {
      const reports = await withServices(runtime, options, async (services) => {
        const store = await requireStore(services, options.store);
        const done: ImportReport[] = [];
        for (const [index, file] of files.entries()) {
          const bar = new ProgressBar(runtime.io, () => services.context.clock().getTime());
          const report = await importOrders(services.context, store, {
            file,
            dryRun: options.dryRun === true,
            rejectedPath: rejectedPathOf(options.rejected, { index, files }),
            onProgress: (phase, share) => bar.update(phase, share),
          });
          bar.done();
          done.push(report);
        }
        return done;
      });
      const text = reports.map((report) => tellReport(runtime.io, report)).join('\n\n');
      const data = reports.length === 1 ? reports[0] : { imports: reports };
      printResult(runtime.io, { json: options.json === true, data, text });
    });
}

/**
 * Each file of a call has a list of its own: rejected.csv, rejected-2.csv, ... A list that was mended and is imported
 * by its name is not written over while it is read.
 */
function rejectedPathOf(path: string, { index, files }: { index: number; files: readonly string[] }): string {
  const read = new Set(files.map((file) => resolve(file)));
  const names = [path, ...Array.from({ length: index + files.length + 1 }, (_, n) => withNumber(path, n + 2))];
  return names.filter((name) => !read.has(resolve(name)))[index] ?? path;
}

function withNumber(path: string, number: number): string {
  return path.replace(/(\.[^./]*)?$/, `-${number}$1`);
}

function tellReport(io: Io, report: ImportReport): string {
  const span = report.first_ordered_at
    ? `${report.first_ordered_at.slice(0, 10)} to ${report.last_ordered_at?.slice(0, 10)}`
    : 'no times';
  const columns = Object.entries(report.columns).map(([ours, theirs]) => `${theirs} -> ${ours}`);
  const lines = [
    `${paint(io, 'bold', disarm(report.file))}: ${report.format} · ${count(report.rows)} rows · ${count(report.orders)} orders · ${count(report.items)} items · ${span}`,
    `Columns: ${disarm(columns.join(', '))}`,
    ...(report.ignored_columns.length > 0 ? [`Not used: ${disarm(report.ignored_columns.join(', '))}`] : []),
    ...report.warnings.map((warning) => `${paint(io, 'yellow', 'Note:')} ${disarm(warning)}`),
    `Rows: ${count(report.rows_kept)} kept + ${count(report.rows_rejected)} rejected = ${count(report.rows)}`,
  ];
  if (report.dry_run) return [...lines, 'Dry run: nothing was written.'].join('\n');
  const rate = report.seconds > 0 ? ` in ${report.seconds.toFixed(1)} s` : '';
  lines.push(
    `Orders: ${count(report.orders_created)} new, ${count(report.orders_updated)} changed, ${count(report.orders_unchanged)} as before · ${count(report.items_created)} new items${rate}`,
  );
  if (report.orders_deleted_before > 0)
    lines.push(`${count(report.orders_deleted_before)} orders had been deleted and stay so.`);
  if (report.rejected_file) lines.push(`Rejected rows with reasons: ${report.rejected_file}`);
  return lines.join('\n');
}

function count(value: number): string {
  return value.toLocaleString('en');
}
