import { Command, CommanderError } from 'commander';
import { addAttributionCommands } from './commands/attribution.ts';
import { addCustomersCommands } from './commands/customers.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addEvaluateCommand } from './commands/evaluate.ts';
import { addExperimentCommands } from './commands/experiment.ts';
import { addImportCommand } from './commands/import.ts';
import { addKeyCommands } from './commands/key.ts';
import { addLearnCommands } from './commands/learn.ts';
import { addMeasureCommand } from './commands/measure.ts';
import { addPairsCommand } from './commands/pairs.ts';
import { addRankingCommand } from './commands/ranking.ts';
import { addRecommendCommand } from './commands/recommend.ts';
import { addServeCommands } from './commands/serve.ts';
import { addSimulateCommand } from './commands/simulate.ts';
import { addStoreCommands } from './commands/store.ts';
import { addUserCommands } from './commands/user.ts';
import { addWindowsCommand } from './commands/windows.ts';
import { printError } from './output.ts';
import type { Runtime } from './runtime.ts';

/** What the process answers: 0 = done, 1 = failed, 2 = the command line was not understood. */
export type ExitCode = 0 | 1 | 2;

/** The whole command line, ready to parse. */
function buildProgram(runtime: Runtime): Command {
  const program = new Command('pairwell')
    .description('Recommendations for restaurants and small shops, learned from your own orders.')
    .version(runtime.version)
    .configureOutput({ writeOut: runtime.io.out, writeErr: runtime.io.err })
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(pairwell --help lists the commands)')
    .exitOverride();
  addDemoCommand(program, runtime);
  addServeCommands(program, runtime);
  addStoreCommands(program, runtime);
  addKeyCommands(program, runtime);
  addUserCommands(program, runtime);
  addImportCommand(program, runtime);
  addLearnCommands(program, runtime);
  addRankingCommand(program, runtime);
  addRecommendCommand(program, runtime);
  addPairsCommand(program, runtime);
  addAttributionCommands(program, runtime);
  addWindowsCommand(program, runtime);
  addCustomersCommands(program, runtime);
  addEvaluateCommand(program, runtime);
  addMeasureCommand(program, runtime);
  addSimulateCommand(program, runtime);
  addExperimentCommands(program, runtime);
  addDoctorCommand(program, runtime);
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
    await buildProgram(runtime).parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    printError(runtime.io, error, { json: args.includes('--json') });
    return 1;
  }
}
