import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Store } from '../contract/catalog.ts';
import { Html, html } from '../contract/escape-html.ts';

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

const STYLE =
  new Html(`:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0;display:grid;min-height:100vh;place-items:center}
main{max-width:26rem;padding:2rem}h1{font-size:1.25rem;line-height:1.35;margin:0 0 1.25rem;overflow-wrap:anywhere}
button{font:inherit;font-weight:600;padding:.75rem 1.25rem;border:0;border-radius:.5rem;background:#0b6b4f;color:#fff;cursor:pointer}
button:focus-visible{outline:3px solid #76c0a3;outline-offset:2px}`);

/** The page behind the link of a mail: one button, no script, nothing that is loaded. Its address is told to nobody. */
export function sendStopPage(reply: FastifyReply, { state, store }: StopPage): FastifyReply {
  const language = store !== null && new Intl.Locale(store.locale).language === 'de' ? 'de' : 'en';
  const words = WORDS[language];
  const nonce = randomBytes(18).toString('base64');
  const name = store?.name ?? '';
  const text = state === 'broken' ? words.broken : words[state](name);
  const page = html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${words.title}</title><link rel="icon" href="data:,"><style nonce="${nonce}">${STYLE}</style></head>
<body><main><h1>${text}</h1>${state === 'asked' ? html`<form method="post"><button>${words.button}</button></form>` : ''}</main></body></html>
`;
  return reply
    .code(state === 'broken' ? 404 : 200)
    .headers({
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
    .type('text/html; charset=utf-8')
    .send(page.text);
}
