import type { Page } from 'playwright-core';

/**
 * Leads a page of a store's dashboard to another one without loading it again, as "back" and "forward" do. On the way
 * nothing stays of the page before, so that what is waited for is the new one's.
 */
export async function turnTo(page: Page, address: string): Promise<void> {
  const lead = (to: string) =>
    page.evaluate((path) => {
      history.pushState(null, '', path);
      dispatchEvent(new PopStateEvent('popstate', { state: null }));
    }, to);
  await lead(address.replace(/(?<=\/s\/[^/]+\/).*/, 'nowhere'));
  await page.getByText('There is no such page.').waitFor();
  await lead(address);
}
