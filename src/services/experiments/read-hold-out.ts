import type { HoldOut } from '../../contract/hold-out.ts';
import { listHoldOutResults } from '../../storage/queries/hold-out.ts';
import type { Services } from '../services.ts';
import { describeHoldOut } from './describe-hold-out.ts';
import { settleVisitorWeeks } from './rebuild-weeks.ts';

/** The hold-out up to the store's last order and event. */
export async function readHoldOut(services: Pick<Services, 'context'>, storeId: number): Promise<HoldOut> {
  await settleVisitorWeeks(services.context, storeId);
  return describeHoldOut(services, storeId);
}

/** Every revision of every closed week, with the sums that its figures are made of. */
export async function listRevisions({ context }: Pick<Services, 'context'>, storeId: number) {
  const rows = await context.database.forStore(storeId, listHoldOutResults);
  return {
    data: rows.map((row) => ({
      week: row.iso_week,
      revision: row.revision,
      computed_at: row.computed_at.toISOString(),
      method: row.method,
      method_version: row.method_version,
      figures: row.figures as unknown,
    })),
  };
}
