import { describe, expect, it } from 'vitest';
import { RateWatch } from './rate-watch.ts';

const MINUTE_MS = 60_000;
const START_MS = 1_000 * MINUTE_MS;
let drawn = 0;
const burst = (count: number, atMs: number) =>
  Array.from({ length: count }, () => ({
    eventId: `019cae6b-6600-7000-8000-${(drawn++).toString(16).padStart(12, '0')}`,
    atMs,
  }));

describe('RateWatch', () => {
  it('takes 60 a minute and not 61, however they are spread over calls', () => {
    const watch = new RateWatch();
    const turn = (count: number) => watch.isTooFast(['s'], { events: burst(count, START_MS), nowMs: START_MS });
    expect([turn(30), turn(29), turn(1)]).toEqual([false, false, false]);
    expect(turn(1)).toBe(true);
  });

  it('counts each minute of the events by itself, and each unit', () => {
    const watch = new RateWatch();
    const nowMs = START_MS + 3 * MINUTE_MS;
    const spread = [0, 1, 2].flatMap((minute) => burst(60, START_MS + minute * MINUTE_MS));
    expect(watch.isTooFast(['s', 'v'], { events: spread, nowMs })).toBe(false);
    expect(watch.isTooFast(['other'], { events: burst(60, START_MS), nowMs })).toBe(false);
    expect(watch.isTooFast(['other', 'v'], { events: burst(1, START_MS), nowMs })).toBe(true);
  });

  it('counts an event that is sent again once', () => {
    const watch = new RateWatch();
    const events = burst(60, START_MS);
    for (let turn = 0; turn < 3; turn++) expect(watch.isTooFast(['s'], { events, nowMs: START_MS })).toBe(false);
  });

  it('stays with its judgement until 30 quiet minutes have passed', () => {
    const watch = new RateWatch();
    const at = (minutes: number, count: number) => {
      const nowMs = START_MS + minutes * MINUTE_MS;
      return watch.isTooFast(['s'], { events: burst(count, nowMs), nowMs });
    };
    expect([at(0, 61), at(20, 1), at(49, 1), at(79, 1), at(80, 1)]).toEqual([true, true, true, false, false]);
  });

  it('remembers nothing of those without a name', () => {
    expect(new RateWatch().isTooFast([], { events: burst(1000, START_MS), nowMs: START_MS })).toBe(false);
  });
});
