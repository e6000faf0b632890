import type { FastifyReply } from 'fastify';
import type { Store } from '../contract/catalog.ts';
import { html } from '../contract/escape-html.ts';
import { sendPlainPage } from './plain-page.ts';

/** What the page tells: the question, that it is done, or that the link is none of ours. */
export interface StopPage {
  readonly state: 'asked' | 'stopped' | 'broken';
  readonly store: Store | null;
}

const WORDS = {
  en: {
    title: 'Weekly mail',
    asked: (store: string) => `Stop the weekly mail of ${store}?`,
    button: 'Stop this mail',
    stopped: (store: string) =>
      `You will get no more weekly mails of ${store}. In the dashboard you can switch them on again.`,
    broken: 'This link is not complete. Open it as it stands in the mail.',
  },
  de: {
    title: 'Wochenmail',
    asked: (store: string) => `Die Wochenmail von ${store} abbestellen?`,
    button: 'Diese Mail abbestellen',
    stopped: (store: string) =>
      `Sie erhalten keine Wochenmail von ${store} mehr. Im Dashboard lässt sie sich wieder einschalten.`,
    broken: 'Dieser Link ist nicht vollständig. Öffnen Sie ihn so, wie er in der Mail steht.',
  },
} as const;

/** The page behind the link of a mail: one button. */
export function sendStopPage(reply: FastifyReply, { state, store }: StopPage): FastifyReply {
  const language = store !== null && new Intl.Locale(store.locale).language === 'de' ? 'de' : 'en';
  const words = WORDS[language];
  const text = state === 'broken' ? words.broken : words[state](store?.name ?? '');
  return sendPlainPage(reply, {
    status: state === 'broken' ? 404 : 200,
    language,
    title: words.title,
    heading: text,
    content: state === 'asked' ? html`<form method="post"><button>${words.button}</button></form>` : null,
  });
}
