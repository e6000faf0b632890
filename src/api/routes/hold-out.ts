import { z } from 'zod';
import {
  holdOutChangeSchema,
  holdOutRevisionSchema,
  holdOutSchema,
  visitorWeeksQuery,
} from '../../contract/hold-out.ts';
import { changeHoldOut } from '../../services/experiments/change-hold-out.ts';
import { listRevisions, readHoldOut } from '../../services/experiments/read-hold-out.ts';
import { settleVisitorWeeks } from '../../services/experiments/rebuild-weeks.ts';
import { exportVisitorWeeks } from '../../services/experiments/visitor-week-csv.ts';
import { tellChange } from '../audit-trail.ts';
import { callerOf } from '../auth.ts';
import { type Api, pageOf, pageQuery, withProblems } from '../route.ts';
import { sendFile } from '../send-file.ts';

/** /api/experiments/holdout: what suggestions earn, by those who see none for a week. */
export function registerHoldOut(api: Api): void {
  registerSetting(api);
  registerRows(api);
}

function registerSetting({ app, services }: Api): void {
  app.get(
    '/api/experiments/holdout',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['experiments'],
        summary: 'The standing hold-out: attributed, incremental, basket, and the weeks they come from',
        response: withProblems({ 200: holdOutSchema }),
      },
    },
    async (request) => readHoldOut(services, callerOf(request).storeId),
  );
  app.put(
    '/api/experiments/holdout',
    {
      config: { access: 'secret', audit: 'everyone' },
      schema: {
        tags: ['experiments'],
        summary: 'Hold out more, less or nobody; or "Prove it"',
        body: holdOutChangeSchema,
        response: withProblems({ 200: holdOutSchema }),
      },
    },
    async (request) => {
      const { storeId } = callerOf(request);
      const { before, after } = await changeHoldOut(services, storeId, request.body);
      tellChange(request, { before, after, fields: ['share', 'prove_it'] });
      return readHoldOut(services, storeId);
    },
  );
}

function registerRows({ app, services }: Api): void {
  const { context } = services;
  app.get(
    '/api/experiments/holdout/visitor-weeks',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['experiments'],
        summary: 'The visitor-weeks as CSV: every figure of the hold-out can be added up from them',
        querystring: visitorWeeksQuery,
        response: withProblems({ 200: z.string() }),
      },
    },
    async (request, reply) => {
      const { storeId } = callerOf(request);
      await settleVisitorWeeks(context, storeId);
      const rows = exportVisitorWeeks(context, storeId, { isoWeek: request.query.week ?? null });
      return sendFile(reply, { name: 'visitor-weeks.csv', content: rows });
    },
  );
  app.get(
    '/api/experiments/holdout/revisions',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['experiments'],
        summary: 'What each closed week said, and what it said after it changed',
        querystring: pageQuery,
        response: withProblems({ 200: pageOf(holdOutRevisionSchema) }),
      },
    },
    async (request) => listRevisions(services, callerOf(request).storeId, request.query),
  );
}
