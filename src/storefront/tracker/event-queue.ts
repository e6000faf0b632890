const SEND_AFTER_MS = 1_000;
const RETRY_AFTER_MS = 30_000;
const MOST_IN_A_BATCH = 50;
const MOST_WAITING = 500;
/** A browser carries at most 64 KiB for a page that is left; half of it leaves room for what is on its way. */
const MOST_BYTES = 32_768;

/** Where events go and what is said with each batch. */
export interface QueueOptions {
  readonly url: string;
  /** What is true of all events of a batch. */
  readonly envelope: () => object;
}

/** Events that wait for their batch. */
export interface EventQueue {
  add(event: object): void;
  /** Sends what waits; `leaving` = the page may be gone in a moment. */
  flush(leaving?: boolean): void;
}

/**
 * Sends events in batches a second after the first, and by `sendBeacon` when the page is hidden or left. Batches are
 * text/plain, so that no preflight is asked; each event keeps its id, so that a batch sent twice counts once.
 */
export function createEventQueue({ url, envelope }: QueueOptions): EventQueue {
  const waiting: object[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSending = false;

  const later = (ms: number): void => {
    timer ??= setTimeout(flush, ms);
  };
  const putBack = (batch: object[]): void => {
    waiting.unshift(...batch);
    waiting.splice(MOST_WAITING);
    later(RETRY_AFTER_MS);
  };
  // One at a time: a browser has no more than 64 KiB under way for all of a page.
  const post = async (batch: object[], body: Blob): Promise<void> => {
    isSending = true;
    try {
      const response = await fetch(url, { method: 'POST', body, keepalive: true, credentials: 'omit' });
      if (response.status === 429 || response.status >= 500) putBack(batch);
      // Until its answer is read, a request counts as under way.
      await response.text();
    } catch {
      putBack(batch);
    }
    isSending = false;
    if (timer === undefined) flush();
  };
  function flush(leaving?: unknown): void {
    clearTimeout(timer);
    timer = undefined;
    while (waiting.length > 0 && (leaving === true || !isSending)) {
      const [batch, body] = takeBatch(waiting, envelope());
      // What the browser does not take as a beacon goes the other way.
      if (leaving !== true || !navigator.sendBeacon(url, body)) post(batch, body);
    }
  }

  addEventListener('pagehide', () => flush(true));
  document.addEventListener('visibilitychange', () => document.hidden && flush(true));
  return {
    flush,
    add: (event) => {
      waiting.push(event);
      waiting.splice(0, waiting.length - MOST_WAITING);
      if (waiting.length >= MOST_IN_A_BATCH) flush();
      else later(SEND_AFTER_MS);
    },
  };
}

/** Takes as many events from the front as fit in one body. */
function takeBatch(waiting: object[], envelope: object): [object[], Blob] {
  for (let count = MOST_IN_A_BATCH; ; count = count >> 1) {
    const events = waiting.slice(0, count);
    const body = new Blob([JSON.stringify({ ...envelope, events })], { type: 'text/plain' });
    if (body.size > MOST_BYTES && count > 1) continue;
    waiting.splice(0, count);
    return [events, body];
  }
}
