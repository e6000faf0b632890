import { z } from 'zod';
import {
  assignmentsSchema,
  experimentActionSchema,
  experimentActions,
  experimentPatchSchema,
  experimentPlanSchema,
  experimentResultsSchema,
  experimentSchema,
  experimentsQuery,
  newExperimentSchema,
  primaryMetrics,
} from '../../contract/experiment.ts';
import {
  actOnExperiment,
  changeExperiment,
  createExperiment,
  removeExperiment,
} from '../../services/experiments/change-experiment.ts';
import {
  describeAssignments,
  describeExperiment,
  describeExperiments,
  describeResults,
} from '../../services/experiments/describe-experiment.ts';
import { planExperiment } from '../../services/experiments/plan-experiment.ts';
import { exportTestUnits } from '../../services/experiments/test-unit-csv.ts';
import { readBefore, tellChange } from '../audit-trail.ts';
import { callerOf } from '../auth.ts';
import { type Api, numberParams, pageOf, withProblems } from '../route.ts';
import { sendFile } from '../send-file.ts';

/** /api/experiments: A/B tests, from the draft to the winner. */
export function registerExperiments(api: Api): void {
  registerLists(api);
  registerChanges(api);
  registerPlans(api);
  registerFigures(api);
}

function registerLists({ app, services }: Api): void {
  app.get(
    '/api/experiments',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['experiments'],
        summary: 'The A/B tests of the store, the newest first, with the figures of their last looks',
        querystring: experimentsQuery,
        response: withProblems({ 200: pageOf(experimentSchema) }),
      },
    },
    async (request) => describeExperiments(services.context, callerOf(request).storeId, request.query),
  );
  app.get(
    '/api/experiments/:id',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['experiments'],
        summary: 'One test',
        params: numberParams,
        response: withProblems({ 200: experimentSchema }),
      },
    },
    async (request) => describeExperiment(services.context, callerOf(request).storeId, request.params.id),
  );
  app.post(
    '/api/experiments',
    {
      config: { access: 'secret', audit: 'everyone' },
      schema: {
        tags: ['experiments'],
        summary: 'Make a draft',
        body: newExperimentSchema,
        response: withProblems({ 201: experimentSchema }),
      },
    },
    async (request, reply) => {
      const after = await createExperiment(services, callerOf(request).storeId, request.body);
      tellChange(request, { before: null, after, fields: ['name', 'status'] });
      return reply.code(201).send(after);
    },
  );
}

function registerChanges({ app, services }: Api): void {
  app.patch(
    '/api/experiments/:id',
    {
      config: { access: 'secret', audit: 'everyone' },
      schema: {
        tags: ['experiments'],
        summary: 'Change a draft, or the split of a test that runs: everybody is drawn anew then',
        params: numberParams,
        body: experimentPatchSchema,
        response: withProblems({ 200: experimentSchema }),
      },
    },
    async (request) => {
      const { storeId } = callerOf(request);
      const changed = { id: request.params.id, patch: request.body };
      const before = await readBefore(request, () => describeExperiment(services.context, storeId, changed.id));
      const after = await changeExperiment(services, storeId, changed);
      tellChange(request, { before, after, fields: request.body });
      return after;
    },
  );
  app.delete(
    '/api/experiments/:id',
    {
      config: { access: 'secret', audit: 'everyone' },
      schema: {
        tags: ['experiments'],
        summary: 'Delete a draft',
        params: numberParams,
        response: withProblems({ 204: z.undefined() }),
      },
    },
    async (request, reply) => {
      await removeExperiment(services, callerOf(request).storeId, request.params);
      return reply.code(204).send();
    },
  );
  app.post(
    '/api/experiments/:id/:action',
    {
      config: { access: 'secret', audit: 'everyone' },
      schema: {
        tags: ['experiments'],
        summary: 'Start, pause, resume or stop a test',
        params: numberParams.extend({ action: z.enum(experimentActions) }),
        body: experimentActionSchema,
        response: withProblems({ 200: experimentSchema }),
      },
    },
    async (request) => {
      const told = withReason(request.params, request.body?.reason);
      const { storeId } = callerOf(request);
      const before = await readBefore(request, () => describeExperiment(services.context, storeId, told.id));
      const after = await actOnExperiment(services, storeId, told);
      tellChange(request, { before, after, fields: ['status'] });
      return after;
    },
  );
}

function withReason<Action extends object>(action: Action, reason: string | undefined): Action & { reason?: string } {
  return reason === undefined ? action : { ...action, reason };
}

function registerPlans({ app, services }: Api): void {
  const { context } = services;
  app.get(
    '/api/experiments/plan',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['experiments'],
        summary: 'How long a test has to run, before there is one',
        querystring: z.object({
          primary_metric: z.enum(primaryMetrics).default('revenue_per_visitor'),
          wanted_uplift: z.coerce.number().positive().max(10).default(0.1),
          traffic_split: z.coerce.number().min(0).max(100).default(50),
        }),
        response: withProblems({ 200: experimentPlanSchema }),
      },
    },
    async (request) => planExperiment(context, callerOf(request).storeId, request.query),
  );
  app.get(
    '/api/experiments/:id/plan',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['experiments'],
        summary: 'How long this test has to run',
        params: numberParams,
        response: withProblems({ 200: experimentPlanSchema }),
      },
    },
    async (request) => {
      const { storeId } = callerOf(request);
      return planExperiment(context, storeId, await describeExperiment(context, storeId, request.params.id));
    },
  );
}

function registerFigures({ app, services }: Api): void {
  const { context } = services;
  app.get(
    '/api/experiments/:id/results',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['experiments'],
        summary: 'A look at the test now: sample ratio, every metric, the verdict',
        params: numberParams,
        response: withProblems({ 200: experimentResultsSchema }),
      },
    },
    async (request) => describeResults(context, callerOf(request).storeId, request.params.id),
  );
  app.get(
    '/api/experiments/:id/assignments',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['experiments'],
        summary: 'How many were drawn into each arm of each version',
        params: numberParams,
        response: withProblems({ 200: assignmentsSchema }),
      },
    },
    async (request) => describeAssignments(context, callerOf(request).storeId, request.params.id),
  );
  app.get(
    '/api/experiments/:id/units',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['experiments'],
        summary: 'The visitors of the test as CSV: every figure of its results can be added up from them',
        params: numberParams,
        response: withProblems({ 200: z.string() }),
      },
    },
    async (request, reply) => {
      const rows = await exportTestUnits(context, callerOf(request).storeId, request.params.id);
      return sendFile(reply, { name: 'test-units.csv', content: rows });
    },
  );
}
