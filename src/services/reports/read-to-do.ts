import type { Store } from '../../contract/catalog.ts';
import type { ReportToDo } from '../../contract/report.ts';
import { readHome } from '../home/read-home.ts';
import type { Services } from '../services.ts';

/** What is worth doing belongs to no period: it is that of the home page, as of now. */
export async function readToDo(services: Services, store: Store): Promise<ReportToDo[]> {
  const { do_next: next } = await readHome(services, store.id, { days: 7 });
  return next.map(({ kind, items, monthly_minor }) => ({ kind, names: items.map(({ name }) => name), monthly_minor }));
}
