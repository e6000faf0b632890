import { makeElement } from './make-element.ts';

/** The fixed parts of a list; cards come and go in `list`. */
export interface ListFrame {
  readonly root: HTMLElement;
  readonly heading: HTMLElement;
  readonly list: HTMLElement;
  /** Says what happened to those who cannot see it. */
  announce(text: string): void;
  /** A fresh point at the top of the list, to be seen in both arms of a test. */
  placeSentinel(): Element;
  setState(state: 'loading' | 'shown' | 'empty'): void;
}

/** Draws the frame of a list. Its height is kept free from the start, so that nothing on the page moves. */
export function drawFrame({ layout, limit, level }: { layout: string; limit: number; level: number }): ListFrame {
  const heading = makeElement('div', {
    part: 'heading',
    attributes: { id: 'heading', role: 'heading', 'aria-level': String(level) },
  });
  const list = makeElement('ul', { part: 'list', attributes: { role: 'list' } });
  const status = makeElement('p', { part: 'status', attributes: { role: 'status' } });
  const skeleton = makeElement('div', {
    part: 'skeleton',
    attributes: { 'aria-hidden': 'true' },
    children: Array.from({ length: Math.min(limit, layout === 'list' ? limit : 3) }, () => makeElement('i')),
  });
  const bar = makeElement('div', { part: 'bar', children: [heading, drawControls(list)] });
  const group = makeElement('div', {
    part: 'group',
    attributes: { role: 'group', 'aria-labelledby': 'heading' },
    children: [bar, list],
  });
  const root = makeElement('div', { part: 'root', children: [status, skeleton, group] });
  root.dataset.layout = layout;
  root.style.setProperty('--pw-rows', String(limit));
  let sentinel = makeElement('i');
  return {
    root,
    heading,
    list,
    announce: (text) => {
      status.textContent = text;
    },
    placeSentinel: () => {
      sentinel.remove();
      sentinel = makeElement('i', { part: 'sentinel', attributes: { 'aria-hidden': 'true' } });
      root.prepend(sentinel);
      return sentinel;
    },
    setState: (state) => {
      root.dataset.state = state;
      if (state === 'empty') giveSpaceBack(root);
      else root.classList.remove('pw-closed');
    },
  };
}

/**
 * Takes the empty place away as soon as nobody sees the page move: while it lies below or above what is in view, or while
 * the tab is hidden. Until then it stays free.
 */
function giveSpaceBack(root: HTMLElement): void {
  const close = (): void => {
    stop();
    if (root.dataset.state !== 'empty') return;
    const height = root.getBoundingClientRect().bottom <= 0 ? root.offsetHeight : 0;
    root.classList.add('pw-closed');
    // Most browsers keep what is in view where it is by themselves.
    if (height > 0 && !CSS.supports('overflow-anchor', 'auto')) scrollBy({ top: -height, behavior: 'instant' });
  };
  const closeHidden = (): void => {
    if (document.hidden) close();
  };
  const observer = new IntersectionObserver((entries) => {
    if (root.dataset.state !== 'empty') stop();
    else if (entries.at(-1)?.isIntersecting === false) close();
  });
  const stop = (): void => {
    observer.disconnect();
    document.removeEventListener('visibilitychange', closeHidden);
  };
  document.addEventListener('visibilitychange', closeHidden);
  observer.observe(root);
  closeHidden();
}

/** Two buttons beside the heading, there when the row is wider than its place. */
function drawControls(list: HTMLElement): HTMLElement {
  const makeButton = (part: string, direction: number): HTMLButtonElement => {
    const label = direction < 0 ? 'Previous suggestions' : 'More suggestions';
    const button = makeElement('button', { part, attributes: { type: 'button', 'aria-label': label } });
    button.addEventListener('click', () => scrollRow(list, direction));
    return button;
  };
  const buttons = [makeButton('previous', -1), makeButton('next', 1)] as const;
  const controls = makeElement('div', { part: 'controls', children: buttons });
  const update = (): void => {
    const hidden = list.scrollWidth - list.clientWidth;
    const at = Math.abs(list.scrollLeft);
    controls.classList.toggle('pw-needed', hidden > 8);
    buttons[0].setAttribute('aria-disabled', String(at < 8));
    buttons[1].setAttribute('aria-disabled', String(at > hidden - 8));
  };
  list.addEventListener('scroll', update, { passive: true });
  new ResizeObserver(update).observe(list);
  new MutationObserver(update).observe(list, { childList: true });
  return controls;
}

function scrollRow(list: HTMLElement, direction: number): void {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const way = getComputedStyle(list).direction === 'rtl' ? -direction : direction;
  list.scrollBy({ left: way * list.clientWidth * 0.8, behavior: isCalm ? 'instant' : 'smooth' });
}
