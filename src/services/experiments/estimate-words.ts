import type { EstimateFigures } from '../../contract/estimate.ts';
import { type MoneyWords, tellMoney } from './hold-out-words.ts';
import type { MeasuredMonth } from './measured-month.ts';

/** The estimate of now in sentences. */
export function tellCurrent(
  figures: EstimateFigures | null,
  {
    calibration,
    heuristicMinor,
    money,
  }: { calibration: EstimateFigures['calibration']; heuristicMinor: number; money: MoneyWords },
): string[] {
  if (figures === null) return ['No customer is known yet: there is nothing to estimate from.'];
  const [low = 0, high = 0] = figures.interval_minor;
  const range = `${tellMoney(low, money)} to ${tellMoney(high, money)}`;
  const basis = {
    'measured here': 'How much of that is extra was measured in this store.',
    'pooled estimate':
      'How much of that is extra is estimated beside other stores, or drawn to what stores usually have.',
    'not measured': 'How much of that is extra was not measured: a quarter is taken, give or take a quarter.',
  }[figures.badge];
  return [
    `Next ${figures.days} days: about ${tellMoney(figures.estimate_minor, money)} extra (${range}) of ${tellMoney(figures.attributable_minor, money)} that suggestions may sell.`,
    basis,
    ...(calibration === null ? [] : [tellCalibration(calibration)]),
    `Rule of thumb, not measured: 15 % of what customers have brought is ${tellMoney(heuristicMinor, money)}.`,
  ];
}

function tellCalibration({ ratio, months }: NonNullable<EstimateFigures['calibration']>): string {
  return `Over ${months} closed months ${Math.round(ratio * 100)} % of what was estimated came true; the estimate is corrected by that.`;
}

/** A month's estimate beside what came of it. */
export function tellMonth(
  { row, figures, measured }: { row: { month: string }; figures: EstimateFigures; measured: MeasuredMonth },
  money: MoneyWords,
): string {
  const [low = 0, high = 0] = figures.interval_minor;
  const expected = `${row.month.slice(0, 7)}: ${tellMoney(figures.estimate_minor, money)} extra expected (${tellMoney(low, money)} to ${tellMoney(high, money)})`;
  if (measured.status === 'open') return `${expected}; the month is not closed.`;
  if (measured.extraMinor === null || measured.interval === null) {
    return `${expected}; too few visitors were held out to say what came.`;
  }
  const [from, to] = measured.interval.map((end) => tellMoney(end, money));
  return `${expected}; ${tellMoney(measured.extraMinor, money)} measured (${from} to ${to}).`;
}
