/** `node scripts/check-sizes.ts`: what browsers load, built and packed, against its budget; exit code 1 when one is over. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildBrowser } from './browser/build.ts';
import { measureFirstLoad } from './browser/build-dashboard.ts';

const BUDGETS = { tracker: 3_000, widget: 12_000, style: 4_000, shopScript: 6_000, shopStyle: 4_000 } as const;
const DASHBOARD_BUDGET = 200_000;

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = await buildBrowser(root);
for (const [name, budget] of Object.entries(BUDGETS)) {
  const { file } = manifest[name as keyof typeof BUDGETS];
  const bytes = gzipSync(readFileSync(`${root}/dist/browser/${file}`), { level: 9 }).length;
  console.log(`${file}: ${bytes} bytes packed, of ${budget}`);
  if (bytes > budget) process.exitCode = 1;
}
const firstLoad = measureFirstLoad(`${root}/dist/browser/dashboard`);
console.log(`dashboard, first load: ${firstLoad} bytes packed, of ${DASHBOARD_BUDGET}`);
if (firstLoad > DASHBOARD_BUDGET) process.exitCode = 1;
