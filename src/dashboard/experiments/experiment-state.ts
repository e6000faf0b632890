import type { Experiment } from '../../contract/experiment.ts';
import type { Formats } from '../format/formats.ts';
import type { ExperimentsWords } from './words.english.ts';

/** How a state is coloured: something to do, something good, something wrong, or nothing of these. */
export type StateTone = 'plain' | 'good' | 'bad' | 'busy';

/** The state of a test in one plain phrase. */
export interface PlainState {
  readonly text: string;
  readonly tone: StateTone;
}

const DAY_MS = 86_400_000;

/** Whole days until a moment; 0 when it has passed. */
export function daysUntil(iso: string, nowMs: number): number {
  return Math.max(0, Math.ceil((Date.parse(iso) - nowMs) / DAY_MS));
}

/** The share of its planned time that a test has run; without a planned end, of its planned length. */
export function progressOf(
  {
    started_at: started,
    ends_at: ends,
    planned_days: days,
  }: Pick<Experiment, 'started_at' | 'ends_at' | 'planned_days'>,
  nowMs: number,
): number {
  if (started === null) return 0;
  const startMs = Date.parse(started);
  const endMs = ends === null ? startMs + days * DAY_MS : Date.parse(ends);
  return Math.min(1, Math.max(0, (nowMs - startMs) / (endMs - startMs)));
}

/** What a list says of a test: draft, how far it has learned, or what came out. */
export function tellState(
  test: Experiment,
  { words, formats, nowMs }: { words: ExperimentsWords; formats: Formats; nowMs: number },
): PlainState {
  const { states, winners } = words;
  if (test.status === 'draft') {
    const day = test.start_date;
    return { text: day === null ? states.draft : states.planned(formats.day(day)), tone: 'plain' };
  }
  if (test.resolution === 'invalid_srm') return { text: states.broken, tone: 'bad' };
  if (test.resolution === 'guardrail') return { text: states.harm, tone: 'bad' };
  if (test.status === 'paused') return { text: states.paused, tone: 'busy' };
  if (test.status === 'running') {
    return { text: states.learning(formats.percent(progressOf(test, nowMs))), tone: 'busy' };
  }
  if (test.winner === null) return { text: states.stopped, tone: 'plain' };
  if (test.winner === 'no_difference') return { text: winners.no_difference, tone: 'plain' };
  return { text: states.winner(winners[test.winner]), tone: 'good' };
}
