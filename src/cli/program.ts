import { Command, CommanderError } from 'commander';
import { printError } from './output.ts';
import type { Runtime } from './runtime.ts';

/** What the process answers: 0 = done, 1 = failed, 2 = the command line was not understood. */
export type ExitCode = 0 | 1 | 2;

type AddCommands = (program: Command, runtime: Runtime) => void;

/** The commands in the order of the help. A file is read when one of its commands is asked for, and all of them for help. */
const COMMAND_FILES: readonly { readonly names: readonly string[]; readonly load: () => Promise<AddCommands> }[] = [
  { names: ['demo'], load: async () => (await import('./commands/demo.ts')).addDemoCommand },
  { names: ['serve', 'openapi'], load: async () => (await import('./commands/serve.ts')).addServeCommands },
  { names: ['store'], load: async () => (await import('./commands/store.ts')).addStoreCommands },
  { names: ['key'], load: async () => (await import('./commands/key.ts')).addKeyCommands },
  { names: ['user'], load: async () => (await import('./commands/user.ts')).addUserCommands },
  { names: ['import'], load: async () => (await import('./commands/import.ts')).addImportCommand },
  { names: ['export'], load: async () => (await import('./commands/export.ts')).addExportCommand },
  { names: ['value'], load: async () => (await import('./commands/value.ts')).addValueCommand },
  { names: ['learn', 'verify'], load: async () => (await import('./commands/learn.ts')).addLearnCommands },
  { names: ['ranking'], load: async () => (await import('./commands/ranking.ts')).addRankingCommand },
  { names: ['recommend'], load: async () => (await import('./commands/recommend.ts')).addRecommendCommand },
  { names: ['pairs'], load: async () => (await import('./commands/pairs.ts')).addPairsCommand },
  { names: ['attribution'], load: async () => (await import('./commands/attribution.ts')).addAttributionCommands },
  { names: ['rollups'], load: async () => (await import('./commands/rollups.ts')).addRollupsCommands },
  { names: ['windows'], load: async () => (await import('./commands/windows.ts')).addWindowsCommand },
  { names: ['customers'], load: async () => (await import('./commands/customers.ts')).addCustomersCommands },
  { names: ['evaluate'], load: async () => (await import('./commands/evaluate.ts')).addEvaluateCommand },
  { names: ['measure'], load: async () => (await import('./commands/measure.ts')).addMeasureCommand },
  { names: ['simulate'], load: async () => (await import('./commands/simulate.ts')).addSimulateCommand },
  { names: ['experiment'], load: async () => (await import('./commands/experiment.ts')).addExperimentCommands },
  { names: ['report'], load: async () => (await import('./commands/report.ts')).addReportCommand },
  { names: ['digest'], load: async () => (await import('./commands/digest.ts')).addDigestCommand },
  { names: ['doctor'], load: async () => (await import('./commands/doctor.ts')).addDoctorCommand },
];

/** The command line with the commands that these arguments may be about, ready to parse. */
async function buildProgram(runtime: Runtime, args: readonly string[]): Promise<Command> {
  const program = new Command('pairwell')
    .description('Recommendations for restaurants and small shops, learned from your own orders.')
    .version(runtime.version)
    .configureOutput({ writeOut: runtime.io.out, writeErr: runtime.io.err })
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(pairwell --help lists the commands)')
    .exitOverride();
  const asked = COMMAND_FILES.filter(({ names }) => names.includes(args[0] ?? ''));
  for (const { load } of asked.length > 0 ? asked : COMMAND_FILES) (await load())(program, runtime);
  inheritSettings(program);
  return program;
}

/** Sub-commands do not take over output and exit handling by themselves. */
function inheritSettings(command: Command): void {
  for (const child of command.commands) {
    child.copyInheritedSettings(command);
    inheritSettings(child);
  }
}

/** Runs one command line; never throws. */
export async function runCommandLine(args: readonly string[], runtime: Runtime): Promise<ExitCode> {
  try {
    const program = await buildProgram(runtime, args);
    await program.parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    printError(runtime.io, error, { json: args.includes('--json') });
    return 1;
  }
}
