import { describe, expect, it } from 'vitest';
import { periodQuery, readPeriod } from './period.ts';

describe('the days of an address', () => {
  it.each([
    [{}, 'days=30'],
    [{ days: '1' }, 'days=1'],
    [{ days: '366' }, 'days=366'],
    [{ days: '367' }, 'days=30'],
    [{ days: '0' }, 'days=30'],
    [{ days: '7.5' }, 'days=30'],
    [{ days: 'week' }, 'days=30'],
    [{ from: '2026-03-01', to: '2026-03-01' }, 'from=2026-03-01&to=2026-03-01'],
    // 2025 has 365 days: one more is the most, two more are too many.
    [{ from: '2025-01-01', to: '2026-01-01' }, 'from=2025-01-01&to=2026-01-01'],
    [{ from: '2025-01-01', to: '2026-01-02' }, 'days=30'],
    [{ from: '2026-03-02', to: '2026-03-01' }, 'days=30'],
    [{ from: '2026-03-02', days: '7' }, 'days=7'],
    [{ from: 'yesterday', to: '2026-03-01' }, 'days=30'],
  ])('%j are asked for as %s', (address, query) => {
    expect(periodQuery(readPeriod(address, 366))).toBe(query);
  });

  it('that are still to come are none that can be shown', () => {
    const address = { from: '2026-03-01', to: '2026-03-07' };
    expect(periodQuery(readPeriod(address, 366, { today: '2026-03-07' }))).toBe('from=2026-03-01&to=2026-03-07');
    expect(periodQuery(readPeriod(address, 366, { today: '2026-03-06' }))).toBe('days=30');
  });
});
