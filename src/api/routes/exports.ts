import { z } from 'zod';
import { exportListSchema, exportNames, exportQuerySchema } from '../../contract/export.ts';
import { getStoreById } from '../../services/catalog/stores.ts';
import { listExports, streamCsv } from '../../services/exports/export-csv.ts';
import { callerOf } from '../auth.ts';
import { type Api, withProblems } from '../route.ts';
import { sendFile } from '../send-file.ts';

/** /api/exports: what a store holds, as files. */
export function registerExports({ app, services }: Api): void {
  app.get(
    '/api/exports',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['exports'],
        summary: 'The files that can be taken out, with their columns',
        response: withProblems({ 200: exportListSchema }),
      },
    },
    async () => ({ data: listExports() }),
  );
  app.get(
    '/api/exports/:name',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['exports'],
        summary: 'One of them as CSV, also compressed; it is written while it is read',
        produces: ['text/csv', 'application/gzip'],
        params: z.object({ name: z.enum(exportNames) }),
        querystring: exportQuerySchema,
        response: withProblems({ 200: z.unknown().describe('A CSV file.') }),
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      const { format } = request.query;
      const store = await getStoreById(services.context, callerOf(request).storeId);
      const isCompressed = format === 'csv.gz';
      return sendFile(reply, {
        name: `${store.slug}-${name}.${format}`,
        ...(isCompressed ? { type: 'application/gzip' } : {}),
        content: streamCsv(services, store, { name, isCompressed }),
      });
    },
  );
}
