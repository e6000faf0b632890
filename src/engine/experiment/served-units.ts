import type { ArmDay } from './experiment-plan.ts';
import { type NameLink, Persons } from './persons.ts';
import { type Span, sumOf } from './test-units.ts';

/** Answers that a unit got within a test, an hour's together. */
export interface TestAnswers {
  readonly unit: string;
  readonly arm: string;
  readonly atMs: number;
  readonly answers: number;
  /** Of them, those that failed. */
  readonly failed: number;
  /** Of them, those that took longer than is put up with. */
  readonly slow: number;
}

/** How a person was served in the day after the first answer. */
export interface ServedUnit {
  readonly arm: string;
  readonly enteredMs: number;
  readonly answers: number;
  readonly failed: number;
  readonly slow: number;
}

/** Everything that decides them. */
export interface ServedFacts {
  readonly span: Span;
  readonly pauses: readonly Span[];
  readonly links: readonly NameLink[];
  /** In the order of time. */
  readonly answers: readonly TestAnswers[];
}

const DAY_MS = 86_400_000;

/**
 * How each person of a test was served, over the day from the first answer on: known a day after it, long before the seven days of
 * a unit are over. People enter with an answer, not with what they saw: of an answer that failed nothing is seen. Sessions
 * without consent, paused time and persons in both arms are left out, as everywhere.
 *
 * @example
 * const answer = { unit: 'v:a', arm: 'variant', atMs: 0, answers: 3, failed: 1, slow: 0 };
 * const facts = { span: { fromMs: 0, toMs: 2 * 86_400_000 }, pauses: [], links: [] };
 * buildServedUnits({ ...facts, answers: [answer, { ...answer, atMs: 86_400_000 }] })[0].answers // => 3
 */
export function buildServedUnits({ span, pauses, links, answers }: ServedFacts): ServedUnit[] {
  const persons = new Persons(links);
  const runs = (atMs: number) => !pauses.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
  const counted = answers.filter(({ unit, atMs }) => {
    return !unit.startsWith('s:') && atMs >= span.fromMs && atMs < span.toMs && runs(atMs);
  });
  const people = groupBy(counted, ({ unit }) => persons.of(unit));
  return [...people.values()].flatMap((own) => {
    const enteredMs = Math.min(...own.map(({ atMs }) => atMs));
    const [arm, ...others] = new Set(own.map((one) => one.arm));
    if (arm === undefined || others.length > 0 || enteredMs + DAY_MS > span.toMs) return [];
    const firstDay = own.filter(({ atMs }) => atMs < enteredMs + DAY_MS);
    const total = (of: (one: TestAnswers) => number) => firstDay.reduce((sum, one) => sum + of(one), 0);
    const sums = { failed: total(({ failed }) => failed), slow: total(({ slow }) => slow) };
    return [{ arm, enteredMs, answers: total((one) => one.answers), ...sums }];
  });
}

/**
 * How people were served, by the day of their entry and their arm: the share of each one's answers that failed, and of those that were
 * slow. They are no units of the test by themselves: `units` is 0.
 *
 * @param dayOf - business day of an instant, 'YYYY-MM-DD'
 * @example
 * const unit = { arm: 'control', enteredMs: 0, answers: 4, failed: 1, slow: 2 };
 * sumServedUnits([unit, unit], () => '2026-03-02')[0].metrics.error_rate // => { n: 2, sum: 0.5, sumOfSquares: 0.125 }
 */
export function sumServedUnits(units: readonly ServedUnit[], dayOf: (instantMs: number) => string): ArmDay[] {
  const groups = groupBy(units, ({ enteredMs, arm }) => `${dayOf(enteredMs)} ${arm}`);
  return [...groups].map(([key, members]) => {
    const [day = '', arm = ''] = key.split(' ');
    const metrics = {
      error_rate: sumOf(members.map(({ failed, answers }) => failed / answers)),
      slow_answers: sumOf(members.map(({ slow, answers }) => slow / answers)),
    };
    return { day, arm, units: 0, metrics };
  });
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}
