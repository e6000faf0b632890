import fc from 'fast-check';
import { V7Generator } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { eventIdMs, timeFault } from './event-time.ts';

const SEED = { seed: 7, numRuns: 500 };
const DAY_MS = 86_400_000;
const idOf = (ms: number) => new V7Generator().generateOrResetWithTs(ms).toString();

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
