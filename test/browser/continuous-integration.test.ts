import { expect, it } from 'vitest';
import { findBrowser } from '../support/browser.ts';

it.runIf(process.env.CI)('in continuous integration there is a browser: no browser test is skipped', () => {
  expect(findBrowser()).not.toBeNull();
});
