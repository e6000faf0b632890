import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Html } from '../../contract/escape-html.ts';
import { sendPacked } from '../encoding.ts';

/** No script and no style but our own files and the two texts in the page; pictures may be the owner's. */
const policyWith = (inline: { script: string; style: string }): string =>
  [
    "default-src 'none'",
    `script-src 'self' ${inline.script}`,
    `style-src 'self' ${inline.style}`,
    "img-src 'self' data: https:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ');

/** A picture opened by itself runs nothing and loads nothing. */
const PICTURE_POLICY = "default-src 'none'; sandbox";

/** A page: packed small, and asked for anew each time, because dishes sell out. `inline` are the sources of its own texts. */
export function sendPage(page: Html, reply: FastifyReply, inline: { script: string; style: string }): FastifyReply {
  reply.headers({
    'content-security-policy': policyWith(inline),
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  });
  return sendPacked(reply.type('text/html; charset=utf-8'), page.text);
}

/** A picture that was drawn: kept for a day, then asked whether it has changed. */
export function sendPicture(svg: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const etag = `"${createHash('sha256').update(svg).digest('base64url').slice(0, 22)}"`;
  reply.headers({
    etag,
    'content-security-policy': PICTURE_POLICY,
    'cache-control': 'public, max-age=86400, stale-while-revalidate=604800',
    'cross-origin-resource-policy': 'cross-origin',
  });
  const known = String(request.headers['if-none-match'] ?? '').split(/\s*,\s*/);
  if (known.some((tag) => tag.replace(/^W\//, '') === etag)) return reply.code(304).send();
  return sendPacked(reply.type('image/svg+xml; charset=utf-8'), svg);
}
