import type { Command } from 'commander';
import { AppError } from '../../contract/error-registry.ts';
import { describeRanking } from '../../services/learning/describe-ranking.ts';
import { useRanking } from '../../services/learning/use-ranking.ts';
import { type DataOptions, requireStore, wholeNumber, withDataOptions, withServices } from '../command-context.ts';
import { printResult } from '../output.ts';
import type { Runtime } from '../runtime.ts';
import { tellRanking } from './ranking-words.ts';

interface RankingOptions extends DataOptions {
  readonly store?: string;
  readonly rollback?: boolean;
  readonly use?: number;
}

/** `pairwell ranking`: how a store ranks, how that was chosen, and the way back. */
export function addRankingCommand(program: Command, runtime: Runtime): void {
  withDataOptions(program.command('ranking'))
    .description('how the store ranks, and how that was chosen; `learn --ranking` chooses anew')
    .option('--store <id>', 'slug or number of the store')
    .option('--rollback', 'go back to the version before the one in force')
    .option('--use <n>', 'use a version that is kept; 0 = the weights that generated stores taught', wholeNumber)
    .action(async (options: RankingOptions) => {
      const wanted = readWanted(options);
      const ranking = await withServices(runtime, options, async (services) => {
        const store = await requireStore(services, options.store);
        if (wanted !== null) await useRanking(services, store.id, { version: wanted });
        return describeRanking(services, store.id);
      });
      printResult(runtime.io, { json: options.json === true, data: ranking, text: tellRanking(runtime.io, ranking) });
    });
}

/** The version to go to; null = only look. */
function readWanted({ rollback = false, use }: RankingOptions): number | 'previous' | null {
  if (!rollback) return use ?? null;
  if (use === undefined) return 'previous';
  throw new AppError('invalid_request', {
    detail: `--rollback and --use ${use} were both given, expected one of the two.`,
    hint: 'pairwell ranking --rollback, or pairwell ranking --use 2',
  });
}
