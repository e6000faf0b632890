import { byId } from './shop-page.ts';

/** A page that was loaded, ready to be shown. */
interface LoadedPage {
  readonly title: string;
  readonly main: HTMLElement;
}

/** The menu as the guest left it. */
interface KeptMenu {
  readonly url: string;
  readonly page: LoadedPage;
  readonly scrollTop: number;
  readonly atMs: number;
}

/** Asks for what changes between two pages alone. */
export const PART = { accept: 'text/html', 'pairwell-part': 'main' };

const FRESH_MS = 20_000;
/** For so long the menu is shown again as it was; after that dishes may have sold out. */
const KEPT_MS = 60_000;

/**
 * Shows the pages of the shop one after the other in one document, so that the guest's session goes on in memory and
 * nothing has to be stored. Without it, or when a page cannot be fetched, links are ordinary links. Returns what goes to
 * a page.
 */
export function startRouter(base: string, onShow: (main: HTMLElement) => void): (url: string) => void {
  const router = new Router(base, onShow);
  history.scrollRestoration = 'manual';
  addEventListener('popstate', (event) => router.goBack(Number(event.state?.scrollTop) || 0));
  document.addEventListener('click', (event) => {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const link = linkOf(event);
    if (!link || event.defaultPrevented || !isPlain || !router.mayShow(link)) return;
    event.preventDefault();
    router.go(link.href);
  });
  // A finger that touches a link takes some 100 ms to leave it: the page is on its way by then.
  document.addEventListener('pointerdown', (event) => {
    const link = linkOf(event);
    if (link && router.mayShow(link)) router.fetchAhead(pathOf(link));
  });
  return (url) => router.go(url);
}

class Router {
  readonly #base: string;
  readonly #onShow: (main: HTMLElement) => void;
  readonly #fetched = new Map<string, { page: Promise<LoadedPage | null>; atMs: number }>();
  #menu: KeptMenu | null = null;
  #shownUrl = pathOf(location);
  #calls = 0;

  constructor(base: string, onShow: (main: HTMLElement) => void) {
    this.#base = base;
    this.#onShow = onShow;
  }

  /** Whether a link leads to a page of the shop that is shown in this document. Pages of the staff are documents of their own. */
  mayShow(link: HTMLAnchorElement): boolean {
    const isHere = link.hash && link.pathname === location.pathname;
    return !link.target && !isHere && this.#isOurs(link) && this.#isOurs(new URL(location.href));
  }

  go(url: string): void {
    const target = new URL(url, location.href);
    if (!this.#isOurs(target)) {
      location.assign(url);
      return;
    }
    history.replaceState({ ...history.state, scrollTop: scrollY }, '');
    history.pushState({}, '', pathOf(target));
    void this.#show(pathOf(target), null);
  }

  goBack(scrollTop: number): void {
    const path = pathOf(location);
    if (path !== this.#shownUrl) void this.#show(path, scrollTop);
  }

  fetchAhead(path: string): void {
    if (!this.#keptMenu(path)) void this.#fetchPage(path);
  }

  #keptMenu(path: string): KeptMenu | null {
    const kept = this.#menu;
    return kept?.url === path && performance.now() - kept.atMs < KEPT_MS ? kept : null;
  }

  #isOurs({ origin, pathname }: URL | HTMLAnchorElement): boolean {
    const isInside = pathname === this.#base || pathname.startsWith(`${this.#base}/`);
    return origin === location.origin && isInside && !/\.(svg|pdf)$|\/(tables|staff)$/.test(pathname);
  }

  #fetchPage(path: string): Promise<LoadedPage | null> {
    const known = this.#fetched.get(path);
    if (known && performance.now() - known.atMs < FRESH_MS) return known.page;
    const page = loadPage(path).catch(() => null);
    this.#fetched.set(path, { page, atMs: performance.now() });
    return page;
  }

  async #show(path: string, scrollTop: number | null): Promise<void> {
    const own = ++this.#calls;
    const kept = this.#keptMenu(path);
    const page = kept?.page ?? (await this.#fetchPage(path));
    this.#fetched.delete(path);
    if (own !== this.#calls) return;
    if (page === null) {
      location.assign(path);
      return;
    }
    this.#replace(page);
    this.#shownUrl = path;
    this.#onShow(page.main);
    scrollTo({ top: scrollTop ?? kept?.scrollTop ?? 0, behavior: 'instant' });
    const heading = page.main.querySelector<HTMLElement>('h1');
    (heading?.tabIndex === -1 ? heading : page.main).focus({ preventScroll: true });
  }

  #replace(page: LoadedPage): void {
    const old = byId('main');
    if (old?.dataset.view === 'menu') {
      this.#menu = {
        url: this.#shownUrl,
        page: { title: document.title, main: old },
        scrollTop: scrollY,
        atMs: performance.now(),
      };
    }
    old?.replaceWith(page.main);
    document.title = page.title;
  }
}

function pathOf({ pathname, search }: { pathname: string; search: string }): string {
  return pathname + search;
}

/** The link that was meant, also in the lists of the widget. */
function linkOf(event: Event): HTMLAnchorElement | null {
  const found = event.composedPath().find((one) => one instanceof HTMLAnchorElement && one.href !== '');
  return (found as HTMLAnchorElement | undefined) ?? null;
}

async function loadPage(path: string): Promise<LoadedPage | null> {
  const response = await fetch(path, { headers: PART, signal: AbortSignal.timeout(8_000) });
  if (!response.ok) return null;
  const loaded = new DOMParser().parseFromString(await response.text(), 'text/html');
  const main = loaded.querySelector<HTMLElement>('#main');
  return main && { title: loaded.title, main: document.adoptNode(main) };
}
