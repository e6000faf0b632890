/**
 * The mathematics of Pairwell without a server: learn what is ordered together, and ask what goes with a cart. Nothing
 * here reads a clock, a file or the network; the time is an argument, and the same orders and question always give the
 * same answer.
 *
 * @example
 * const model = new StoreModel(createTimeZone('Europe/London'));
 * const curry = createItem({ id: 1, name: 'Lamb Curry', role: 'main' });
 * const naan = createItem({ id: 2, name: 'Garlic Naan', role: 'side' });
 * const cola = createItem({ id: 3, name: 'Cola', role: 'drink' });
 * model.setCatalog([curry, naan, cola]);
 * [[1, 2], [1, 2, 3], [3]].forEach((basket, i) => {
 *   model.apply({ removed: null, added: createOrder({ orderId: i + 1, basket }) });
 * });
 * const { slots } = recommend(model, createRequest({ placement: 'cart', cart: [1], nowMs: 0 }));
 * slots.map((slot) => model.itemAt(slot.item).name) // => ['Garlic Naan', 'Cola']
 */
export { type Association, type AssociationCounts, measureAssociation } from './basket/association.ts';
export { confidenceLowerBound } from './basket/confidence-bound.ts';
export { companionShare, expectedTogether } from './basket/expected-together.ts';
export type { ItemPair } from './basket/item-pair.ts';
export { PairCounts, type PairCountsOptions } from './basket/pair-counts.ts';
export {
  DEFAULT_GATE,
  type PairGate,
  type PairReportOptions,
  type PairRow,
  QUICK_START_GATE,
  reportPairs,
} from './basket/pair-report.ts';
export { exactPValue, judgePairs, keepBeyondChance, type PairChance } from './basket/pair-significance.ts';
export { type LiftEvidence, type ShrunkLift, shrinkLift, shrunkLiftMean } from './basket/shrunk-lift.ts';
export { type BusinessDayOptions, businessDayAt, businessDayRange } from './calendar/business-day.ts';
export { hourOfWeekAt } from './calendar/hour-of-week.ts';
export { createTimeZone, type LocalDateTime, type TimeZone, type WallClock } from './calendar/time-zone.ts';
export { createItem } from './create-item.ts';
export { createOrder } from './create-order.ts';
export { type PurchaseHistory, readHistory } from './customer/purchase-history.ts';
export {
  type AssignedTest,
  assignUnit,
  type TrafficPlan,
  type UnitAssignment,
  type UnitHash,
} from './experiment/assignment/assign-unit.ts';
export { type ArmMoments, type ArmSums, addSums, momentsOf } from './experiment/compare/arm-moments.ts';
export { compareMetric, type MetricComparison, type MetricKind } from './experiment/compare/compare-metric.ts';
export { compareRatios, type RatioSums, type RatioTest } from './experiment/compare/ratio-metric.ts';
export { type ExperimentLook, type ExperimentResult, evaluateExperiment } from './experiment/evaluate-experiment.ts';
export type { ArmDay, ExperimentMethod, ExperimentPlan, PlannedMetric } from './experiment/experiment-plan.ts';
export {
  evaluateHoldOut,
  type HoldOutArm,
  type HoldOutResult,
  type HoldOutWeek,
} from './experiment/incremental/evaluate-hold-out.ts';
export { type IncrementalRevenue, measureIncrementalRevenue } from './experiment/incremental/incremental-revenue.ts';
export { type PlannedRun, planRun } from './experiment/planning/plan-run.ts';
export { checkSampleRatio, type SampleRatio } from './experiment/validity/sample-ratio.ts';
export { judgeTest, type Resolution, type Verdict, type Winner } from './experiment/verdict.ts';
export { type CatalogItem, type LearningOrder, ROLES, type Role } from './items.ts';
export { type CompleteMealOptions, completeMeal, type MealComplement } from './meal/complement.ts';
export { assignedRole, guessRole, type RoleClue, type RoleGuess } from './meal/role-guess.ts';
export { starterPriceCap } from './meal/starter-price-cap.ts';
export { compareModels } from './model/compare-models.ts';
export { packOrders, SNAPSHOT_FORMAT, unpackOrders } from './model/snapshot.ts';
export { type OrderChange, StoreModel } from './model/store-model.ts';
export { type PopularNowItem, type PopularNowOptions, rankPopularNow } from './popularity/popular-now.ts';
export { rankTrending, type TrendingItem, type TrendingOptions, type TrendingRule } from './popularity/trending.ts';
export { createRequest } from './ranking/create-request.ts';
export type { Gate } from './ranking/eligibility.ts';
export { isNotable, type PairEvidence, readPairEvidence, tellTogether } from './ranking/pair-evidence.ts';
export { type RecommendationList, recommend } from './ranking/recommend.ts';
export type {
  Candidate,
  Level,
  OwnerRule,
  Placement,
  RecommendationRequest,
  RecommendationType,
} from './ranking/request.ts';
