import fc from 'fast-check';
import { V7Generator } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { correctClock, eventIdMs, timeFault } from './event-time.ts';

const SEED = { seed: 7, numRuns: 500 };
const DAY_MS = 86_400_000;
const instant = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2200, 0, 1) });
const idOf = (ms: number) => new V7Generator().generateOrResetWithTs(ms).toString();

describe('correctClock', () => {
  it('is never after the event was received', () => {
    fc.assert(
      fc.property(instant, instant, instant, (occurredMs, sentMs, receivedMs) => {
        expect(correctClock({ occurredMs, sentMs, receivedMs })).toBeLessThanOrEqual(receivedMs);
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
          const receivedMs = at + onTheWay;
          expect(correctClock({ occurredMs: at + wrong, sentMs: receivedMs + wrong, receivedMs })).toBe(at);
        },
      ),
      SEED,
    );
  });

  it('keeps the order of the events of a call', () => {
    fc.assert(
      fc.property(instant, instant, instant, instant, (a, b, sentMs, receivedMs) => {
        const [first, second] = [a, b].map((occurredMs) => correctClock({ occurredMs, sentMs, receivedMs }));
        expect(Number(first) <= Number(second) || a > b).toBe(true);
      }),
      SEED,
    );
  });
});

describe('eventIdMs', () => {
  it('reads back the instant of a UUIDv7', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (ms) => {
        expect(eventIdMs(idOf(ms))).toBe(ms);
      }),
      SEED,
    );
  });
});

describe('timeFault', () => {
  const receivedMs = Date.UTC(2026, 2, 2, 12);
  const codeOf = (idMs: number, atMs = receivedMs) => timeFault(idOf(idMs), { atMs, receivedMs })?.code ?? null;

  it('holds ids to 7 days back and 1 day ahead, and the time of the event to 7 days back', () => {
    expect(codeOf(receivedMs)).toBeNull();
    expect(codeOf(receivedMs - 7 * DAY_MS)).toBeNull();
    expect(codeOf(receivedMs - 7 * DAY_MS - 1)).toBe('event_too_old');
    expect(codeOf(receivedMs + DAY_MS)).toBeNull();
    expect(codeOf(receivedMs + DAY_MS + 1)).toBe('event_ahead');
    expect(codeOf(receivedMs, receivedMs - 7 * DAY_MS)).toBeNull();
    expect(codeOf(receivedMs, receivedMs - 7 * DAY_MS - 1)).toBe('event_too_old');
  });
});
