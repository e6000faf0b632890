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
import { type Api, idParams, pageOf, withProblems } from '../route.ts';

const TAGS = ['customers'];

/** /api/customers, /api/segments and /api/churn. */
export function registerCustomers(api: Api): void {
  registerLists(api);
  registerOneCustomer(api);
}

function registerLists({ app, services }: Api): void {
  app.get(
    '/api/customers',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'Customers, those worth most first',
        querystring: customersQuerySchema,
        response: withProblems({ 200: pageOf(customerSchema) }),
      },
    },
    async (request) => listCustomers(services, callerOf(request).storeId, request.query),
  );
  app.get(
    '/api/segments',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'How many customers are new, repeat, loyal, at risk or lost, and by which rules',
        response: withProblems({ 200: segmentsSchema }),
      },
    },
    async (request) => describeSegments(services, callerOf(request).storeId),
  );
  app.get(
    '/api/churn',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'Customers who stay away, each with the right upgrade or favourite',
        querystring: churnQuerySchema,
        response: withProblems({ 200: churnSchema }),
      },
    },
    async (request) => listChurn(services, callerOf(request).storeId, request.query),
  );
}

function registerOneCustomer({ app, services }: Api): void {
  app.get(
    '/api/customers/:id',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'All that the orders say of a customer',
        params: idParams,
        response: withProblems({ 200: customerDetailSchema }),
      },
    },
    async (request) => describeCustomer(services, callerOf(request).storeId, request.params.id),
  );
  app.get(
    '/api/customers/:id/data',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'All that is held of a person, to be handed over',
        params: idParams,
        response: withProblems({ 200: customerDataSchema }),
      },
    },
    async (request) => exportCustomerData(services, callerOf(request).storeId, request.params.id),
  );
  app.delete(
    '/api/customers/:id',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'Erase a person; orders stay without the customer, and no sum moves',
        params: idParams,
        response: withProblems({ 200: erasedSchema }),
      },
    },
    async (request) => eraseCustomer(services, callerOf(request).storeId, request.params.id),
  );
}
