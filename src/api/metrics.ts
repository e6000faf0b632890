import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Services } from '../services/services.ts';

const BUCKETS_SECONDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

/** GET /metrics in the Prometheus format. Never an id as a label, so never a store's. */
export function registerMetrics(app: FastifyInstance, services: Services): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'pairwell_' });
  const durations = new Histogram({
    name: 'pairwell_http_request_duration_seconds',
    help: 'Time to answer, by method, route and status class.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS_SECONDS,
    registers: [registry],
  });
  new Gauge({
    name: 'pairwell_models_loaded',
    help: 'Stores whose model is in memory.',
    registers: [registry],
    collect() {
      this.set(services.models.loadedStores.length);
    },
  });
  new Counter({
    name: 'pairwell_served_rows_lost_total',
    help: 'Answers that could not be written down as served.',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(services.served.lost);
    },
  });
  registerEventCounts(registry, services);
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const status = `${Math.floor(reply.statusCode / 100)}xx`;
    durations.observe({ method: request.method, route, status }, reply.elapsedTime / 1000);
  });
  app.get('/metrics', { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) => {
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

function registerEventCounts(registry: Registry, { events }: Services): void {
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  counter('pairwell_events_accepted_total', 'Events that were stored.', () => events.counts.accepted);
  counter('pairwell_events_duplicate_total', 'Events that were there already.', () => events.counts.duplicates);
  counter('pairwell_events_rejected_total', 'Events that were refused.', () => events.counts.rejected);
  counter('pairwell_events_unverified_total', 'Accepted events without proof.', () => events.counts.unverified);
  counter('pairwell_events_bot_total', "Accepted events taken for a machine's.", () => events.counts.bots);
}
