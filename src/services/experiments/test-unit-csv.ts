import { AppError } from '../../contract/error-registry.ts';
import type { TestUnit } from '../../engine/experiment/test-units.ts';
import type { ServiceContext } from '../service-context.ts';
import { lastLook, requireExperiment } from './describe-experiment.ts';
import { readStrata } from './read-strata.ts';
import { quoteCell } from './visitor-week-csv.ts';

/** The columns of the export, in their order. */
export const TEST_UNIT_COLUMNS = [
  'version',
  'unit',
  'arm',
  'entered_at',
  'revenue_minor',
  'orders',
  'items',
  'refunded_orders',
  'rating',
  'clicked',
  'dismissed',
  'checked_out',
] as const;

const UNITS_PER_PART = 5000;

/**
 * The units of a test as CSV, in chunks: every figure of its results, but those of failed and slow answers, can be added up
 * from them by hand. They are counted as they stand now; the results of a test that is over are those of its last look.
 *
 * @throws AppError `unknown_experiment`; `experiment_state` before the end of a fixed test, which keeps its figures to itself.
 */
export async function exportTestUnits(
  context: ServiceContext,
  storeId: number,
  id: number,
): Promise<AsyncGenerator<string>> {
  const strata = await context.database.forStore(storeId, async (scope) => {
    const record = await requireExperiment(scope, id);
    const isHidden = record.row.method === 'fixed' && lastLook(record)?.at_end !== true;
    if (isHidden) {
      const name = JSON.stringify(record.row.name);
      throw new AppError('experiment_state', { detail: `The test ${name} keeps its figures to itself until its end.` });
    }
    return readStrata(scope, { record, now: context.clock() });
  });
  return writeParts(strata.flatMap(({ version, found }) => found.units.map((unit) => ({ version, unit }))));
}

async function* writeParts(
  units: readonly { readonly version: number; readonly unit: TestUnit }[],
): AsyncGenerator<string> {
  yield `${TEST_UNIT_COLUMNS.join(',')}\r\n`;
  for (let start = 0; start < units.length; start += UNITS_PER_PART) {
    yield units
      .slice(start, start + UNITS_PER_PART)
      .map(({ version, unit }) => toLine(version, unit))
      .join('');
  }
}

function toLine(version: number, unit: TestUnit): string {
  const { ratings } = unit;
  const rating = ratings.length === 0 ? '' : ratings.reduce((sum, one) => sum + one, 0) / ratings.length;
  const cells = [
    version,
    quoteCell(unit.unit),
    unit.arm,
    new Date(unit.enteredMs).toISOString(),
    unit.revenueMinor,
    unit.orders,
    unit.itemsMilli / 1000,
    unit.refundedOrders,
    rating,
    Number(unit.clicked),
    Number(unit.dismissed),
    unit.checkedOut === null ? '' : Number(unit.checkedOut),
  ];
  return `${cells.join(',')}\r\n`;
}
