import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Argument, type Command } from 'commander';
import { AppError } from '../../contract/error-registry.ts';
import { type ExportName, exportNames } from '../../contract/export.ts';
import { exportCsv, streamCsv } from '../../services/exports/export-csv.ts';
import { type DataOptions, requireStore, withDataOptions, withServices } from '../command-context.ts';
import type { Runtime } from '../runtime.ts';

interface ExportOptions extends DataOptions {
  readonly store?: string;
  readonly out?: string;
}

/** `pairwell export NAME`: what a store holds, as CSV. */
export function addExportCommand(program: Command, runtime: Runtime): void {
  withDataOptions(program.command('export'))
    .description('write what a store holds as CSV: on standard output, or into a file')
    .addArgument(new Argument('<name>', 'what is wanted').choices(exportNames))
    .option('--store <id>', 'slug or number of the store')
    .option('--out <file>', 'file to write; one that ends in .gz is compressed. It must not be there yet')
    .action(async (name: ExportName, options: ExportOptions) => {
      await withServices(runtime, options, async (services) => {
        const store = await requireStore(services, options.store);
        const { out } = options;
        if (out === undefined) {
          for await (const piece of exportCsv(services, store, name)) runtime.io.out(piece);
          return;
        }
        // Only its owner may read it: it holds orders and customers.
        const target = createWriteStream(out, { flags: 'wx', mode: 0o600 });
        await pipeline(streamCsv(services, store, { name, isCompressed: out.endsWith('.gz') }), target).catch(
          (cause: unknown) => {
            throw explainWriteFault(cause, out);
          },
        );
        runtime.io.err(`Written: ${out}\n`);
      });
    });
}

function explainWriteFault(error: unknown, file: string): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  const words: Record<string, string> = {
    EEXIST: `There is a file ${file} already.`,
    ENOENT: `There is no folder for ${file}.`,
    EACCES: `This user may not write ${file}.`,
    EISDIR: `${file} is a folder.`,
  };
  const detail = words[code];
  return detail === undefined
    ? error
    : new AppError('invalid_request', { detail, hint: 'Name another file: --out FILE.' }, { cause: error });
}
