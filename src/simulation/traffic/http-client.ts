import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../contract/error-registry.ts';
import type { EventResults } from '../../contract/event.ts';
import type { OrderResult, OrderResults } from '../../contract/order.ts';
import type { Recommendation } from '../../contract/recommendation.ts';
import type { ShopClient } from './shop-client.ts';

/** Where a server is, and the two keys of one store. */
export interface HttpShop {
  /** Without a slash at its end. */
  readonly url: string;
  /** What a page has: pk_... */
  readonly publishableKey: string;
  /** What the shop's server has: sk_... */
  readonly secretKey: string;
  /** The clock of the shoppers' phones. */
  readonly clock: () => Date;
}

const BROWSER = 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0';
const MOST_TRIES = 5;
const TIMEOUT_MS = 30_000;

interface Call {
  readonly key: string;
  readonly method: 'GET' | 'POST';
  readonly body?: unknown;
}

/**
 * A shop over HTTP: pages ask and report with the publishable key, orders come from the shop's server with the secret
 * one. The server goes by its own clock, so events must be younger than seven days.
 */
export function createHttpClient({ url, publishableKey, secretKey, clock }: HttpShop): ShopClient {
  const page = { key: publishableKey };
  const server = { key: secretKey };
  const read = async <T>(route: string, call: Call) => readAnswer<T>(await send(`${url}${route}`, call));
  return {
    recommend: async (query) => {
      const { customer: _unproven, ...asked } = query;
      const pairs = Object.entries(asked).map(([name, value]): [string, string] => [name, String(value)]);
      return read<Recommendation>(`/api/recommendations?${new URLSearchParams(pairs)}`, { ...page, method: 'GET' });
    },
    sendEvents: async (events) => {
      const body = { ...events, sent_at: clock().toISOString() };
      return read<EventResults>('/api/events', { ...page, method: 'POST', body });
    },
    sendOrders: async (orders) => {
      const answer = await read<OrderResults | OrderResult>('/api/orders', {
        ...server,
        method: 'POST',
        body: { orders },
      });
      return 'results' in answer ? answer.results : [answer];
    },
    hasOrder: async (id) => {
      const response = await send(`${url}/api/orders/${encodeURIComponent(id)}`, { ...server, method: 'GET' });
      if (response.status !== 404) await readAnswer(response);
      return response.status !== 404;
    },
    settle: async () => undefined,
  };
}

async function send(address: string, { key, method, body }: Call): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(address, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        'user-agent': BROWSER,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((cause: unknown) => {
      throw new AppError('server_unreachable', { detail: `${new URL(address).origin} does not answer.` }, { cause });
    });
    if (response.status !== 429 || attempt === MOST_TRIES) return response;
    await sleep(1000 * Number(response.headers.get('retry-after') ?? 1));
  }
}

async function readAnswer<T>(response: Response): Promise<T> {
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as T;
  const { detail, hint } = (answer ?? {}) as { detail?: string; hint?: string };
  throw new AppError('server_refused', {
    detail: `The server answered with ${response.status}: ${detail ?? response.statusText}`,
    ...(hint === undefined ? {} : { hint }),
  });
}
