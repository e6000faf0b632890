import { expect, it } from 'vitest';
import { correctClock } from './correct-clock.ts';

it('moves an event by the difference of the clocks, and never after its arrival', () => {
  expect(correctClock({ occurredAtMs: 100, sentAtMs: 400, receivedAtMs: 10_000 })).toBe(9700);
  expect(correctClock({ occurredAtMs: 500, sentAtMs: 400, receivedAtMs: 10_000 })).toBe(10_000);
});
