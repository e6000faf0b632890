// tsc copies nothing but programs: the built package gets the migrations and the fonts beside the code that reads them.
import { cpSync } from 'node:fs';

for (const folder of ['storage/migrations', 'services/reports/fonts']) {
  cpSync(new URL(`../src/${folder}`, import.meta.url), new URL(`../dist/${folder}`, import.meta.url), {
    recursive: true,
  });
}
