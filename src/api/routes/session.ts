import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  acceptInvitationSchema,
  firstAdminSchema,
  passwordChangeSchema,
  type SignedInAnswer,
  sessionSchema,
  signedInSchema,
  signInSchema,
} from '../../contract/accounts.ts';
import { redeemFirstAdminLink } from '../../services/accounts/first-admin.ts';
import { acceptInvitation } from '../../services/accounts/invitations.ts';
import {
  describeSignedIn,
  listSessions,
  type StartedSession,
  signOut,
  signOutEverywhere,
} from '../../services/accounts/sessions.ts';
import { changePassword, type SignInOrigin, signIn } from '../../services/accounts/sign-in.ts';
import type { Services } from '../../services/services.ts';
import { signedInOf } from '../auth.ts';
import { type Api, withProblems } from '../route.ts';
import { refuseOtherSites, requireSignedIn } from '../session-check.ts';
import type { SessionCookie } from '../session-cookie.ts';

/** What the routes of accounts need beside what every file of routes needs. */
export interface AccountsApi extends Api {
  readonly cookie: SessionCookie;
  /** Address of this installation as people know it; '/' when it is not set. */
  readonly publicUrl: string;
  readonly basePath: string;
}

const tags = ['accounts'];

/** Signing in and out, and what makes an account. */
export function registerSession(api: AccountsApi): void {
  registerSignIn(api);
  registerLinks(api);
  registerOwnSession(api);
  registerOwnSessions(api);
}

function registerSignIn({ app, services, cookie, publicUrl }: AccountsApi): void {
  app.post(
    '/api/session',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'Sign in: sets the session’s cookie',
        body: signInSchema,
        response: withProblems({ 200: signedInSchema }),
      },
    },
    async (request, reply) => {
      refuseOtherSites(request, publicUrl);
      const started = await signIn(services, request.body, originOf(request, cookie));
      return welcome(services, { request, reply, cookie, started });
    },
  );
}

function registerLinks({ app, services, cookie, publicUrl }: AccountsApi): void {
  app.post(
    '/api/first-admin',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'Make the first account, an operator, with the link that the server printed; signs in',
        body: firstAdminSchema,
        response: withProblems({ 201: signedInSchema }),
      },
    },
    async (request, reply) => {
      refuseOtherSites(request, publicUrl);
      const started = await redeemFirstAdminLink(services, request.body);
      return welcome(services, { request, reply: reply.code(201), cookie, started });
    },
  );
  app.post(
    '/api/invitations/accept',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'Accept an invitation, with a new account or the one that there is; signs in',
        body: acceptInvitationSchema,
        response: withProblems({ 201: signedInSchema }),
      },
    },
    async (request, reply) => {
      refuseOtherSites(request, publicUrl);
      const started = await acceptInvitation(services, request.body, originOf(request, cookie));
      return welcome(services, { request, reply: reply.code(201), cookie, started });
    },
  );
}

function registerOwnSession({ app, services, cookie }: AccountsApi): void {
  const { context } = services;
  app.get(
    '/api/session',
    {
      config: { access: 'session' },
      schema: {
        tags,
        summary: 'Who is signed in, with the stores, the roles and the CSRF token',
        response: withProblems({ 200: signedInSchema }),
      },
    },
    async (request) => describeSignedIn(context, signedInOf(request)),
  );
  app.delete(
    '/api/session',
    {
      config: { access: 'session' },
      schema: { tags, summary: 'Sign out', response: withProblems({ 204: z.undefined() }) },
    },
    async (request, reply) => {
      await signOut(context, signedInOf(request));
      cookie.clear(request, reply);
      return reply.code(204).send();
    },
  );
  app.post(
    '/api/password',
    {
      config: { access: 'session' },
      schema: {
        tags,
        summary: 'Change the password: every other session ends, this one gets a new cookie and CSRF token',
        body: passwordChangeSchema,
        response: withProblems({ 200: signedInSchema }),
      },
    },
    async (request, reply) => {
      const change = { ...request.body, address: request.ip };
      const started = await changePassword(services, signedInOf(request), change);
      return welcome(services, { request, reply, cookie, started });
    },
  );
}

function registerOwnSessions({ app, services, cookie }: AccountsApi): void {
  const { context } = services;
  app.get(
    '/api/sessions',
    {
      config: { access: 'session' },
      schema: {
        tags,
        summary: 'Where you are signed in',
        response: withProblems({ 200: z.object({ data: z.array(sessionSchema) }) }),
      },
    },
    async (request) => ({ data: await listSessions(context, signedInOf(request)) }),
  );
  app.delete(
    '/api/sessions',
    {
      config: { access: 'session' },
      schema: { tags, summary: 'Sign out everywhere', response: withProblems({ 204: z.undefined() }) },
    },
    async (request, reply) => {
      await signOutEverywhere(context, signedInOf(request));
      cookie.clear(request, reply);
      return reply.code(204).send();
    },
  );
}

function originOf(request: FastifyRequest, cookie: SessionCookie): SignInOrigin {
  return { address: request.ip, replaces: cookie.read(request) };
}

/** The answer to whoever has just been signed in. */
async function welcome({ context }: Services, { request, reply, cookie, started }: Welcome): Promise<SignedInAnswer> {
  cookie.set(request, reply, started);
  const signedIn = await requireSignedIn(context, started.token);
  request.signedIn = signedIn;
  return describeSignedIn(context, signedIn);
}

interface Welcome {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly cookie: SessionCookie;
  readonly started: StartedSession;
}
