import { AppError } from '../../contract/error-registry.ts';
import type { NewExperiment } from '../../contract/experiment.ts';
import { addDays, businessDayAt } from '../../engine/calendar/business-day.ts';
import type { StoreScope } from '../../storage/database.ts';
import { requireStoreRow } from './describe-experiment.ts';
import { calendarOf } from './store-week.ts';

const MOST_DAYS_AHEAD = 366;

/** The control is the store as it is: without offers there would be nothing to compare them with. */
export function requirePlainControl({ control_settings: control }: Partial<NewExperiment>): void {
  if (control?.offer_percent === undefined) return;
  throw new AppError('invalid_request', {
    detail: 'Offers belong to the variant: the control has none.',
    errors: [{ pointer: '/control_settings/offer_percent', message: 'expected none' }],
  });
}

/**
 * A test starts by itself today at the earliest, and within a year: what lies further off is a slip of the pen.
 *
 * @param options.startDate - 'YYYY-MM-DD' of the store's calendar; null = when told to.
 * @throws AppError `invalid_request`
 */
export async function requireStartAhead(
  scope: StoreScope,
  { startDate, now }: { startDate: string | null; now: Date },
): Promise<void> {
  if (startDate === null) return;
  const today = businessDayAt(now.getTime(), calendarOf(await requireStoreRow(scope)));
  const last = addDays(today, MOST_DAYS_AHEAD);
  if (startDate >= today && startDate <= last) return;
  throw new AppError('invalid_request', {
    detail: `start_date is ${startDate}: a test starts between today, ${today}, and ${last}.`,
    errors: [{ pointer: '/start_date', message: `expected a day from ${today} to ${last}` }],
  });
}
