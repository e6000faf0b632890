import { auditEntrySchema } from '../../contract/accounts.ts';
import { AppError } from '../../contract/error-registry.ts';
import { listInstallationAudit, listStoreAudit } from '../../services/accounts/audit.ts';
import { callerOf, signedInOf } from '../auth.ts';
import { type Api, pageOf, pageQuery, withProblems } from '../route.ts';

const tags = ['audit'];

/** Who did what, newest first. */
export function registerAudit({ app, services }: Api): void {
  const { context } = services;
  app.get(
    '/api/audit',
    {
      config: { access: 'user', role: 'owner' },
      schema: {
        tags,
        summary: 'Who changed what in the store, newest first',
        querystring: pageQuery,
        response: withProblems({ 200: pageOf(auditEntrySchema) }),
      },
    },
    async (request) => listStoreAudit(context, callerOf(request).storeId, request.query),
  );
  app.get(
    '/api/audit/installation',
    {
      config: { access: 'session' },
      schema: {
        tags,
        summary: 'Sign-ins and accounts, newest first (operators)',
        querystring: pageQuery,
        response: withProblems({ 200: pageOf(auditEntrySchema) }),
      },
    },
    async (request) => {
      if (signedInOf(request).operator) return listInstallationAudit(context, request.query);
      throw new AppError('role_too_low', { detail: 'This is for operators of the installation.' });
    },
  );
}
