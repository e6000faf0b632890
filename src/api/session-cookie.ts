import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StartedSession } from '../services/accounts/sessions.ts';
import type { ServiceContext } from '../services/service-context.ts';

/** `__Host-`: a browser takes it over HTTPS only, for this host only, and no neighbouring host can set it. */
const SECURE_NAME = '__Host-pairwell-session';
const PLAIN_NAME = 'pairwell-session';

/** The cookie that holds a session's token: out of reach of scripts, and never sent from another site. */
export class SessionCookie {
  readonly #context: ServiceContext;
  readonly #isPublicHttps: boolean;
  readonly #plainPath: string;

  constructor(context: ServiceContext, { publicUrl, basePath }: { publicUrl: string; basePath: string }) {
    this.#context = context;
    this.#isPublicHttps = publicUrl.startsWith('https:');
    this.#plainPath = basePath === '' ? '/' : basePath;
  }

  /** The token that the browser sent; null when there is none. */
  read(request: FastifyRequest): string | null {
    return request.cookies[this.#form(request).name] ?? null;
  }

  set(request: FastifyRequest, reply: FastifyReply, { token, expiresAt }: StartedSession): void {
    const { name, ...form } = this.#form(request);
    const maxAge = Math.floor((expiresAt.getTime() - this.#context.clock().getTime()) / 1000);
    reply.setCookie(name, token, { ...form, httpOnly: true, sameSite: 'strict', maxAge });
  }

  clear(request: FastifyRequest, reply: FastifyReply): void {
    const { name, ...form } = this.#form(request);
    reply.clearCookie(name, { ...form, httpOnly: true, sameSite: 'strict' });
  }

  #form(request: FastifyRequest): { name: string; path: string; secure: boolean } {
    const secure = this.#isPublicHttps || request.protocol === 'https';
    return secure ? { name: SECURE_NAME, path: '/', secure } : { name: PLAIN_NAME, path: this.#plainPath, secure };
  }
}
