import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../contract/experiment.ts';
import type { HoldOut } from '../../contract/hold-out.ts';
import { createFormats } from '../format/formats.ts';
import { FIRST_DRAFT, isSameOnBothSides, toNewExperiment } from './draft.ts';
import { progressOf, tellState } from './experiment-state.ts';
import { type Incremental, tellExtra, weeklyCost } from './hold-out-figures.ts';
import { axisOf } from './interval-axis.ts';
import { writeP } from './metric-format.ts';
import { planShipping, toStorePatch } from './ship.ts';
import { EXPERIMENTS_WORDS } from './words.ts';

const words = EXPERIMENTS_WORDS.en;
const formats = createFormats({ locale: 'en-US', currency: 'USD', timeZone: 'UTC', language: 'en' });
const DAY_MS = 86_400_000;
const START = Date.parse('2026-03-02T00:00:00Z');

const test = (more: Partial<Experiment>) =>
  ({
    status: 'running',
    started_at: new Date(START).toISOString(),
    ends_at: new Date(START + 28 * DAY_MS).toISOString(),
    planned_days: 28,
    start_date: null,
    resolution: null,
    winner: null,
    ...more,
  }) as Experiment;

describe('the state of a test', () => {
  const tell = (more: Partial<Experiment>) => tellState(test(more), { words, formats, nowMs: START + 7 * DAY_MS }).text;

  it.each([
    [{ status: 'draft' }, 'Draft'],
    [{ status: 'draft', start_date: '2026-03-09' }, 'Starts on Mar 9, 2026'],
    [{}, 'Learning 25%'],
    [{ ends_at: null }, 'Learning 25%'],
    [{ status: 'paused' }, 'Paused'],
    [{ resolution: 'invalid_srm' }, 'Broken split'],
    [{ status: 'paused', resolution: 'guardrail' }, 'Control: the variant harms'],
    [{ status: 'completed', resolution: 'stopped' }, 'Stopped without a result'],
    [{ status: 'completed', winner: 'variant' }, 'Winner: Variant'],
    [{ status: 'completed', winner: 'control' }, 'Winner: Control'],
    [{ status: 'completed', winner: 'no_difference' }, 'No Significant Difference'],
  ] as const)('%j is "%s"', (more, text) => {
    expect(tell(more)).toBe(text);
  });

  it('never learns more than all, and nothing before it began', () => {
    expect(progressOf(test({}), START + 40 * DAY_MS)).toBe(1);
    expect(progressOf(test({ started_at: null }), START)).toBe(0);
  });
});

describe('the hold-out', () => {
  const found = (more: Partial<Incremental>) =>
    ({
      status: 'proven',
      estimate_minor: 84_700,
      interval_minor: [61_000, 108_000],
      uplift: 0.05,
      ...more,
    }) as Incremental;
  // What holds a sign to its amount is not seen.
  const tell = (incremental: Incremental | null) =>
    tellExtra(incremental, { words: words.holdOut, formats }).replaceAll('\u2060', '');

  it('tells what is extra as honestly as it is known', () => {
    expect(tell(found({}))).toBe('$847 extra (likely $610 to $1,080).');
    expect(tell(found({ interval_minor: [-16_000, 84_000] }))).toBe('Not proven yet: between -$160 and +$840.');
    expect(tell(found({ estimate_minor: -500, interval_minor: [-900, -100] }))).toBe(
      '$5 less than without suggestions (likely -$9 to -$1).',
    );
    expect(tell(found({ status: 'collecting', held_out_units: 41, held_out_orders: 9 }))).toBe(
      'Collecting: 41 of 50 visitors and 9 of 20 orders held out.',
    );
    expect(tell(null)).toBe('Collecting: nobody has been held out yet.');
  });

  it('costs what the held out would have spent more', () => {
    const week = (share: number, revenue: number, more = {}) => ({
      closed: true,
      spoiled: false,
      share,
      shown: { revenue_minor: revenue },
      ...more,
    });
    const weeks = [
      week(0.1, 90_000),
      week(0.5, 60_000),
      week(0, 70_000),
      week(0.1, 10, { closed: false }),
      week(0.1, 10, { spoiled: true }),
    ];
    const cost = (incremental: Incremental | null) => weeklyCost({ weeks, incremental } as unknown as HoldOut, 0.2);
    // All visitors: 90,000 / .9 = 100,000 and 60,000 / .5 = 120,000; mean 110,000. 110,000 x .2 x .1 / 1.1 = 2,000.
    expect(cost(found({ uplift: 0.1 }))).toBeCloseTo(2000, 9);
    expect(cost(found({ uplift: -0.1 }))).toBeNull();
    expect(cost(found({ uplift: 0.1, status: 'collecting' }))).toBeNull();
    expect(cost(null)).toBeNull();
  });
});

describe('shipping', () => {
  const store = { diversity: 0.1, margin_dial: 0.2, category_quota: 2 };

  it('changes what the store has a setting for, and names the rest', () => {
    const shipping = planShipping(
      {
        variant_algorithm: 'v1',
        variant_settings: { diversity: 0.1, margin_dial: 0.5, category_quota: null, limit: 3, order: 'ranked' },
      },
      store,
    );
    expect(shipping.settings).toEqual([
      { setting: 'margin_dial', before: 0.2, after: 0.5 },
      { setting: 'category_quota', before: 2, after: null },
    ]);
    expect(toStorePatch(shipping)).toEqual({ margin_dial: 0.5, category_quota: null });
    expect([shipping.parameters, shipping.onlyInTests]).toEqual([['limit=3'], ['order']]);
  });

  it('asks for a list by its name', () => {
    const shipping = planShipping({ variant_algorithm: 'trending', variant_settings: {} }, store);
    expect(shipping).toEqual({ settings: [], parameters: ['types=trending'], onlyInTests: [] });
  });
});

describe('a draft', () => {
  it('leaves out what is as the store has it', () => {
    const variant = { ...FIRST_DRAFT.variant, limit: 3, leastConfidencePercent: 15 };
    const draft = { ...FIRST_DRAFT, name: ' Fewer ', variant };
    expect(toNewExperiment(draft)).toMatchObject({
      name: 'Fewer',
      control_settings: {},
      variant_settings: { limit: 3, min_confidence: 0.15 },
      traffic_split: 50,
      wanted_uplift: 0.1,
      planned_days: 28,
      start_date: null,
    });
    expect([isSameOnBothSides(FIRST_DRAFT), isSameOnBothSides(draft)]).toEqual([true, false]);
  });
});

describe('figures', () => {
  it('share an axis with nothing in its middle', () => {
    expect(
      axisOf([
        { estimate: 1, low: -6, high: 4 },
        { estimate: 1, low: 0, high: 5 },
      ]),
    ).toBe(6);
    expect(axisOf([])).toBe(1);
  });

  it('have p-values that are never 0', () => {
    expect([writeP(0, formats), writeP(0.0042, formats), writeP(0.39, formats)]).toEqual([
      '< 0.0001',
      '0.0042',
      '0.39',
    ]);
  });
});
