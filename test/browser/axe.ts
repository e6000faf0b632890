import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface WindowWithAxe {
  readonly axe?: { run(options: RunOptions): Promise<AxeResults> };
}

/**
 * Holds a page against every rule of axe, also those that are only good practice; each violation with its place. Axe
 * looks for the place of violations alone: naming every element that passes takes four times as long as all its rules.
 */
export async function violationsOf(page: Page): Promise<string[]> {
  const isThere = await page.evaluate(() => (window as typeof window & WindowWithAxe).axe !== undefined);
  if (!isThere) await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const results = await (window as typeof window & WindowWithAxe).axe?.run({ resultTypes: ['violations'] });
    return results && { violations: results.violations, rulesPassed: results.passes.length };
  });
  expect(found?.rulesPassed).toBeGreaterThan(15);
  return (found?.violations ?? []).flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
  );
}
