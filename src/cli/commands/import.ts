import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ImportReport } from '../../contract/import.ts';
import { importOrders } from '../../services/imports/import-orders.ts';
import { type DataOptions, requireStore, wholeNumber, withDataOptions, withServices } from '../command-context.ts';
import { printResult } from '../output.ts';
import { ProgressBar } from '../progress.ts';
import type { Runtime } from '../runtime.ts';
import { tellImports, tellReport, tellUndo } from './import-words.ts';

interface ImportCommandOptions extends DataOptions {
  readonly store?: string;
  readonly dryRun?: boolean;
  readonly rejected: string;
  readonly list?: boolean;
  readonly undo?: number;
  readonly keepChanged?: boolean;
}

/** `pairwell import FILE...`, and `--list` and `--undo` of what was imported. */
export function addImportCommand(program: Command, runtime: Runtime): void {
  withDataOptions(program.command('import'))
    .description('import order histories: CSV or CSV.gz; twice is the same as once')
    .argument('[file...]', 'files of orders, see docs/import.md')
    .option('--store <id>', 'slug or number of the store')
    .option('--dry-run', 'read and check only, and say what is seen')
    .option('--rejected <file>', 'where bad rows are listed with their reasons', 'rejected.csv')
    .option('--list', 'instead: list the imports of the store, the newest first')
    .option('--undo <number>', 'instead: take an import back; --list shows the numbers', wholeNumber)
    .option('--keep-changed', 'with --undo: leave orders alone that have been changed since')
    .action(async (files: string[], options: ImportCommandOptions, command: Command) => {
      requireOneWish(command, files, options);
      if (options.list) await listImports(runtime, options);
      else if (options.undo !== undefined) await undoImport(runtime, options, options.undo);
      else await importFiles(runtime, options, files);
    });
}

/** The command line is understood only when exactly one thing is wanted. */
function requireOneWish(command: Command, files: readonly string[], { list, undo }: ImportCommandOptions): void {
  const wishes = [files.length > 0, list === true, undo !== undefined].filter(Boolean).length;
  if (wishes === 1) return;
  const fault = wishes === 0 ? 'there is no file to import' : 'files, --list and --undo do not go together';
  command.error(`error: ${fault}; see pairwell import --help`, { exitCode: 2 });
}

async function importFiles(runtime: Runtime, options: ImportCommandOptions, files: readonly string[]): Promise<void> {
  const { store, reports } = await withServices(runtime, options, async (services) => {
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
    return { store, reports: done };
  });
  const text = reports.map((report) => tellReport(runtime.io, report, store)).join('\n\n');
  const data = reports.length === 1 ? reports[0] : { imports: reports };
  printResult(runtime.io, { json: options.json === true, data, text });
}

const LISTED = 100;

async function listImports(runtime: Runtime, options: ImportCommandOptions): Promise<void> {
  const page = await withServices(runtime, options, async (services) =>
    services.imports.list((await requireStore(services, options.store)).id, { limit: LISTED }),
  );
  printResult(runtime.io, { json: options.json === true, data: { imports: page.data }, text: tellImports(page.data) });
}

async function undoImport(runtime: Runtime, options: ImportCommandOptions, id: number): Promise<void> {
  const undone = await withServices(runtime, options, async (services) => {
    const store = await requireStore(services, options.store);
    await services.imports.undo(store, id, { keepChanged: options.keepChanged === true });
    await services.imports.settled();
    const { preview, ...told } = await services.imports.describe(store.id, id);
    return told;
  });
  printResult(runtime.io, { json: options.json === true, data: undone, text: tellUndo(undone) });
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
