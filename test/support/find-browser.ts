/** `node test/support/find-browser.ts`: prints the browser that the tests use; exit code 1 when there is none. */
import { findBrowser } from './browser.ts';

const found = findBrowser();
if (found === null) process.exitCode = 1;
else console.log(found);
