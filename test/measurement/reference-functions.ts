import { businessDayAt } from '../../src/engine/calendar/business-day.ts';
import { correctClock } from '../../src/engine/calendar/correct-clock.ts';
import { isoWeekOf } from '../../src/engine/calendar/iso-week.ts';
import { createTimeZone } from '../../src/engine/calendar/time-zone.ts';
import { momentsOf } from '../../src/engine/experiment/compare/arm-moments.ts';
import { adjustByCovariate, type CovariateSums } from '../../src/engine/experiment/compare/cuped.ts';
import { testEquivalence } from '../../src/engine/experiment/compare/equivalence-test.ts';
import { fisherExactP } from '../../src/engine/experiment/compare/fisher-exact.ts';
import { exactRandomisationTest } from '../../src/engine/experiment/compare/randomisation-test.ts';
import { compareRatios } from '../../src/engine/experiment/compare/ratio-metric.ts';
import { type RelativeUplift, upliftInterval } from '../../src/engine/experiment/compare/relative-uplift.ts';
import { safeStandardError } from '../../src/engine/experiment/compare/safe-standard-error.ts';
import { compareProportions } from '../../src/engine/experiment/compare/two-proportions.ts';
import { type TwoArms, welchTest } from '../../src/engine/experiment/compare/welch-test.ts';
import { wilsonInterval } from '../../src/engine/experiment/compare/wilson-interval.ts';
import { adjustByBenjaminiHochberg } from '../../src/engine/experiment/families/benjamini-hochberg-adjusted.ts';
import { adjustByHolm } from '../../src/engine/experiment/families/holm.ts';
import { attributedToExtra } from '../../src/engine/experiment/incremental/attributed-to-extra.ts';
import { estimateUplift } from '../../src/engine/experiment/incremental/estimated-uplift.ts';
import { extraRevenue } from '../../src/engine/experiment/incremental/extra-revenue.ts';
import { measureIncrementalRevenue } from '../../src/engine/experiment/incremental/incremental-revenue.ts';
import { measureIncrementalityRatio } from '../../src/engine/experiment/incremental/incrementality-ratio.ts';
import { intervalAround } from '../../src/engine/experiment/interval.ts';
import { epsilonGreedyPropensity } from '../../src/engine/experiment/off-policy/epsilon-greedy.ts';
import { testInterleaving } from '../../src/engine/experiment/off-policy/interleaving-test.ts';
import { evaluateOffPolicy } from '../../src/engine/experiment/off-policy/off-policy-value.ts';
import { positionClickRates } from '../../src/engine/experiment/off-policy/position-click-rate.ts';
import { detectableUplift } from '../../src/engine/experiment/planning/detectable-uplift.ts';
import { totalUnitsForMean, unitsPerArmForProportion } from '../../src/engine/experiment/planning/sample-size.ts';
import { unitsForSkew } from '../../src/engine/experiment/planning/skew-minimum.ts';
import { poolUplifts } from '../../src/engine/experiment/pooling/pool-uplifts.ts';
import { shrinkRate } from '../../src/engine/experiment/pooling/shrunk-rate.ts';
import { upliftPosterior } from '../../src/engine/experiment/pooling/uplift-posterior.ts';
import { alwaysValidP } from '../../src/engine/experiment/sequential/always-valid-p.ts';
import { sequenceMultiplier, sequenceRho } from '../../src/engine/experiment/sequential/confidence-sequence.ts';
import { groupSequentialBounds } from '../../src/engine/experiment/sequential/group-sequential-bounds.ts';
import { hybridInterval } from '../../src/engine/experiment/sequential/hybrid-interval.ts';
import { checkSampleRatio } from '../../src/engine/experiment/validity/sample-ratio.ts';
import {
  runningSampleRatio,
  sampleRatioLogBayesFactor,
} from '../../src/engine/experiment/validity/sample-ratio-sequence.ts';
import { judgeTest } from '../../src/engine/experiment/verdict.ts';
import { allocateMinor } from '../../src/engine/money/allocate-minor.ts';
import { betaCdf } from '../../src/engine/statistics/beta-cdf.ts';
import { chiSquareUpperTail } from '../../src/engine/statistics/chi-square-distribution.ts';
import { logGamma } from '../../src/engine/statistics/log-gamma.ts';
import { normalCdf, normalQuantile } from '../../src/engine/statistics/normal-distribution.ts';
import { tCdf, tQuantile, twoSidedTP } from '../../src/engine/statistics/t-distribution.ts';
import { hashUnit, legacyBucket } from '../../src/services/experiments/unit-hash.ts';

// biome-ignore lint/suspicious/noExplicitAny: the rows of the golden file differ in shape, one function reads each
type Inputs = any;

