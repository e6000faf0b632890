import { compareRatios, type RatioSums, type RatioTest } from '../compare/ratio-metric.ts';
import type { WeekArmSums, WeekSums } from './week-sums.ts';

/** C: what a basket holds with and without suggestions. Conditional on ordering, so never a cause by itself. */
export interface HoldOutBasket {
  /** Revenue over orders; null while an arm has no orders. */
  readonly averageOrderValue: RatioTest | null;
  /** Units over orders. */
  readonly itemsPerOrder: RatioTest | null;
}

/**
 * Average order value and items per order of both arms over several weeks, by the delta method ({@link compareRatios}).
 * The held-out units of a week count nT / nC times, so that both arms have the same mixture of weeks also when the share
 * changed between them.
 *
 * @example
 * const none = { n: 0, sumR: 0, sumRR: 0, sumO: 0, sumOO: 0, sumRO: 0, sumI: 0, sumII: 0, sumIO: 0 };
 * compareBaskets([{ treated: none, control: none }]).averageOrderValue // => null
 */
export function compareBaskets(weeks: readonly Pick<WeekSums, 'treated' | 'control'>[]): HoldOutBasket {
  const usable = weeks.filter(({ treated, control }) => treated.n > 0 && control.n > 0);
  const compare = (pick: (sums: WeekArmSums) => Omit<RatioSums, 'n'>) => {
    const treated = addWeighted(usable.map((week) => ({ weight: 1, n: week.treated.n, sums: pick(week.treated) })));
    const control = addWeighted(
      usable.map((week) => ({ weight: week.treated.n / week.control.n, n: week.control.n, sums: pick(week.control) })),
    );
    const tells = ({ n, denominator }: RatioSums) => n >= 2 && denominator > 0;
    return tells(treated) && tells(control) ? compareRatios({ treated, control }, 0.05) : null;
  };
  return { averageOrderValue: compare(revenuePerOrder), itemsPerOrder: compare(itemsPerOrder) };
}

function revenuePerOrder({ sumR, sumO, sumRR, sumOO, sumRO }: WeekArmSums): Omit<RatioSums, 'n'> {
  return { numerator: sumR, denominator: sumO, numeratorSquares: sumRR, denominatorSquares: sumOO, products: sumRO };
}

function itemsPerOrder({ sumI, sumO, sumII, sumOO, sumIO }: WeekArmSums): Omit<RatioSums, 'n'> {
  return { numerator: sumI, denominator: sumO, numeratorSquares: sumII, denominatorSquares: sumOO, products: sumIO };
}

/** Sums of weighted units: w y, and w^2 of every square, so that the variance is that of the weighted ratio. */
function addWeighted(
  parts: readonly { readonly weight: number; readonly n: number; readonly sums: Omit<RatioSums, 'n'> }[],
): RatioSums {
  const add = (value: (part: (typeof parts)[number]) => number) => parts.reduce((sum, part) => sum + value(part), 0);
  return {
    n: add(({ n }) => n),
    numerator: add(({ weight, sums }) => weight * sums.numerator),
    denominator: add(({ weight, sums }) => weight * sums.denominator),
    numeratorSquares: add(({ weight, sums }) => weight ** 2 * sums.numeratorSquares),
    denominatorSquares: add(({ weight, sums }) => weight ** 2 * sums.denominatorSquares),
    products: add(({ weight, sums }) => weight ** 2 * sums.products),
  };
}
