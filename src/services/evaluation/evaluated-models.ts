import { AppError } from '../../contract/error-registry.ts';
import { popularityModel } from '../../engine/evaluation/baselines/popularity-model.ts';
import { seedRulesModel } from '../../engine/evaluation/baselines/seed-rules-model.ts';
import type { EvaluatedModel } from '../../engine/evaluation/evaluated-model.ts';
import { MODEL_FAMILIES } from '../../engine/learning/learn-parameters.ts';
import { scoredModel } from '../../engine/learning/scored-model.ts';
import { type FeatureWeights, featureWeights } from '../../engine/scoring/features.ts';
import type { LearnedHistory } from './evaluation-history.ts';
import { servedModel } from './served-model.ts';
import { teach } from './taught-history.ts';

/** A kind of model that is measured. */
export interface ModelKind {
  /** Its key in reports, and the name of the models it builds. */
  readonly name: string;
  /** For people: "best sellers". */
  readonly label: string;
  /** Whether it is taught: has its weights from the history, which takes its time. */
  readonly isTaught: boolean;
  /** A model that has learned this history. */
  build(learned: LearnedHistory): EvaluatedModel;
}

/** What every other model is compared with. */
export const REFERENCE_MODEL = 'popularity';

/** The family that may use every feature, as the fleet's weights do. */
const ALL_FEATURES = 'stack';

/** Every model that `pairwell evaluate` measures, the simplest first: this is the one place to add another. */
export const MODEL_KINDS: readonly ModelKind[] = [
  {
    name: REFERENCE_MODEL,
    label: 'best sellers',
    isTaught: false,
    build: ({ model, itemCount }) => popularityModel(model.pairs, itemCount),
  },
  {
    name: 'seed_rules',
    label: 'classical rules',
    isTaught: false,
    build: ({ model, itemCount }) => seedRulesModel(model.pairs, itemCount),
  },
  family('log_pool', 'log pool of lifts'),
  family('ease', 'EASE'),
  family('knn', 'similar baskets'),
  family(ALL_FEATURES, 'all of these, weighed'),
  {
    name: 'ranked',
    label: 'Pairwell, ranked',
    isTaught: true,
    build: (learned) => scoredModel(learned.model, { ...teach(learned).parameters, name: 'ranked' }),
  },
  {
    name: 'served',
    label: 'Pairwell, as served',
    isTaught: true,
    build: (learned) => {
      teach(learned);
      return servedModel(learned);
    },
  },
];

/**
 * The kinds with these names, in the usual order; all of them for null.
 *
 * @throws AppError `invalid_request` for a name that there is not.
 */
export function requireModelKinds(names: readonly string[] | null): readonly ModelKind[] {
  if (names === null) return MODEL_KINDS;
  const known = MODEL_KINDS.map((kind) => kind.name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined && names.length > 0) return MODEL_KINDS.filter((kind) => names.includes(kind.name));
  throw new AppError('invalid_request', {
    detail: `--models has ${JSON.stringify(unknown ?? '')}, expected some of ${known.join(', ')}.`,
    hint: 'For instance: --models popularity,served',
  });
}

/**
 * Which of the measured models stands behind `ranked`: the chosen family, `stack` where the fleet's weights serve; where
 * that one is not measured `ranked` or `served`, which follow the choice. Null where none of them is measured.
 */
export function chosenKind(learned: LearnedHistory, kinds: readonly ModelKind[]): string | null {
  if (!kinds.some((kind) => kind.isTaught)) return null;
  const { model } = teach(learned).parameters;
  const family = MODEL_FAMILIES.some((known) => known.name === model) ? model : ALL_FEATURES;
  return [family, 'ranked', 'served'].find((name) => kinds.some((kind) => kind.name === name)) ?? null;
}

/** A model of its own with the weights of one family, fitted on the learning part. */
function family(name: string, label: string): ModelKind {
  return {
    name,
    label,
    isTaught: true,
    build: (learned) =>
      scoredModel(learned.model, { ...teach(learned).fitted.get(name), name, weights: familyWeights(learned, name) }),
  };
}

/** Below the orders that a choice needs there is one set of weights: the fleet's, with those of other families at 0. */
function familyWeights(learned: LearnedHistory, name: string): FeatureWeights {
  const { fitted, parameters } = teach(learned);
  const own = fitted.get(name);
  if (own !== undefined) return own.weights;
  const features = MODEL_FAMILIES.find((known) => known.name === name)?.features ?? [];
  return featureWeights(Object.fromEntries(features.map((feature) => [feature, parameters.weights[feature]])));
}
