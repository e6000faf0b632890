import { byId, tellPairwell } from './shop-page.ts';

const PLACE = 'shop.consent';

/** Says what the guest answered before, so that it holds from the first event on. */
export function tellKnownConsent(): void {
  const known = isRefused() ? null : readChoice();
  if (known !== null) tellPairwell('consent', known);
}

/**
 * Asks once whether the guest may be known again, and keeps the answer, which is all that is stored after a no. A
 * browser that says no by Global Privacy Control is not asked.
 */
export function startConsent(): void {
  const bar = byId('consent');
  const reopen = byId('privacy');
  if (!bar || !reopen) return;
  if (isRefused()) return;
  const known = readChoice();
  bar.hidden = known !== null;
  reopen.hidden = known === null;
  bar.addEventListener('click', (event) => {
    const choice = (event.target as Element).closest<HTMLElement>('[data-consent]')?.dataset.consent;
    if (choice === undefined) return;
    keepChoice(choice);
    tellPairwell('consent', choice);
    bar.hidden = true;
    reopen.hidden = false;
    // The bar is gone: the focus goes on from the page, which stays where it is.
    byId('main')?.focus({ preventScroll: true });
  });
  reopen.addEventListener('click', () => {
    bar.hidden = false;
    reopen.hidden = true;
    bar.querySelector('button')?.focus();
  });
}

/** By Global Privacy Control. */
function isRefused(): boolean {
  return (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true;
}

function readChoice(): string | null {
  try {
    return localStorage.getItem(PLACE);
  } catch {
    return null;
  }
}

function keepChoice(choice: string): void {
  try {
    localStorage.setItem(PLACE, choice);
  } catch {}
}
