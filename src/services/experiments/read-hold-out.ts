import type { HoldOut, HoldOutRevisionJson } from '../../contract/hold-out.ts';
import { type HoldOutResultRow, type HoldOutRevision, listHoldOutResultPage } from '../../storage/queries/hold-out.ts';
import { foreignCursor, type Page, toPage } from '../paging.ts';
import type { Services } from '../services.ts';
import { describeHoldOut } from './describe-hold-out.ts';
import { settleVisitorWeeks } from './rebuild-weeks.ts';

/** The hold-out up to the store's last order and event. */
export async function readHoldOut(services: Pick<Services, 'context'>, storeId: number): Promise<HoldOut> {
  await settleVisitorWeeks(services.context, storeId);
  return describeHoldOut(services, storeId);
}

/** A page of the revisions of the closed weeks, the oldest first, with the sums that their figures are made of. */
export async function listRevisions(
  { context }: Pick<Services, 'context'>,
  storeId: number,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<HoldOutRevisionJson>> {
  const after = cursor === undefined ? null : readCursor(cursor);
  const rows = await context.database.forStore(storeId, (scope) =>
    listHoldOutResultPage(scope, { after, limit: limit + 1 }),
  );
  return toPage(rows, { limit, tell, cursorOf: ({ iso_week, revision }) => `${iso_week}_${revision}` });
}

function readCursor(cursor: string): HoldOutRevision {
  const [, isoWeek, revision] = /^(\d{4}-W\d{2})_(\d{1,9})$/.exec(cursor) ?? [];
  if (isoWeek === undefined) throw foreignCursor(cursor);
  return { isoWeek, revision: Number(revision) };
}

function tell(row: HoldOutResultRow): HoldOutRevisionJson {
  return {
    week: row.iso_week,
    revision: row.revision,
    computed_at: row.computed_at.toISOString(),
    method: row.method,
    method_version: row.method_version,
    figures: row.figures,
  };
}
