/** The days that a page is about: the last so many, or from a day to a day. */
export type Period = { readonly days: number } | { readonly from: string; readonly to: string };

const USUAL_DAYS = 30;
const DAY_MS = 86_400_000;
const LAST_DAY = '9999-12-31';

/**
 * The days that an address names; 30 where it names none that can be shown.
 *
 * @example
 * readPeriod({ days: '90' }, 366) // => { days: 90 }
 * readPeriod({ from: '2026-03-01', to: '2026-03-07' }, 366) // => { from: '2026-03-01', to: '2026-03-07' }
 * readPeriod({ from: '2026-03-07', to: '2026-03-01' }, 366) // => { days: 30 }
 * readPeriod({ from: '2026-03-01', to: '2026-03-07' }, 366, { today: '2026-03-06' }) // => { days: 30 }
 */
export function readPeriod(
  { days = null, from = null, to = null }: { days?: string | null; from?: string | null; to?: string | null },
  mostDays: number,
  { today = LAST_DAY }: { readonly today?: string } = {},
): Period {
  const count = countDays(from, to);
  if (from !== null && to !== null && to <= today && count >= 1 && count <= mostDays) return { from, to };
  const wanted = Number(days ?? USUAL_DAYS);
  return { days: Number.isInteger(wanted) && wanted >= 1 && wanted <= mostDays ? wanted : USUAL_DAYS };
}

/**
 * The same as a query of the API has it.
 *
 * @example
 * periodQuery({ from: '2026-03-01', to: '2026-03-07' }) // => 'from=2026-03-01&to=2026-03-07'
 */
export function periodQuery(period: Period): string {
  return 'days' in period ? `days=${period.days}` : `from=${period.from}&to=${period.to}`;
}

/** How many days there are from one to another; below 1 or NaN for what is no span. */
function countDays(from: string | null, to: string | null): number {
  return (Date.parse(to ?? '') - Date.parse(from ?? '')) / DAY_MS + 1;
}
