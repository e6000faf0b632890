const UNITS_PER_SQUARED_SKEW = 355;

/**
 * Units that the smaller arm needs before the mean of a skewed metric is near enough to normal: 355 skewness^2, rounded
 * up. Below it the randomisation test has to agree.
 *
 * Source: R. Kohavi, A. Deng, R. Longbotham, Y. Xu (2014), Seven Rules of Thumb for Web Site Experimenters, KDD, rule 7.
 *
 * @param skewness - third central moment over the cube of the standard deviation
 * @example
 * unitsForSkew(3.3) // => 3866
 */
export function unitsForSkew(skewness: number): number {
  return Math.ceil(UNITS_PER_SQUARED_SKEW * skewness ** 2);
}
