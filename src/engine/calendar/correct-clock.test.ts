import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctClock } from './correct-clock.ts';

const SEED = { seed: 7, numRuns: 500 };
const DAY_MS = 86_400_000;
const instant = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2200, 0, 1) });

describe('correctClock', () => {
  it('moves an event by the difference of the clocks, and never after its arrival', () => {
    expect(correctClock({ occurredAtMs: 100, sentAtMs: 400, receivedAtMs: 10_000 })).toBe(9700);
    expect(correctClock({ occurredAtMs: 500, sentAtMs: 400, receivedAtMs: 10_000 })).toBe(10_000);
  });

  it('is never after the event was received', () => {
    fc.assert(
      fc.property(instant, instant, instant, (occurredAtMs, sentAtMs, receivedAtMs) => {
        expect(correctClock({ occurredAtMs, sentAtMs, receivedAtMs })).toBeLessThanOrEqual(receivedAtMs);
      }),
      SEED,
    );
  });

  it('does not depend on how wrong the clock of the device is', () => {
    fc.assert(
      fc.property(
        instant,
        fc.nat(DAY_MS),
        fc.integer({ min: -40 * 365 * DAY_MS, max: 40 * 365 * DAY_MS }),
        (at, onTheWay, wrong) => {
          const receivedAtMs = at + onTheWay;
          expect(correctClock({ occurredAtMs: at + wrong, sentAtMs: receivedAtMs + wrong, receivedAtMs })).toBe(at);
        },
      ),
      SEED,
    );
  });

  it('keeps the order of the events of a call', () => {
    fc.assert(
      fc.property(instant, instant, instant, instant, (a, b, sentAtMs, receivedAtMs) => {
        const [first, second] = [a, b].map((occurredAtMs) => correctClock({ occurredAtMs, sentAtMs, receivedAtMs }));
        expect(Number(first) <= Number(second) || a > b).toBe(true);
      }),
      SEED,
    );
  });
});
