/**
 * `node scripts/build-browser.ts [--force]`: builds the tracker, the widget, their style sheet and the dashboard into dist/browser. Does
 * nothing when they are newer than their sources.
 */
import { fileURLToPath } from 'node:url';
import { buildBrowser } from './browser/build.ts';

await buildBrowser(fileURLToPath(new URL('..', import.meta.url)), { force: process.argv.includes('--force') });
