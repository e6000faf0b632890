import { ledgerEntrySchema, ledgerQuerySchema, orderAttributionSchema } from '../../contract/attribution.ts';
import { explainOrder } from '../../services/attribution/explain-order.ts';
import { listLedger } from '../../services/attribution/list-ledger.ts';
import { callerOf } from '../auth.ts';
import { type Api, idParams, pageOf, withProblems } from '../route.ts';

/** What orders owe to recommendations: the ledger, and why a line is or is not in it. */
export function registerAttribution({ app, services }: Api): void {
  const { context } = services;
  app.get(
    '/api/attribution',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['attribution'],
        summary: 'Entries of the ledger, in the order in which they were booked',
        querystring: ledgerQuerySchema,
        response: withProblems({ 200: pageOf(ledgerEntrySchema) }),
      },
    },
    async (request) => listLedger(context, callerOf(request).storeId, request.query),
  );
  app.get(
    '/api/orders/:id/attribution',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['attribution'],
        summary: 'Why each line of an order was or was not credited to a recommendation',
        params: idParams,
        response: withProblems({ 200: orderAttributionSchema }),
      },
    },
    async (request) => explainOrder(context, callerOf(request).storeId, request.params.id),
  );
}
