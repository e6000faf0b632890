/** Marks the tab of the category that is in view, and keeps it in sight. Returns what ends it. */
export function followTabs(main: HTMLElement): () => void {
  const tabs = [...main.querySelectorAll<HTMLAnchorElement>('.tabs a')];
  const mark = (id: string): void => {
    for (const tab of tabs) {
      const isHere = tab.hash === `#${id}`;
      if (isHere === tab.hasAttribute('aria-current')) continue;
      tab.toggleAttribute('aria-current', isHere);
      if (isHere) tab.setAttribute('aria-current', 'true');
      if (isHere) keepInSight(tab);
    }
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) mark(target.id);
    },
    // A line a quarter down the view: the category that crosses it is the one being read.
    { rootMargin: '-25% 0px -74% 0px' },
  );
  for (const part of main.querySelectorAll('.part')) observer.observe(part);
  return () => observer.disconnect();
}

function keepInSight(tab: HTMLElement): void {
  const row = tab.closest('ul');
  row?.scrollTo({ left: tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2 });
}
