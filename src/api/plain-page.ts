import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Html, html } from '../contract/escape-html.ts';

/** A page of a few words. */
export interface PlainPage {
  readonly status: number;
  readonly language: string;
  /** What the window is called. */
  readonly title: string;
  readonly heading: string;
  /** What stands below the heading. */
  readonly content: Html | null;
}

const STYLE =
  new Html(`:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0;display:grid;min-height:100vh;place-items:center}
main{max-width:26rem;padding:2rem}h1{font-size:1.25rem;line-height:1.35;margin:0 0 1.25rem;overflow-wrap:anywhere}p{overflow-wrap:anywhere}
button{font:inherit;font-weight:600;padding:.75rem 1.25rem;border:0;border-radius:.5rem;background:#0b6b4f;color:#fff;cursor:pointer}
button:focus-visible{outline:3px solid #76c0a3;outline-offset:2px}`);

/** Sends a page without script that loads nothing. Its address is told to nobody. */
export function sendPlainPage(reply: FastifyReply, page: PlainPage): FastifyReply {
  const { status, language, title, heading, content } = page;
  const nonce = randomBytes(18).toString('base64');
  const whole = html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title><link rel="icon" href="data:,"><style nonce="${nonce}">${STYLE}</style></head>
<body><main><h1>${heading}</h1>${content}</main></body></html>
`;
  return reply
    .code(status)
    .headers({
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
    .type('text/html; charset=utf-8')
    .serializer(String)
    .send(whole.text);
}

/** True for a person who opens an address in a browser: to them words are a page, to a program a document. */
export function isOpenedByPerson({ method, url, headers }: FastifyRequest): boolean {
  const isReading = method === 'GET' || method === 'HEAD';
  return isReading && !url.includes('/api/') && headers.accept?.includes('text/html') === true;
}
