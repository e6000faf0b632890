import type { Command } from 'commander';
import type { DoctorReport } from '../../contract/doctor.ts';
import { examineStore } from '../../services/doctor.ts';
import { type DataOptions, requireStore, withDataOptions, withServices } from '../command-context.ts';
import { paint, printResult } from '../output.ts';
import type { Io, Runtime } from '../runtime.ts';

interface DoctorOptions extends DataOptions {
  readonly store?: string;
}

/** `pairwell doctor`: why are there no good suggestions? */
export function addDoctorCommand(program: Command, runtime: Runtime): void {
  withDataOptions(program.command('doctor'))
    .description('why are there no good suggestions? counts, and the fix for each')
    .option('--store <id>', 'slug or number of the store')
    .action(async (options: DoctorOptions) => {
      const report = await withServices(runtime, options, async (services) => {
        return examineStore(services, (await requireStore(services, options.store)).id);
      });
      printResult(runtime.io, { json: options.json === true, data: report, text: tellReport(runtime.io, report) });
      if (!report.healthy) runtime.io.fail();
    });
}

const MARKS = { ok: ['green', 'ok  '], warning: ['yellow', 'note'], problem: ['red', 'BAD '] } as const;

function tellReport(io: Io, report: DoctorReport): string {
  return report.checks
    .map(({ check, state, found, fix }) => {
      const [style, mark] = MARKS[state];
      return `${paint(io, style, mark)} ${check} ${found}${fix ? `\n     -> ${fix}` : ''}`;
    })
    .join('\n');
}
