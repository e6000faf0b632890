import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../contract/error-registry.ts';
import { type BrowserFile, type BrowserFiles, readBrowserFiles } from '../browser-files.ts';
import { chooseEncoding } from '../encoding.ts';
import type { Api } from '../route.ts';

const YEAR = 'public, max-age=31536000, immutable';
const HOUR = 'public, max-age=3600, stale-while-revalidate=86400';

/** What pages load: the tracker, the widget, their style sheet, and GET /storefront.json with the names of all. */
export function registerStorefront({ app }: Pick<Api, 'app'>): void {
  let files: BrowserFiles | null = null;
  const read = (): BrowserFiles => {
    files ??= readBrowserFiles();
    if (files !== null) return files;
    throw new AppError('not_found', {
      detail: 'The scripts for pages have not been built.',
      hint: 'Run `npm run build:browser` once; `npm run demo` and `npm run build` do it too.',
    });
  };
  const options = { config: { access: 'public' as const }, schema: { hide: true } };
  app.get<{ Params: { rest: string } }>('/pairwell:rest(^[a-z0-9.-]*[.](?:js|css)$)', options, (request, reply) => {
    const file = read().byName.get(`pairwell${request.params.rest}`);
    if (file) return sendFile(file, request, reply);
    throw new AppError('not_found', {
      detail: `There is no pairwell${request.params.rest} in this release.`,
      hint: 'GET /storefront.json names the files of this release.',
    });
  });
  app.get('/storefront.json', options, (_request, reply) => {
    const { manifest } = read();
    reply.header('cache-control', 'no-cache');
    openToAll(reply);
    return manifest;
  });
}

function sendFile(file: BrowserFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  openToAll(reply);
  reply.headers({ etag: file.etag, 'cache-control': file.isVersioned ? YEAR : HOUR, vary: 'accept-encoding' });
  const known = String(request.headers['if-none-match'] ?? '').split(/\s*,\s*/);
  if (known.some((tag) => tag === '*' || tag.replace(/^W\//, '') === file.etag)) return reply.code(304).send();
  const encoding = chooseEncoding(request.headers['accept-encoding']);
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.type(file.type).send(file.bodies[encoding]);
}

/** Any page may load them and check their integrity: they hold no secret and read no cookie. */
function openToAll(reply: FastifyReply): void {
  reply.headers({
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'timing-allow-origin': '*',
  });
}
