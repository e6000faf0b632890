import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  invitationSchema,
  memberInputSchema,
  memberPatchSchema,
  memberSchema,
  newInvitationSchema,
} from '../../contract/accounts.ts';
import { invite, listInvitations, withdrawInvitation } from '../../services/accounts/invitations.ts';
import { addMember, type ChangedBy, changeRole, listMembers, removeMember } from '../../services/accounts/members.ts';
import { callerOf, personOf } from '../auth.ts';
import { numberParams, withProblems } from '../route.ts';
import type { AccountsApi } from './session.ts';

const tags = ['accounts'];

/** The people of a store, and those who are invited. */
export function registerMembers(api: AccountsApi): void {
  registerReading(api);
  registerChanges(api);
  registerInvitations(api);
}

function registerReading({ app, services }: AccountsApi): void {
  app.get(
    '/api/users',
    {
      config: { access: 'user', role: 'owner' },
      schema: {
        tags,
        summary: 'The people of the store',
        response: withProblems({ 200: z.object({ data: z.array(memberSchema) }) }),
      },
    },
    async (request) => ({ data: await listMembers(services.context, callerOf(request).storeId) }),
  );
  app.get(
    '/api/invitations',
    {
      config: { access: 'user', role: 'owner' },
      schema: {
        tags,
        summary: 'Invitations that wait',
        response: withProblems({ 200: z.object({ data: z.array(invitationSchema) }) }),
      },
    },
    async (request) => ({ data: await listInvitations(services.context, callerOf(request).storeId) }),
  );
}

function registerChanges({ app, services }: AccountsApi): void {
  const { context } = services;
  app.post(
    '/api/users',
    {
      config: { access: 'user', role: 'operator', audit: 'service' },
      schema: {
        tags,
        summary: 'Give an account that there is a role in the store (operators; owners invite)',
        body: memberInputSchema,
        response: withProblems({ 201: memberSchema }),
      },
    },
    async (request, reply) => {
      const added = { ...request.body, by: changedBy(request) };
      return reply.code(201).send(await addMember(context, callerOf(request).storeId, added));
    },
  );
  app.patch(
    '/api/users/:id',
    {
      config: { access: 'user', role: 'owner', audit: 'service' },
      schema: {
        tags,
        summary: 'Change the role of a person, who has to sign in again',
        params: numberParams,
        body: memberPatchSchema,
        response: withProblems({ 200: memberSchema }),
      },
    },
    async (request) => {
      const change = { userId: request.params.id, role: request.body.role, by: changedBy(request) };
      return changeRole(context, callerOf(request).storeId, change);
    },
  );
  app.delete(
    '/api/users/:id',
    {
      config: { access: 'user', role: 'owner', audit: 'service' },
      schema: {
        tags,
        summary: 'Take a person out of the store',
        params: numberParams,
        response: withProblems({ 204: z.undefined() }),
      },
    },
    async (request, reply) => {
      const removal = { userId: request.params.id, by: changedBy(request) };
      await removeMember(context, callerOf(request).storeId, removal);
      return reply.code(204).send();
    },
  );
}

function registerInvitations({ app, services, publicUrl, basePath }: AccountsApi): void {
  const { context } = services;
  app.post(
    '/api/invitations',
    {
      config: { access: 'user', role: 'owner', audit: 'service' },
      schema: {
        tags,
        summary: 'Invite a person: the answer holds the link, which works once',
        body: memberInputSchema,
        response: withProblems({ 201: newInvitationSchema }),
      },
    },
    async (request, reply) => {
      const { storeId, actor } = callerOf(request);
      const { token, invitation } = await invite(context, storeId, { ...request.body, actor });
      const root = URL.canParse(publicUrl)
        ? publicUrl.replace(/\/+$/, '')
        : `${request.protocol}://${request.host}${basePath}`;
      return reply.code(201).send({ ...invitation, token, link: `${root}/dashboard/invitation?token=${token}` });
    },
  );
  app.delete(
    '/api/invitations/:id',
    {
      config: { access: 'user', role: 'owner', audit: 'service' },
      schema: {
        tags,
        summary: 'Take an invitation back',
        params: numberParams,
        response: withProblems({ 204: z.undefined() }),
      },
    },
    async (request, reply) => {
      const { storeId, actor } = callerOf(request);
      await withdrawInvitation(context, storeId, { id: request.params.id, actor });
      return reply.code(204).send();
    },
  );
}

function changedBy(request: FastifyRequest): ChangedBy {
  const { actor, role } = personOf(request);
  return { actor, role };
}
