import { byId } from './shop-page.ts';

/** A region that changes twice in one breath says nothing. */
const PAUSE_MS = 100;
/** Then what was said is gone from the page, so that nobody comes upon it later and takes it for news. */
const SAID_MS = 5_000;

/** Says to those who cannot see it what has happened, also when the same happens again; '' = forget what was said. */
export function openVoice(): (text: string) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const put = (text: string): void => {
    const status = byId('status');
    if (status) status.textContent = text;
  };
  return (text) => {
    clearTimeout(timer);
    put('');
    if (!text) return;
    timer = setTimeout(() => {
      put(text);
      timer = setTimeout(put, SAID_MS, '');
    }, PAUSE_MS);
  };
}
