import { z } from 'zod';
import {
  customerRecommendationsQuery,
  customerRecommendationsSchema,
  opportunitiesQuerySchema,
  opportunitiesSchema,
  predictionsQuerySchema,
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
import { type Api, trustedRoute } from '../route.ts';
import { sendFile } from '../send-file.ts';

const tags = ['customers'];

/** /api/recommendations/...: what to recommend to known customers, and what came of it. */
export function registerCustomerRecommendations(api: Api): void {
  registerCustomer(api);
  registerReports(api);
  registerExport(api);
}

function registerCustomer({ app, services }: Api): void {
  app.get(
    '/api/recommendations/customer/:receipt',
    trustedRoute(customerRecommendationsSchema, {
      tags,
      summary: 'What to recommend to a known customer',
      params: receiptParams,
      querystring: customerRecommendationsQuery,
    }),
    async (request) => {
      const question = { receipt: request.params.receipt, limit: request.query.limit };
      return generateCustomerRecommendations(services, callerOf(request).storeId, question);
    },
  );
  app.get(
    '/api/recommendations/opportunities',
    trustedRoute(opportunitiesSchema, {
      tags,
      summary: 'The 20 customers worth most, each with the next recommendation',
      querystring: opportunitiesQuerySchema,
    }),
    async (request) => listOpportunities(services, callerOf(request).storeId, request.query),
  );
}

function registerReports({ app, services }: Api): void {
  app.get(
    '/api/recommendations/products',
    trustedRoute(productsSchema, {
      tags,
      summary: 'Sales of every item, with ?weeks= week by week',
      querystring: productsQuerySchema,
    }),
    async (request) => describeProducts(services.context, callerOf(request).storeId, request.query),
  );
  app.get(
    '/api/recommendations/stats',
    trustedRoute(recommendationStatsSchema, { tags, summary: 'What recommendations to customers may bring' }),
    async (request) => describeRecommendationStats(services, callerOf(request).storeId),
  );
  app.get(
    '/api/recommendations/predictions',
    trustedRoute(predictionsSchema, {
      tags,
      summary: 'What was predicted for customers, and what they bought',
      querystring: predictionsQuerySchema,
    }),
    async (request) => comparePredictions(services, callerOf(request).storeId, request.query),
  );
}

function registerExport({ app, services }: Api): void {
  app.get(
    '/api/recommendations/export',
    trustedRoute(z.unknown().describe('A CSV file.'), {
      tags,
      summary: 'The recommendations of all customers as a CSV file',
      produces: ['text/csv'],
    }),
    async (request, reply) => {
      const content = exportRecommendations(services, callerOf(request).storeId);
      return sendFile(reply, { name: 'recommendations.csv', content });
    },
  );
}
