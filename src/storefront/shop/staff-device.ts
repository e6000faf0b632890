import type { ShopFacts } from './shop-page.ts';

/** Where the tracker looks whether a device is one of the staff's. */
const PLACE = 'pairwell.staff';

/**
 * `?staff=on`, and signing in as somebody of the store, mark this device as one of the staff's, `?staff=off` takes the mark
 * away: what happens on it is kept apart and counted nowhere. The foot of every page says so. Called before the page is read
 * to its end, so that the first question for suggestions knows of it.
 */
export function markStaffDevice({ staff }: Pick<ShopFacts, 'staff'>): void {
  try {
    const wanted = new URLSearchParams(location.search).get('staff');
    if (staff || wanted === 'on') localStorage.setItem(PLACE, '1');
    else if (wanted === 'off') localStorage.removeItem(PLACE);
    if (localStorage.getItem(PLACE) === null) return;
    document.addEventListener('DOMContentLoaded', () => {
      const words = document.createElement('p');
      words.textContent = 'A device of the staff: nothing on it is counted.';
      document.querySelector('.foot')?.append(words);
    });
  } catch {}
}
