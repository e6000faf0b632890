import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { measureCarryOver, sumCarryOver } from '../../src/engine/experiment/incremental/carry-over.ts';
import { compareBaskets } from '../../src/engine/experiment/incremental/hold-out-basket.ts';
import { measureKappa } from '../../src/engine/experiment/incremental/hold-out-kappa.ts';
import { sumVisitorWeeks } from '../../src/engine/experiment/incremental/week-sums.ts';
import { evaluateClosedWeeks, type WeekFigures } from '../../src/services/experiments/closed-weeks.ts';
import { VISITOR_WEEK_COLUMNS } from '../../src/services/experiments/visitor-week-csv.ts';

const FOLDER = new URL('../../docs/algorithms/', import.meta.url);
const page = readFileSync(new URL('experiments.md', FOLDER), 'utf8').replace(/\s+/g, ' ');
const [head = '', ...lines] = readFileSync(new URL('one-week.csv', FOLDER), 'utf8').trim().split('\n');
const rows = lines.map((line) => {
  const cells = line.split(',');
  const number = (name: (typeof VISITOR_WEEK_COLUMNS)[number]) => Number(cells[VISITOR_WEEK_COLUMNS.indexOf(name)]);
  return {
    arm: String(cells[2]),
    stratum: String(cells[3]),
    y: number('revenue_minor'),
    x: number('past_4_weeks_minor') / 4,
    orders: number('orders'),
    items: number('items'),
    a: number('attributed_minor'),
  };
});

/** The sums of the page, added up as one would in a spreadsheet. */
function add(arm: string, value: (row: (typeof rows)[number]) => number): number {
  return rows.filter((row) => row.arm === arm && row.stratum === 'visitor').reduce((sum, row) => sum + value(row), 0);
}
const sumsOf = (arm: string) => ({
  n: add(arm, () => 1),
  y: add(arm, ({ y }) => y),
  yy: add(arm, ({ y }) => y * y),
  x: add(arm, ({ x }) => x),
  xx: add(arm, ({ x }) => x * x),
  xy: add(arm, ({ x, y }) => x * y),
  a: add(arm, ({ a }) => a),
  aa: add(arm, ({ a }) => a * a),
  ya: add(arm, ({ y, a }) => y * a),
  xa: add(arm, ({ x, a }) => x * a),
  o: add(arm, ({ orders }) => orders),
  i: add(arm, ({ items }) => items),
});
type Sums = ReturnType<typeof sumsOf>;
const [t, c] = [sumsOf('shown'), sumsOf('held_out')];
const n = t.n + c.n;
/** Sum of (A - mean A)(B - mean B) from sums. */
const products = (ab: number, { a, b, units }: { a: number; b: number; units: number }) => ab - (a * b) / units;
const spread = (arm: Sums, ab: number, a: number, b: number) => products(ab, { a, b, units: arm.n });

/** Every step of the page, by its formulas alone. */
function workOut() {
  const theta =
    products(t.xy + c.xy, { a: t.x + c.x, b: t.y + c.y, units: n }) /
    products(t.xx + c.xx, { a: t.x + c.x, b: t.x + c.x, units: n });
  const variance = (arm: Sums) =>
    (spread(arm, arm.yy, arm.y, arm.y) +
      theta ** 2 * spread(arm, arm.xx, arm.x, arm.x) -
      2 * theta * spread(arm, arm.xy, arm.x, arm.y)) /
    (arm.n - 1);
  const difference = t.y / t.n - c.y / c.n - theta * (t.x / t.n - c.x / c.n);
  const [vT, vC] = [variance(t), variance(c)];
  const welch = Math.sqrt(vT / t.n + vC / c.n);
  const pooled = Math.sqrt((((t.n - 1) * vT + (c.n - 1) * vC) / (n - 2)) * (1 / t.n + 1 / c.n));
  const safe = t.n * Math.max(welch, pooled);
  const incremental = t.n * difference;
  return { theta, difference, vT, vC, welch, pooled, safe, incremental };
}

/** Fieller's ends for D / a, as on the page. */
function workOutKappa({ theta, difference, vT, vC }: ReturnType<typeof workOut>) {
  const a = t.a / t.n;
  const va = spread(t, t.aa, t.a, t.a) / (t.n - 1) / t.n;
  const cov = (spread(t, t.ya, t.y, t.a) - theta * spread(t, t.xa, t.x, t.a)) / (t.n - 1) / t.n;
  const z2 = 1.959963985 ** 2;
  const curve = a * a - z2 * va;
  const centre = difference * a - z2 * cov;
  const reach = Math.sqrt(centre ** 2 - curve * (difference ** 2 - z2 * (vT / t.n + vC / c.n)));
  const kappa = difference / a;
  const ends = [(centre - reach) / curve, (centre + reach) / curve] as const;
  const weight = (1.959963985 / Math.max(kappa - ends[0], ends[1] - kappa)) ** 2;
  return { a, errors: a / Math.sqrt(va), kappa, ends, mean: (16 * 0.25 + weight * kappa) / (16 + weight) };
}

