import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Where the pages of people who sign in stand. */
const SIGNED_IN_PAGES = ['/dashboard', '/admin'];

declare module 'fastify' {
  interface FastifyContextConfig {
    /** True for a page that a page of ours shows in a frame: there is nothing in it to be clicked. */
    isFramed?: boolean;
  }
}

/**
 * Answers to people who are signed in, and the pages where they sign in, are shown in no frame, not even in one of ours (but
 * for what is made for it), so that nobody can be made to click through another page. No cache keeps what was answered to a person or to a key.
 */
export function registerSignedInAnswers(app: FastifyInstance, { basePath }: { basePath: string }): void {
  const pages = SIGNED_IN_PAGES.map((page) => `${basePath}${page}`);
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.signedIn || request.caller) keepFromCaches(reply);
    const isFramed = request.routeOptions.config?.isFramed === true;
    if ((request.signedIn || isPage(request, pages)) && !isFramed) keepFromFrames(reply);
    return payload;
  });
}

function isPage(request: FastifyRequest, pages: readonly string[]): boolean {
  const path = request.url.split('?')[0] ?? '';
  return pages.some((page) => path === page || path.startsWith(`${page}/`));
}

function keepFromCaches(reply: FastifyReply): void {
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
}

function keepFromFrames(reply: FastifyReply): void {
  const policy = String(reply.getHeader('content-security-policy') ?? "default-src 'self'");
  const directives = policy.split(';').filter((directive) => !/^\s*frame-ancestors\b/.test(directive));
  reply.header('content-security-policy', [...directives, "frame-ancestors 'none'"].join(';'));
  reply.header('x-frame-options', 'DENY');
}
