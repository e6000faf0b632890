import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { AppError } from '../../contract/error-registry.ts';
import { type DashboardFiles, readDashboardFiles } from '../dashboard-files.ts';
import { chooseEncoding } from '../encoding.ts';
import type { Api } from '../route.ts';

const YEAR = 'public, max-age=31536000, immutable';

/** Addresses that people know the page of customers by. */
const CUSTOMER_PAGES = ['/admin/recommendations', '/dashboard/recommendations'];

/**
 * The dashboard: one page for every address below /dashboard, its assets, and the addresses that lead into it. The page holds
 * no data: what it shows it asks of the API, as whoever is signed in.
 */
export function registerDashboard({ app }: Pick<Api, 'app'>, { basePath }: { basePath: string }): void {
  let files: DashboardFiles | null = null;
  const read = (): DashboardFiles => {
    files ??= readDashboardFiles({ basePath });
    if (files !== null) return files;
    throw new AppError('not_found', {
      detail: 'The dashboard has not been built.',
      hint: 'Run `npm run build:browser` once; `npm run demo` and `npm run build` do it too.',
    });
  };
  const options = { config: { access: 'public' as const }, schema: { hide: true } };
  for (const address of ['/dashboard', '/dashboard/*']) {
    app.get(address, options, (_request, reply) => sendPage(reply, read().page));
  }
  app.get<{ Params: { name: string } }>('/dashboard/assets/:name', options, (request, reply) => {
    const asset = read().assets.get(request.params.name);
    if (asset === undefined) {
      throw new AppError('not_found', {
        detail: 'There is no such file of the dashboard in this release.',
        hint: 'Load the page again.',
      });
    }
    const encoding = chooseEncoding(request.headers['accept-encoding']);
    if (encoding !== 'identity') reply.header('content-encoding', encoding);
    return reply
      .headers({ 'cache-control': YEAR, vary: 'accept-encoding' })
      .type(asset.type)
      .send(asset.bodies[encoding]);
  });
  for (const address of CUSTOMER_PAGES) {
    app.get(address, options, (_request, reply) => reply.redirect(`${basePath}/dashboard/customers`, 302));
  }
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(18).toString('base64');
  return reply
    .headers({ 'content-security-policy': policyWith(nonce), 'cache-control': 'no-store' })
    .type('text/html; charset=utf-8')
    .send(page.replace('name="pairwell-nonce" content=""', `name="pairwell-nonce" content="${nonce}"`));
}

/**
 * Nothing but our own files and our own API: no script in the page, no other host. The components write a few
 * style elements (the colours of the theme), which carry the nonce of this answer.
 */
function policyWith(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    // The weekly mail is shown in a frame: a page of the API, with a policy of its own.
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join(';');
}
