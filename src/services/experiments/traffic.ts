import type { ArmSettings } from '../../contract/experiment.ts';
import type { AssignedTest } from '../../engine/experiment/assignment/assign-unit.ts';
import type { StoreScope } from '../../storage/database.ts';
import { type ExperimentRecord, listExperiments } from '../../storage/queries/experiments.ts';
import type { ServedArm } from './arm-settings.ts';

/** The two arms of a test. */
export const [CONTROL, VARIANT] = ['control', 'variant'] as const;

/** A test that runs or pauses, as it decides what is served. */
export interface RunningTest extends AssignedTest {
  readonly name: string;
  /** The period of its assignments: each change of the split draws anew. */
  readonly version: number;
  /** Where it runs; empty = everywhere. */
  readonly placements: readonly string[];
  readonly served: { readonly control: ServedArm; readonly variant: ServedArm };
}

/** How a test is called in what was served. */
export function experimentKey(id: number): string {
  return `exp-${id}`;
}

/** The tests of a store that decide what is served, the oldest first. */
export async function readRunningTests(scope: StoreScope): Promise<RunningTest[]> {
  const records = await listExperiments(scope, { statuses: ['running', 'paused'] });
  return records.reverse().flatMap((record) => toRunningTest(record) ?? []);
}

function toRunningTest({ row, versions }: ExperimentRecord): RunningTest | null {
  const version = versions.at(-1);
  if (version === undefined) return null;
  const split = version.traffic_split / 100;
  return {
    key: experimentKey(row.id),
    name: row.name,
    version: version.version,
    salt: version.salt,
    arms: [
      { arm: CONTROL, share: 1 - split },
      { arm: VARIANT, share: split },
    ],
    control: CONTROL,
    paused: row.status === 'paused',
    layer: row.layer === null ? null : { salt: `layer:${row.layer}`, from: row.layer_from, to: row.layer_to },
    placements: row.placements,
    served: {
      control: { algorithm: row.control_algorithm, settings: row.control_settings as ArmSettings },
      variant: { algorithm: row.variant_algorithm, settings: row.variant_settings as ArmSettings },
    },
  };
}
