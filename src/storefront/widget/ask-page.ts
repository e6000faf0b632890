import type { Answer, StorefrontLink } from '../link.ts';
import { readAnswers } from './read-answer.ts';

const GIVE_UP_AFTER_MS = 3_000;
/** Several changes of a cart in a row are one. */
const CART_SETTLES_MS = 250;

/** What one place of the page asks for; names are those of the wire. */
export interface Question {
  readonly placement: string;
  readonly item?: string | undefined;
  readonly types?: string[] | undefined;
  readonly category?: string | undefined;
  readonly limit?: number | undefined;
}

/** A place of the page: what it wants, and what to do with the answer (null = there is none). */
export interface Asker {
  question(): Question;
  /** What is in the cart, when the page said so on the element. */
  cartIds(): string[] | null;
  take(answer: Answer | null): void;
}

/** Asks for all places of a page in one call. */
export interface PageDesk {
  /** Asks for a place soon, together with every other that asks meanwhile; and again when the cart changes. */
  ask(asker: Asker): void;
  leave(asker: Asker): void;
  /** The guest does not want to see it again in this visit. */
  dismiss(item: string): void;
}

const DISMISSED = 'pairwell.dismissed';

/** The desk of a page. An answer that comes too late, or is none, is an answer of nothing. */
export function createPageDesk(link: StorefrontLink): PageDesk {
  const waiting = new Set<Asker>();
  const rounds = new Map<Asker, number>();
  const dismissed = new Set<string>(recallDismissed());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let round = 0;

  const askNow = async (): Promise<void> => {
    const askers = [...waiting];
    waiting.clear();
    if (askers.length === 0) return;
    round++;
    for (const asker of askers) rounds.set(asker, round);
    const own = round;
    const slots = askers.map((asker) => asker.question());
    const cart = askers.map((asker) => asker.cartIds()).find((ids) => ids !== null) ?? link.cart.ids();
    const answers = await postQuestion(link, { slots, cart, exclude: [...dismissed], ...link.guest() });
    askers.forEach((asker, index) => {
      // Asked again meanwhile, or taken off the page: this answer is old.
      if (rounds.get(asker) !== own) return;
      const answer = answers[index] ?? null;
      if (answer) link.remember(answer);
      try {
        asker.take(answer);
      } catch (error) {
        link.warn(String(error));
      }
    });
  };
  const askSoon = (delayMs: number): void => {
    clearTimeout(timer);
    timer = setTimeout(askNow, delayMs);
  };
  link.cart.onChange(() => {
    for (const asker of rounds.keys()) if (asker.cartIds() === null) waiting.add(asker);
    if (waiting.size > 0) askSoon(CART_SETTLES_MS);
  });
  return {
    ask: (asker) => {
      waiting.add(asker);
      askSoon(0);
    },
    leave: (asker) => {
      waiting.delete(asker);
      rounds.delete(asker);
    },
    dismiss: (item) => {
      dismissed.add(item);
      if (link.guest().consent === 'granted') keepDismissed(dismissed);
    },
  };
}

async function postQuestion(link: StorefrontLink, question: object): Promise<(Answer | null)[]> {
  try {
    const response = await fetch(`${link.api}api/recommendations/batch?key=${encodeURIComponent(link.key)}`, {
      method: 'POST',
      // Plain text needs no preflight; the server reads it as JSON.
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify(question),
      credentials: 'omit',
      signal: AbortSignal.timeout(GIVE_UP_AFTER_MS),
    });
    // The browser itself says so on its console.
    if (!response.ok) return [];
    const answers = readAnswers(await response.json());
    if (answers.includes(null) || answers.length === 0) link.warn('the answer could not be read; nothing is shown.');
    return answers;
  } catch (error) {
    if (!(error instanceof TypeError)) link.warn('no answer in time; nothing is shown.');
    return [];
  }
}

function recallDismissed(): string[] {
  try {
    const ids: unknown = JSON.parse(sessionStorage.getItem(DISMISSED) ?? '[]');
    return Array.isArray(ids) ? ids.map(String) : [];
  } catch {
    return [];
  }
}

function keepDismissed(ids: ReadonlySet<string>): void {
  try {
    sessionStorage.setItem(DISMISSED, JSON.stringify([...ids]));
  } catch {}
}