/** What each row of test/golden/measurement.json calls, by the name that it has there. */
export const REFERENCE_FUNCTIONS: Readonly<Record<string, (inputs: Inputs) => unknown>> = {
  normCdf: ({ x }) => normalCdf(x),
  normPpf: ({ p }) => normalQuantile(p),
  tCdf: ({ x, df }) => tCdf(x, df),
  tPpf: ({ p, df }) => tQuantile(p, df),
  chi2Sf: ({ x, df }) => chiSquareUpperTail(x, df),
  lgamma: ({ x }) => logGamma(x),
  betainc: ({ a, b, x }) => betaCdf({ alpha: a, beta: b }, x),
  twoProportion: compareTwo,
  fisherExact: (row) => ({ p: fisherExactP(proportionsOf(row)) }),
  wilson: ({ x, n, alpha }) => wilsonInterval({ successes: x, n }, alpha),
  welch: compareMeans,
  randomisationTestExact: (row) => {
    const { difference: diff, pValue: p, relabellings: permutations } = exactRandomisationTest(row);
    return { diff, p, permutations };
  },
  liftFromMoments: upliftOfMoments,
  liftSequentialFromMoments: sequentialUpliftOfMoments,
  aovDelta: compareOrderValues,
  csMultiplier: ({ N, nStar, alpha }) => {
    const options = { alpha, plannedUnits: nStar };
    return { rho: sequenceRho(options), k: sequenceMultiplier(N, options) };
  },
  alwaysValidP: ({ z, N, nStar, alpha }) => {
    const { pValue: p, eValue } = alwaysValidP({ z, units: N }, { alpha, plannedUnits: nStar });
    return { p, eValue };
  },
  hybridInterval: ({ diff, se, N, nPlanned, atPlannedEnd }) => {
    const look = { difference: diff, standardError: se, units: N };
    const { multiplier: k, interval: ci } = hybridInterval(look, { plannedUnits: nPlanned, atPlannedEnd });
    return { k, ci };
  },
  gstObfBounds: ({ fractions, alpha }) => groupSequentialBounds(fractions, alpha),
  cuped: compareWithCovariate,
  incrementalRevenue: ({ weeks }) => {
    const result = measureIncrementalRevenue(weeks.map(weekArms));
    const { welch: seWelch, pooled: sePooled, safe: seSafe } = result.standardErrors;
    return { ...result, seWelch, sePooled, seSafe, ci95: result.interval, lift: result.uplift };
  },
  'naivePooledDiff (must NOT be used)': naiveAndStratified,
  incrementalityRatio: ({ ma, sa, cov, ...week }) => {
    const attributed = { mean: ma, variance: sa ** 2, covariance: cov };
    const ratio = measureIncrementalityRatio({ ...weekArms(week), attributed });
    const { kappa, standardError: se, mean: posteriorMean, standardDeviation: posteriorSd, interval: ci95 } = ratio;
    return { kappa, se, posteriorMean, posteriorSd, ci95 };
  },
  srmChi2: ({ observed, weights, threshold }) => {
    const check = checkSampleRatio(observed, { weights, threshold });
    return { chi2: check.chiSquare, df: check.degreesOfFreedom, p: check.pValue, mismatch: check.mismatch };
  },
  srmSequential: ({ counts, p, concentration }) => {
    const check = runningSampleRatio(sampleRatioLogBayesFactor(counts, { shares: p, concentration }));
    return { logBF: check.logBayesFactor, p: check.pValue, mismatch: check.mismatch };
  },
  sampleSizeProportion: ({ p, lift, alpha, power }) => ({
    perArm: unitsPerArmForProportion(p, { uplift: lift, alpha, power }),
  }),
  sampleSizeMean: ({ cv, lift, treatedShare, alpha, power }) => ({
    total: totalUnitsForMean({ variation: cv, treatedShare }, { uplift: lift, alpha, power }),
  }),
  mde: ({ cv, total, treatedShare, alpha, power }) => ({
    mde: detectableUplift({ variation: cv, total, treatedShare }, { alpha, power }),
  }),
  minControlForSkew: ({ skew }) => ({ n: unitsForSkew(skew) }),
  holm: ({ p }) => adjustByHolm(p),
  benjaminiHochberg: ({ p }) => adjustByBenjaminiHochberg(p),
  tost: ({ lift, se, delta }) => {
    const { pValue: p, interval, equivalent } = testEquivalence({ uplift: lift, standardError: se }, { margin: delta });
    return { ci90: interval, p, equivalent };
  },
  liftPosterior: ({ lift, se, priorMean, priorSd }) => {
    const prior = { mean: priorMean, standardDeviation: priorSd };
    const posterior = upliftPosterior({ uplift: lift, standardError: se }, { prior });
    return {
      ...posterior,
      sd: posterior.standardDeviation,
      ci95: posterior.interval,
      expectedLossIfShip: posterior.expectedLoss,
    };
  },
  pooledLift: pool,
  betaBinomialRate: ({ x, n, priorMean, priorStrength }) => {
    const prior = { mean: priorMean, strength: priorStrength };
    const { mean, interval } = shrinkRate({ successes: x, n }, { prior });
    return { mean, ci95: interval };
  },
  estimatedLift: ({ opportunities, kappa, kappaSd }) => {
    const rows = opportunities.map(({ p, net, n }: Inputs) => ({ acceptance: p, net, reach: n }));
    const result = estimateUplift(rows, { mean: kappa, standardDeviation: kappaSd });
    return { ...result, ci95: result.interval };
  },
  'ips/snips/dr': ({ rows, vHat }) => {
    const decisions = rows.map(({ reward, pLog, pEval, qHat }: Inputs) => ({
      reward,
      loggedPropensity: pLog,
      evaluatedPropensity: pEval,
      modelReward: qHat,
    }));
    const { doublyRobust: dr, effectiveSize: ess, ips, snips } = evaluateOffPolicy(decisions, { modelValue: vHat });
    return { ips, snips, dr, ess };
  },
  epsilonGreedyPropensity: ({ epsilon, candidates }) => epsilonGreedyPropensity(epsilon, candidates),
  positionIpwCtr: ({ theta, impressions, clicks }) => ({
    ctr: positionClickRates(
      theta.map((attention: number, i: number) => ({ attention, impressions: impressions[i], clicks: clicks[i] })),
    ),
  }),
  interleavingSignTest: (tally) => {
    const { delta, pValue: p } = testInterleaving(tally);
    return { delta, p };
  },
  assignU: ({ salt, unit }) => {
    const u = hashUnit(salt, unit);
    return { u, bucket10000: Math.floor(u * 10_000) };
  },
  legacyMd5Bucket: ({ sessionId }) => ({ bucket: legacyBucket(sessionId) }),
  allocateMinor: ({ total, weights }) => allocateMinor(total, weights),
  businessDay: ({ utc, tz, cutoffHour }) => {
    const day = businessDayAt(Date.parse(utc), { zone: createTimeZone(tz), cutoffMinutes: cutoffHour * 60 });
    return { day, week: isoWeekOf(day), month: day.slice(0, 7) };
  },
  correctClock: ({ occurredAt, sentAt, receivedAt }) => {
    const [occurredAtMs, sentAtMs, receivedAtMs] = [occurredAt, sentAt, receivedAt].map((text) => Date.parse(text));
    const corrected = new Date(correctClock({ occurredAtMs, sentAtMs, receivedAtMs } as Inputs)).toISOString();
    return { corrected: corrected.replace('.000Z', 'Z') };
  },
  verdict: ({ lo, hi, atEnd, srmOk, guard, days }) =>
    judgeTest({ interval: [lo, hi], atEnd, sampleRatioHolds: srmOk, guardrailBroken: guard, days }),
  dailyIncremental: ({ attributedMinor, kappa, kappaSd }) => {
    const { estimate, interval } = attributedToExtra(attributedMinor, { mean: kappa, standardDeviation: kappaSd });
    return { estimate, ci95: interval };
  },
  weeklyHeadline: ({ treatedRevenue, lift, ci }) => {
    const { estimate, interval } = extraRevenue(treatedRevenue, { value: lift, interval: ci });
    return { estimate, ci: interval };
  },
};

