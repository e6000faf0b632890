import { z } from 'zod';
import { homeQuerySchema, homeRowsQuerySchema, homeSchema } from '../../contract/home.ts';
import { metricsQuerySchema, metricsSchema } from '../../contract/metrics.ts';
import { exportHomeRows } from '../../services/home/home-rows.ts';
import { readHome } from '../../services/home/read-home.ts';
import { readMetrics } from '../../services/rollups/read-metrics.ts';
import { callerOf } from '../auth.ts';
import { type Api, withProblems } from '../route.ts';
import { sendFile } from '../send-file.ts';

/** What suggestions brought in: the dashboard's first page, the rows behind it, and the figures by period. */
export function registerHome(api: Api): void {
  registerPage(api);
  registerRows(api);
  registerPeriods(api);
}

function registerPage({ app, services }: Api): void {
  app.get(
    '/api/home',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['figures'],
        summary: 'Everything that the first page of the dashboard shows',
        querystring: homeQuerySchema,
        response: withProblems({ 200: homeSchema }),
      },
    },
    async (request) => readHome(services, callerOf(request).storeId, request.query),
  );
}

function registerRows({ app, services }: Api): void {
  app.get(
    '/api/home/rows.csv',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['figures'],
        summary: 'The rows behind a figure of the home page as CSV: it can be added up from them',
        querystring: homeRowsQuerySchema,
        response: withProblems({ 200: z.string() }),
      },
    },
    async (request, reply) => {
      const { figure } = request.query;
      const rows = await exportHomeRows(services.context, callerOf(request).storeId, request.query);
      return sendFile(reply, { name: `${figure}.csv`, content: rows });
    },
  );
}

function registerPeriods({ app, services }: Api): void {
  app.get(
    '/api/metrics',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['figures'],
        summary: 'What suggestions did, by day, week or month',
        querystring: metricsQuerySchema,
        response: withProblems({ 200: metricsSchema }),
      },
    },
    async (request) => readMetrics(services.context, callerOf(request).storeId, request.query),
  );
}
