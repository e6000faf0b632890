import {
  churnQuerySchema,
  churnSchema,
  customerDataSchema,
  customerDetailSchema,
  customerSchema,
  customersQuerySchema,
  erasedSchema,
  segmentsSchema,
} from '../../contract/customer.ts';
import { listChurn } from '../../services/customers/churn.ts';
import { describeCustomer, exportCustomerData, listCustomers } from '../../services/customers/customers.ts';
import { eraseCustomer } from '../../services/customers/erase-customer.ts';
import { describeSegments } from '../../services/customers/segments.ts';
import { callerOf } from '../auth.ts';
import { type Api, idParams, pageOf, trustedRoute } from '../route.ts';

const tags = ['customers'];

/** /api/customers, /api/segments and /api/churn. */
export function registerCustomers(api: Api): void {
  registerLists(api);
  registerOneCustomer(api);
}

function registerLists({ app, services }: Api): void {
  app.get(
    '/api/customers',
    trustedRoute(pageOf(customerSchema), {
      tags,
      summary: 'Customers, those worth most first',
      querystring: customersQuerySchema,
    }),
    async (request) => listCustomers(services, callerOf(request).storeId, request.query),
  );
  app.get(
    '/api/segments',
    trustedRoute(segmentsSchema, {
      tags,
      summary: 'How many customers are new, repeat, loyal, at risk or lost, and by which rules',
    }),
    async (request) => describeSegments(services, callerOf(request).storeId),
  );
  app.get(
    '/api/churn',
    trustedRoute(churnSchema, {
      tags,
      summary: 'Customers who stay away, each with the right upgrade or favourite',
      querystring: churnQuerySchema,
    }),
    async (request) => listChurn(services, callerOf(request).storeId, request.query),
  );
}

function registerOneCustomer({ app, services }: Api): void {
  app.get(
    '/api/customers/:id',
    trustedRoute(customerDetailSchema, { tags, summary: 'All that the orders say of a customer', params: idParams }),
    async (request) => describeCustomer(services, callerOf(request).storeId, request.params.id),
  );
  app.get(
    '/api/customers/:id/data',
    trustedRoute(customerDataSchema, {
      tags,
      summary: 'All that is held of a person, to be handed over',
      params: idParams,
    }),
    async (request) => exportCustomerData(services, callerOf(request).storeId, request.params.id),
  );
  app.delete(
    '/api/customers/:id',
    {
      ...trustedRoute(erasedSchema, {
        tags,
        summary: 'Erase a person; orders stay without the customer, and no sum moves',
        params: idParams,
      }),
      config: { access: 'secret', audit: 'service' },
    },
    async (request) => {
      const { storeId, actor } = callerOf(request);
      return eraseCustomer(services, storeId, { receipt: request.params.id, actor });
    },
  );
}
