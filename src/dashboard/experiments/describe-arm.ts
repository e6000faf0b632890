import type { ArmSettings } from '../../contract/experiment.ts';
import type { Formats } from '../format/formats.ts';
import type { ExperimentsWords } from './words.english.ts';

/** What one side of a test shows: its strategy, and what it does otherwise than the store. */
export function describeArm(
  { algorithm, settings }: { algorithm: string; settings: ArmSettings },
  { words, formats }: { words: ExperimentsWords; formats: Formats },
): { readonly strategy: string; readonly otherwise: readonly string[] } {
  const { settings: told, algorithms } = words;
  const nameOf = (name: string) => algorithms[name] ?? name;
  const {
    types,
    limit,
    diversity,
    margin_dial: margin,
    category_quota: quota,
    min_confidence: least,
    order,
  } = settings;
  const lines = [
    types && told.lists(types.map(nameOf).join(', ')),
    limit !== undefined && told.limit(limit),
    diversity !== undefined && told.diversity(formats.percent(diversity)),
    margin !== undefined && told.margin(formats.percent(margin)),
    quota !== undefined && (quota === null ? told.noQuota : told.quota(quota)),
    least !== undefined && told.confidence(formats.percent(least)),
    order !== undefined && told.order[order],
  ];
  return { strategy: nameOf(algorithm), otherwise: lines.filter((line) => typeof line === 'string') };
}
