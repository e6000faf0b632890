// tsc copies no SQL: the built package gets the migrations beside the code that reads them.
import { cpSync } from 'node:fs';

cpSync(new URL('../src/storage/migrations', import.meta.url), new URL('../dist/storage/migrations', import.meta.url), {
  recursive: true,
});