function proportionsOf({ x1, n1, x0, n0 }: Inputs) {
  return { treated: { successes: x1, n: n1 }, control: { successes: x0, n: n0 } };
}

function upliftFields(uplift: RelativeUplift | null) {
  const known = uplift as RelativeUplift;
  return { lift: known.uplift, liftSe: known.standardError, liftCi: upliftInterval(known, 0.05) };
}

function compareTwo(row: Inputs) {
  const { statistic, pValue, difference, waldInterval, interval, uplift } = compareProportions(
    proportionsOf(row),
    0.05,
  );
  return { z: statistic, p: pValue, diff: difference, wald: waldInterval, newcombe: interval, ...upliftFields(uplift) };
}

function compareMeans({ m1, s1, n1, m0, s0, n0 }: Inputs) {
  const arms = {
    treated: { n: n1, mean: m1, variance: s1 ** 2 },
    control: { n: n0, mean: m0, variance: s0 ** 2 },
  };
  const result = welchTest(arms, 0.05);
  const errors = safeStandardError(arms);
  const { lift, liftSe, liftCi } = upliftFields(result.uplift);
  return {
    t: result.statistic,
    df: result.degreesOfFreedom,
    p: result.pValue,
    diff: result.difference,
    se: errors.welch,
    ci: result.interval,
    sePooled: errors.pooled,
    seSafe: errors.safe,
    lift,
    liftSe,
    liftCiZ: liftCi,
  };
}

