import { describe, expect, it } from 'vitest';
import { buildServedUnits, type ServedFacts, sumServedUnits, type TestAnswers } from './served-units.ts';

const HOUR_MS = 3_600_000;
const FACTS: ServedFacts = { span: { fromMs: 0, toMs: 240 * HOUR_MS }, pauses: [], links: [], answers: [] };

function answers(unit: string, hour: number, counts: Partial<TestAnswers> = {}): TestAnswers {
  return { unit, arm: 'variant', atMs: hour * HOUR_MS, answers: 2, failed: 0, slow: 0, ...counts };
}

describe('how people were served', () => {
  it('counts the first day of each person, and only when it is over', () => {
    const facts = [
      answers('v:a', 10, { failed: 1 }),
      answers('v:a', 33, { slow: 2 }),
      answers('v:a', 34, { failed: 2 }),
      answers('v:late', 220),
    ];
    expect(buildServedUnits({ ...FACTS, answers: facts })).toEqual([
      { arm: 'variant', enteredMs: 10 * HOUR_MS, answers: 4, failed: 1, slow: 2 },
    ]);
  });

  it('leaves out sessions, pauses and who was in both arms; two names of one person are one', () => {
    const facts = [
      ...[answers('s:x', 1), answers('v:both', 1), answers('v:both', 2, { arm: 'control' })],
      ...[answers('v:a', 5), answers('v:a', 12), answers('c:1', 13, { failed: 2 })],
    ];
    const pauses = [{ fromMs: 0, toMs: 6 * HOUR_MS }];
    const units = buildServedUnits({ ...FACTS, pauses, links: [['v:a', 'c:1']], answers: facts });
    // Within the pause `both` was seen once in each arm: nothing of it counts.
    expect(units).toEqual([{ arm: 'variant', enteredMs: 12 * HOUR_MS, answers: 4, failed: 2, slow: 0 }]);
  });

  it('sums shares, so that a busy person weighs no more than another', () => {
    const units = [
      { arm: 'control', enteredMs: 0, answers: 100, failed: 100, slow: 0 },
      { arm: 'control', enteredMs: 0, answers: 1, failed: 0, slow: 1 },
    ];
    expect(sumServedUnits(units, () => '2026-03-02')).toEqual([
      {
        ...{ day: '2026-03-02', arm: 'control', units: 0 },
        metrics: { error_rate: { n: 2, sum: 1, sumOfSquares: 1 }, slow_answers: { n: 2, sum: 1, sumOfSquares: 1 } },
      },
    ]);
  });
});
