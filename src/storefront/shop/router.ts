import { byId } from './shop-page.ts';

/** A page that was loaded, ready to be shown. */
interface LoadedPage {
  readonly title: string;
  readonly main: HTMLElement;
}

const FRESH_MS = 20_000;

/**
 * Shows the pages of the shop one after the other in one document, so that the guest's session goes on in memory and
 * nothing has to be stored. Without it, or when a page cannot be fetched, links are ordinary links.
 */
export function startRouter(base: string, onShow: (main: HTMLElement) => void): (url: string) => void {
  const fetched = new Map<string, { page: Promise<LoadedPage | null>; atMs: number }>();
  /** The menu as the guest left it. */
  let menu: { url: string; page: LoadedPage; scrollTop: number } | null = null;
  let shownUrl = location.pathname + location.search;
  let shown = 0;

  const isOurs = (url: URL): boolean =>
    url.origin === location.origin &&
    (url.pathname === base || url.pathname.startsWith(`${base}/`)) &&
    !/\.(svg|pdf)$|\/tables$/.test(url.pathname);

  const fetchPage = (url: string): Promise<LoadedPage | null> => {
    const known = fetched.get(url);
    if (known && performance.now() - known.atMs < FRESH_MS) return known.page;
    const page = loadPage(url).catch(() => null);
    fetched.set(url, { page, atMs: performance.now() });
    return page;
  };

  const show = async (url: string, { scrollTop }: { scrollTop: number | null }): Promise<void> => {
    const own = ++shown;
    const kept = menu?.url === url ? menu : null;
    const page = kept?.page ?? (await fetchPage(url));
    fetched.delete(url);
    if (own !== shown) return;
    if (page === null) return location.assign(url);
    const old = byId('main');
    if (old?.dataset.view === 'menu') {
      menu = { url: shownUrl, page: { title: document.title, main: old }, scrollTop: scrollY };
    }
    shownUrl = url;
    old?.replaceWith(page.main);
    document.title = page.title;
    onShow(page.main);
    scrollTo({ top: scrollTop ?? kept?.scrollTop ?? 0, behavior: 'instant' });
    const heading = page.main.querySelector<HTMLElement>('h1');
    (heading?.tabIndex === -1 ? heading : page.main).focus({ preventScroll: true });
  };

  const go = (url: string): void => {
    const target = new URL(url, location.href);
    if (!isOurs(target)) return location.assign(url);
    history.replaceState({ ...history.state, scrollTop: scrollY }, '');
    const path = target.pathname + target.search;
    history.pushState({}, '', path);
    void show(path, { scrollTop: null });
  };

  history.scrollRestoration = 'manual';
  addEventListener('popstate', (event) => {
    const path = location.pathname + location.search;
    if (path !== shownUrl) void show(path, { scrollTop: Number(event.state?.scrollTop) || 0 });
  });
  document.addEventListener('click', (event) => {
    const link = linkOf(event);
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
      return;
    const url = new URL(link.href);
    if (!isOurs(url) || link.target || (url.hash && url.pathname === location.pathname)) return;
    event.preventDefault();
    go(link.href);
  });
  // A finger that touches a link takes some 100 ms to leave it: the page is on its way by then.
  document.addEventListener('pointerdown', (event) => {
    const link = linkOf(event);
    if (link && isOurs(new URL(link.href)) && !link.hash) {
      const { pathname, search } = new URL(link.href);
      if (menu?.url !== pathname + search) void fetchPage(pathname + search);
    }
  });
  return go;
}

/** The link that was meant, also in the lists of the widget. */
function linkOf(event: Event): HTMLAnchorElement | null {
  const found = event.composedPath().find((one) => one instanceof HTMLAnchorElement && one.href !== '');
  return (found as HTMLAnchorElement | undefined) ?? null;
}

async function loadPage(url: string): Promise<LoadedPage | null> {
  const response = await fetch(url, { headers: { accept: 'text/html' }, signal: AbortSignal.timeout(8_000) });
  if (!response.ok) return null;
  const loaded = new DOMParser().parseFromString(await response.text(), 'text/html');
  const main = loaded.querySelector<HTMLElement>('#main');
  return main && { title: loaded.title, main: document.adoptNode(main) };
}