function momentsOfBoth({ control, treated }: Inputs): TwoArms {
  const read = ({ n, sum, sumSq }: Inputs) => momentsOf({ n, sum, sumOfSquares: sumSq });
  return { treated: read(treated), control: read(control) };
}

/** GrowthBook tests the uplift itself with the degrees of freedom of Welch's test. */
function upliftOfMoments(row: Inputs) {
  const { degreesOfFreedom: df, uplift } = welchTest(momentsOfBoth(row), row.alpha);
  const { uplift: lift, standardError: se } = uplift as RelativeUplift;
  const ci = intervalAround(lift, tQuantile(1 - row.alpha / 2, df) * se);
  return { lift, se, ci, p: twoSidedTP(lift / se, df), df };
}

function sequentialUpliftOfMoments(row: Inputs) {
  const arms = momentsOfBoth(row);
  const { uplift: lift, standardError: se } = welchTest(arms, row.alpha).uplift as RelativeUplift;
  const units = arms.treated.n + arms.control.n;
  const options = { alpha: row.alpha, plannedUnits: row.nStar };
  const k = sequenceMultiplier(units, options);
  return { lift, se, k, ci: intervalAround(lift, k * se), p: alwaysValidP({ z: lift / se, units }, options).pValue };
}

function compareOrderValues(row: Inputs) {
  const read = ({ n, R, RR, O, OO, RO }: Inputs) => ({
    n,
    numerator: R,
    denominator: O,
    numeratorSquares: RR,
    denominatorSquares: OO,
    products: RO,
  });
  const result = compareRatios({ treated: read(row.treated), control: read(row.control) }, 0.05);
  return {
    aovT: result.treated.mean,
    aovC: result.control.mean,
    seT: Math.sqrt(result.treated.variance),
    seC: Math.sqrt(result.control.variance),
    diff: result.difference,
    se: result.standardError,
    ci: result.interval,
    z: result.statistic,
    p: result.pValue,
    ...upliftFields(result.uplift),
  };
}

function covariateSums(y: number[], x: number[]): CovariateSums {
  const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
  return {
    n: y.length,
    sumY: total(y),
    sumX: total(x),
    sumYY: total(y.map((value) => value ** 2)),
    sumXX: total(x.map((value) => value ** 2)),
    sumXY: total(y.map((value, i) => value * (x[i] as number))),
  };
}

function compareWithCovariate({ yT, xT, yC, xC }: Inputs) {
  const [treated, control] = [covariateSums(yT, xT), covariateSums(yC, xC)];
  const adjusted = adjustByCovariate({ treated, control });
  const raw = welchTest(
    {
      treated: momentsOf({ n: treated.n, sum: treated.sumY, sumOfSquares: treated.sumYY }),
      control: momentsOf({ n: control.n, sum: control.sumY, sumOfSquares: control.sumYY }),
    },
    0.05,
  );
  const { difference: diff, standardError: se, statistic: z } = welchTest(adjusted, 0.05);
  return { theta: adjusted.theta, diffRaw: raw.difference, seRaw: raw.standardError, diff, se, z };
}

function weekArms({ nT, nC, mT, mC, sT, sC }: Inputs): TwoArms {
  return { treated: { n: nT, mean: mT, variance: sT ** 2 }, control: { n: nC, mean: mC, variance: sC ** 2 } };
}

/** The arms added up over weeks with different shares, which mixes the weeks' levels in, beside the stratified answer. */
function naiveAndStratified({ weeks }: Inputs) {
  const arms: TwoArms[] = weeks.map(weekArms);
  const meanOf = (arm: 'treated' | 'control') => {
    const units = arms.reduce((sum, week) => sum + week[arm].n, 0);
    return arms.reduce((sum, week) => sum + week[arm].n * week[arm].mean, 0) / units;
  };
  const { incremental, treatedUnits } = measureIncrementalRevenue(arms);
  return { diff: meanOf('treated') - meanOf('control'), stratifiedDiffPerTreated: incremental / treatedUnits };
}

function pool({ lift, se, tauFloor }: Inputs) {
  const estimates = lift.map((value: number, i: number) => ({ value, standardError: se[i] }));
  const result = poolUplifts(estimates, { smallestTau: tauFloor });
  return {
    tau2: result.tauSquared,
    mu: result.mean,
    muSe: result.meanStandardError,
    postMean: result.merchants.map((merchant) => merchant.mean),
    postSd: result.merchants.map((merchant) => merchant.standardDeviation),
    tQuantile: result.quantile,
    newMerchantCi95: result.newMerchant.interval,
  };
}
