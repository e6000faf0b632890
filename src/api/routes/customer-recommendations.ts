import { Readable } from 'node:stream';
import { z } from 'zod';
import {
  customerRecommendationsQuery,
  customerRecommendationsSchema,
  opportunitiesQuerySchema,
  opportunitiesSchema,
  predictionsSchema,
  productsQuerySchema,
  productsSchema,
  receiptParams,
  recommendationStatsSchema,
} from '../../contract/customer.ts';
import { exportRecommendations } from '../../services/customers/export-recommendations.ts';
import { generateCustomerRecommendations } from '../../services/customers/generate-recommendations.ts';
import { describeRecommendationStats } from '../../services/customers/impact.ts';
import { listOpportunities } from '../../services/customers/opportunities.ts';
import { comparePredictions } from '../../services/customers/predictions.ts';
import { describeProducts } from '../../services/customers/product-performance.ts';
import { callerOf } from '../auth.ts';
import { type Api, withProblems } from '../route.ts';

const TAGS = ['customers'];

/** /api/recommendations/...: what to recommend to known customers, and what came of it. */
export function registerCustomerRecommendations(api: Api): void {
  registerCustomer(api);
  registerReports(api);
  registerExport(api);
}

function registerCustomer({ app, services }: Api): void {
  app.get(
    '/api/recommendations/customer/:receipt',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'What to recommend to a known customer',
        params: receiptParams,
        querystring: customerRecommendationsQuery,
        response: withProblems({ 200: customerRecommendationsSchema }),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const question = { receipt: request.params.receipt, limit: request.query.limit };
      return generateCustomerRecommendations(services, callerOf(request).storeId, question);
    },
  );
  app.get(
    '/api/recommendations/opportunities',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'The 20 customers worth most, each with the next recommendation',
        querystring: opportunitiesQuerySchema,
        response: withProblems({ 200: opportunitiesSchema }),
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return listOpportunities(services, callerOf(request).storeId, request.query);
    },
  );
}

function registerReports({ app, services }: Api): void {
  app.get(
    '/api/recommendations/products',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'Sales of every item, with ?weeks= week by week',
        querystring: productsQuerySchema,
        response: withProblems({ 200: productsSchema }),
      },
    },
    async (request) => describeProducts(services.context, callerOf(request).storeId, request.query),
  );
  app.get(
    '/api/recommendations/stats',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'What recommendations to customers may bring',
        response: withProblems({ 200: recommendationStatsSchema }),
      },
    },
    async (request) => describeRecommendationStats(services, callerOf(request).storeId),
  );
  app.get(
    '/api/recommendations/predictions',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'What was predicted for customers, and what they bought',
        response: withProblems({ 200: predictionsSchema }),
      },
    },
    async (request) => comparePredictions(services, callerOf(request).storeId),
  );
}

function registerExport({ app, services }: Api): void {
  app.get(
    '/api/recommendations/export',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'The recommendations of all customers as a CSV file',
        produces: ['text/csv'],
        response: withProblems({ 200: z.unknown().describe('A CSV file.') }),
      },
    },
    async (request, reply) => {
      const lines = exportRecommendations(services, callerOf(request).storeId);
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="recommendations.csv"')
        .header('cache-control', 'no-store')
        .send(Readable.from(lines));
    },
  );
}
