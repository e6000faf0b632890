import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Report, reportEntrySchema, reportParams, reportSchema, reportsQuery } from '../../contract/report.ts';
import { getStoreById } from '../../services/catalog/stores.ts';
import { listReports } from '../../services/reports/list-reports.ts';
import { makeReport } from '../../services/reports/make-report.ts';
import { writeReportPdf } from '../../services/reports/pdf/write-report-pdf.ts';
import { writeReportCsv } from '../../services/reports/report-csv.ts';
import { callerOf } from '../auth.ts';
import { type Api, pageOf, withProblems } from '../route.ts';
import { sendFile } from '../send-file.ts';

const TAGS = ['reports'];

/** /api/reports: closed weeks and months, to read and to take along. */
export function registerReports(api: Api): void {
  registerReading(api);
  registerFiles(api);
}

function registerReading({ app, services }: Api): void {
  app.get(
    '/api/reports',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'The closed weeks or months of the store, the newest first',
        querystring: reportsQuery,
        response: withProblems({ 200: pageOf(reportEntrySchema) }),
      },
    },
    async (request) => {
      const store = await getStoreById(services.context, callerOf(request).storeId);
      return listReports(services, store, request.query);
    },
  );
  app.get(
    '/api/reports/:period/:date',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'The report of a closed week or month',
        params: reportParams,
        response: withProblems({ 200: reportSchema }),
      },
    },
    async (request) => reportOf({ app, services }, request, request.params),
  );
}

function registerFiles({ app, services }: Api): void {
  app.get(
    '/api/reports/:period/:date.csv',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'The report as CSV: one figure a line, UTF-8 with a mark that spreadsheets know',
        params: reportParams,
        response: withProblems({ 200: z.string() }),
      },
    },
    async (request, reply) => {
      const report = await reportOf({ app, services }, request, request.params);
      return sendFile(reply, { name: fileName(report, 'csv'), content: writeReportCsv(report) });
    },
  );
  app.get(
    '/api/reports/:period/:date.pdf',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'The report as PDF, A4, in the language of the store',
        params: reportParams,
        response: withProblems({ 200: z.string() }),
      },
    },
    async (request, reply) => {
      const report = await reportOf({ app, services }, request, request.params);
      const content = await writeReportPdf(report);
      return sendFile(reply, { name: fileName(report, 'pdf'), type: 'application/pdf', content });
    },
  );
}

async function reportOf(
  { services }: Api,
  request: FastifyRequest,
  { period, date }: z.output<typeof reportParams>,
): Promise<Report> {
  const store = await getStoreById(services.context, callerOf(request).storeId);
  return makeReport(services, store, { kind: period, day: date });
}

function fileName({ store, kind, first_day: first }: Report, ending: string): string {
  return `${store.slug}-${kind}-${first}.${ending}`;
}
