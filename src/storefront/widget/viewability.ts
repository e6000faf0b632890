const SEEN_AFTER_MS = 1_000;
/** The display rule of the Media Rating Council: half of it, or 30 % of what is larger than this many pixels. */
const LARGE_PIXELS = 242_500;
const SHARE = 0.5;
const LARGE_SHARE = 0.3;
/** The browser's fractions are rounded. */
const TOLERANCE = 0.001;

interface Watched {
  readonly onSeen: () => void;
  inView: boolean;
  timer?: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Calls back once for each element, when enough of it was in view for a whole second without a break in a tab that has
 * the focus. A tab that loses the focus starts the second anew.
 */
export function createViewability(): (element: Element, onSeen: () => void) => void {
  const watched = new Map<Element, Watched>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const one = watched.get(entry.target);
        if (one) one.inView = isInView(entry);
      }
      restart();
    },
    { threshold: [0, LARGE_SHARE, SHARE] },
  );
  function restart(): void {
    const hasFocus = document.visibilityState === 'visible' && document.hasFocus();
    for (const [element, one] of watched) {
      const counts = hasFocus && one.inView && element.isConnected;
      if (!counts) {
        clearTimeout(one.timer);
        one.timer = undefined;
        if (!element.isConnected) drop(element);
      } else one.timer ??= setTimeout(() => see(element, one), SEEN_AFTER_MS);
    }
  }
  function see(element: Element, one: Watched): void {
    drop(element);
    one.onSeen();
  }
  function drop(element: Element): void {
    watched.delete(element);
    observer.unobserve(element);
  }

  for (const name of ['focus', 'blur', 'pageshow']) addEventListener(name, restart);
  document.addEventListener('visibilitychange', restart);
  return (element, onSeen) => {
    watched.set(element, { onSeen, inView: false });
    observer.observe(element);
  };
}

function isInView({ isIntersecting, intersectionRatio, boundingClientRect }: IntersectionObserverEntry): boolean {
  const isLarge = boundingClientRect.width * boundingClientRect.height > LARGE_PIXELS;
  return isIntersecting && intersectionRatio >= (isLarge ? LARGE_SHARE : SHARE) - TOLERANCE;
}