const money = (minor: number) =>
  (minor / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const whole = (value: number) => Math.round(value).toLocaleString('en');
/** A number as the page writes it: without the zero in front. */
const short = (value: number, digits: number) => value.toFixed(digits).replace(/^(-?)0\./, '$1.');

describe('one week of a shop, docs/algorithms/one-week.csv', () => {
  const steps = workOut();
  const kappa = workOutKappa(steps);

  it('has the columns of the export', () => {
    expect(head).toBe(VISITOR_WEEK_COLUMNS.join(','));
    expect(rows).toHaveLength(115);
  });

  it('reads on the page as it is worked out', () => {
    const { theta, difference, welch, pooled, safe, incremental } = steps;
    const [low, high] = [incremental - 1.959964 * safe, incremental + 1.959964 * safe];
    const said = [
      ...[t, c].map((arm) => `| ${[arm.n, arm.y, arm.yy, arm.o, arm.i, arm.a].map(whole).join(' | ')} |`),
      `theta = ${short(theta, 3)}`,
      `${whole(t.y / t.n)} - ${whole(c.y / c.n)} - ${short(theta, 3)} x (${whole(t.x / t.n)} - ${whole(c.x / c.n)}) = ${whole(difference)}`,
      `B = ${t.n} x ${short(difference / 100, 3)} = ${money(incremental)}`,
      `Welch ${money(welch)}, pooled ${money(pooled)}`,
      `${t.n} x ${money(Math.max(welch, pooled))} = ${money(safe)}`,
      `${money(low)} .. ${money(high)}`,
      `A = ${money(t.a)}`,
      `${short(kappa.errors, 1)} of its standard errors`,
      `kappa = ${short(kappa.kappa, 2)}, by Fieller ${short(kappa.ends[0], 2)} .. ${short(kappa.ends[1], 2)}`,
      `after the prior ${short(kappa.mean, 3)}`,
      `${money(t.y / t.o)} against ${money(c.y / c.o)}`,
    ];
    for (const text of said) expect(page).toContain(text);
  });

  it('is what the service says of these rows', () => {
    const weeks = rows.map((row) => ({
      arm: row.arm as 'shown' | 'held_out' | 'both',
      stratum: row.stratum as 'visitor' | 'session',
      revenueMinor: row.y,
      orders: row.orders,
      itemsMilli: 1000 * row.items,
      attributedMinor: row.a,
      pastMinor: 4 * row.x,
    }));
    const uncapped = sumVisitorWeeks(weeks, { capped: false });
    const capped = sumVisitorWeeks(weeks, { capped: true });
    const figures: WeekFigures = {
      share: 0.5,
      spoiled: false,
      capped,
      uncapped,
      sessions: sumVisitorWeeks(weeks, { capped: false, stratum: 'session' }),
      attributedMinor: 0,
      orders: 0,
      matchedOrders: 0,
    };
    const row = { store_id: 1, iso_week: '2026-W11', revision: 1, method: '', method_version: 2, figures };
    const total = evaluateClosedWeeks([{ ...row, computed_at: new Date(0) }]);
    expect(total.uncapped?.incremental).toBeCloseTo(steps.incremental, 6);
    expect(total.uncapped?.standardErrors.safe).toBeCloseTo(steps.safe, 6);
    const measured = measureKappa([uncapped]);
    expect(measured?.reliable).toBe(false);
    expect(measured?.kappa).toBeCloseTo(kappa.kappa, 9);
    expect(measured?.measuredInterval?.[0]).toBeCloseTo(kappa.ends[0], 6);
    expect(measured?.measuredInterval?.[1]).toBeCloseTo(kappa.ends[1], 6);
    expect(measured?.mean).toBeCloseTo(kappa.mean, 6);
    expect(compareBaskets([uncapped]).averageOrderValue?.treated.mean).toBeCloseTo(t.y / t.o, 9);
    expect([uncapped.bothArms, figures.sessions.treated.n]).toEqual([1, 1]);
    // The cap and the headline of the page.
    expect(page).toContain(
      `above ${money(capped.capMinor ?? 0)} count as that: B = ${money(total.capped?.incremental ?? 0)}`,
    );
    expect(page).toContain(`skewness ${short(total.capped?.skew.skewness ?? 0, 2)}`);
  });
});

describe('the worked example of carry-over', () => {
  it('is what the formula says', () => {
    const lastWeek = (arm: 'shown' | 'held_out', count: number) =>
      Array.from({ length: count }, (_, index) => ({
        unit: `v:${arm}${index}`,
        arm,
        stratum: 'visitor' as const,
        pastMinor: 0,
      }));
    const thisWeek = (arm: string, { count, revenueMinor }: { count: number; revenueMinor: number }) =>
      Array.from({ length: count }, (_, index) => ({ unitBefore: `v:${arm}${index}`, revenueMinor, orders: 1 }));
    const sums = sumCarryOver({
      before: [...lastWeek('shown', 400), ...lastWeek('held_out', 100)],
      after: [
        ...thisWeek('shown', { count: 200, revenueMinor: 1000 }),
        ...thisWeek('held_out', { count: 70, revenueMinor: 1000 }),
      ],
    });
    const result = measureCarryOver([{ week: '2026-W12', treated: sums.treated, control: sums.control }]);
    // 400 x (5 - 7); Bernoulli variances 10^2 x .25 x 400/399 and 10^2 x .21 x 100/99.
    expect(result?.incremental).toBeCloseTo(-80_000, 6);
    const [low = 0, high = 0] = result?.interval ?? [];
    expect(page).toContain(`400 x (5.00 - 7.00) = -800, interval ${whole(low / 100)} .. ${whole(high / 100)}`);
    expect(result?.bringsForward).toBe(true);
  });
});
