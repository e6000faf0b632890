import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions, Spec } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface WindowWithAxe {
  readonly axe?: { configure(spec: Spec): void; run(options: RunOptions): Promise<AxeResults> };
}

/** What of a page is looked at. */
export interface AxeOptions {
  /** Where contrast is measured, the half of the work: everywhere, unless told. '' = nowhere, all of it was measured before. */
  readonly contrastOf?: string;
}

/** A dialog and what is in it: what lies behind it was measured before it opened. */
export const DIALOG = '[role=dialog], [role=dialog] *';

/**
 * Holds a page against every rule of axe, also those that are only good practice; each violation with its place. Axe
 * looks for the place of violations alone: naming every element that passes takes four times as long as all its rules.
 */
export async function violationsOf(page: Page, { contrastOf = '*' }: AxeOptions = {}): Promise<string[]> {
  const isThere = await page.evaluate(() => (window as typeof window & WindowWithAxe).axe !== undefined);
  if (!isThere) await page.evaluate(AXE);
  const found = await page.evaluate(async (selector) => {
    const { axe } = window as typeof window & WindowWithAxe;
    axe?.configure({ rules: [{ id: 'color-contrast', selector: selector || '*', enabled: selector !== '' }] });
    const results = await axe?.run({ resultTypes: ['violations'] });
    return results && { violations: results.violations, rulesPassed: results.passes.length };
  }, contrastOf);
  expect(found?.rulesPassed).toBeGreaterThan(15);
  return (found?.violations ?? []).flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
  );
}
