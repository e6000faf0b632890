const ELEMENT = 'pairwell-recommendations';

/** Name and checksum of the widget that was built with this tracker; put in by the build. */
declare const WIDGET_FILE: string;
declare const WIDGET_INTEGRITY: string;

/**
 * Loads the widget as soon as an element of ours is on the page, now or later. A tracker that was loaded with an
 * integrity check loads the very widget that it was built with, checked too.
 */
export function loadWidget(script: HTMLScriptElement, api: string): void {
  const found = document.getElementsByTagName(ELEMENT);
  reserveSpace();
  const load = (): boolean => {
    if (found.length === 0) return false;
    const widget = document.createElement('script');
    widget.src = api + (script.integrity ? WIDGET_FILE : 'pairwell-widget.js');
    if (script.integrity) widget.integrity = WIDGET_INTEGRITY;
    widget.crossOrigin = 'anonymous';
    if (script.nonce) widget.nonce = script.nonce;
    document.head.append(widget);
    return true;
  };
  if (load()) return;
  const observer = new MutationObserver(() => load() && observer.disconnect());
  observer.observe(document, { childList: true, subtree: true });
}

/** The list's place is kept free before the widget is there. A page whose own style sheet says so too never moves. */
function reserveSpace(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${ELEMENT}:not(:defined){display:block;min-height:var(--pairwell-reserve,14.75rem)}`);
  document.adoptedStyleSheets.push(sheet);
}
