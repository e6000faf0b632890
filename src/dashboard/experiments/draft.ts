import type { ArmSettings, Experiment, NewExperiment } from '../../contract/experiment.ts';
import type { Wanted } from './wanted.ts';

/** Where a test can run. */
export const PLACEMENTS = ['menu', 'item', 'cart', 'home', 'email', 'api'] as const;
/** How a test can end. */
export const METHODS: readonly Experiment['method'][] = ['hybrid', 'fixed', 'always_valid'];
/** Lengths of a test, in whole weeks. */
export const WEEKS = [2, 3, 4, 5, 6, 7, 8] as const;
/** What a side can be ranked by. */
export const ALGORITHMS = [
  'v1',
  'frequently-together',
  'category-popular',
  'complement',
  'trending',
  'personalized',
  'similar-items',
  'upsell',
] as const;

/** One side of a test while it is written; null = as the store has it. */
export interface ArmDraft {
  readonly algorithm: (typeof ALGORITHMS)[number];
  readonly limit: number | null;
  readonly leastConfidencePercent: number | null;
  readonly order: NonNullable<ArmSettings['order']>;
  readonly diversity: number | null;
  readonly marginDial: number | null;
}

/** A test while it is written. */
export interface TestDraft {
  readonly name: string;
  readonly description: string;
  readonly control: ArmDraft;
  readonly variant: ArmDraft;
  readonly placements: readonly (typeof PLACEMENTS)[number][];
  readonly wanted: Wanted;
  readonly method: Experiment['method'];
  readonly weeks: number;
  /** "2026-11-23", or '' = started by hand. */
  readonly startDate: string;
}

const AS_STORE: ArmDraft = {
  algorithm: 'v1',
  limit: null,
  leastConfidencePercent: null,
  order: 'ranked',
  diversity: null,
  marginDial: null,
};

/** A test before anything is written. */
export const FIRST_DRAFT: TestDraft = {
  name: '',
  description: '',
  control: AS_STORE,
  variant: AS_STORE,
  placements: [],
  wanted: { metric: 'revenue_per_visitor', upliftPercent: 10, splitPercent: 50 },
  method: 'hybrid',
  weeks: 4,
  startDate: '',
};

/** True when both sides would show the same: such a test finds nothing. */
export function isSameOnBothSides({ control, variant }: Pick<TestDraft, 'control' | 'variant'>): boolean {
  return JSON.stringify(control) === JSON.stringify(variant);
}

/** The draft as the server takes it: what is as the store has it is left out. */
export function toNewExperiment(draft: TestDraft): NewExperiment {
  const { name, description, control, variant, placements, wanted, method, weeks, startDate } = draft;
  return {
    name: name.trim(),
    description,
    control_algorithm: control.algorithm,
    variant_algorithm: variant.algorithm,
    control_settings: toSettings(control),
    variant_settings: toSettings(variant),
    placements: [...placements],
    layer: null,
    traffic_split: wanted.splitPercent,
    method,
    primary_metric: wanted.metric,
    wanted_uplift: wanted.upliftPercent / 100,
    planned_days: weeks * 7,
    start_date: startDate === '' ? null : startDate,
  };
}

function toSettings({ limit, leastConfidencePercent, order, diversity, marginDial }: ArmDraft): ArmSettings {
  return {
    ...(limit === null ? {} : { limit }),
    ...(leastConfidencePercent === null ? {} : { min_confidence: leastConfidencePercent / 100 }),
    ...(order === 'ranked' ? {} : { order }),
    ...(diversity === null ? {} : { diversity }),
    ...(marginDial === null ? {} : { margin_dial: marginDial }),
  };
}
