import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BrowserFiles, readBrowserFiles } from '../../src/api/browser-files.ts';
import type { EventRequest } from '../../src/contract/event.ts';
import type { Recommendation, Slot } from '../../src/contract/recommendation.ts';

/** A question that the widget sent. */
export interface Asked {
  readonly slots: readonly { placement: string; item?: string; types?: string[]; limit?: number }[];
  readonly cart: readonly string[];
  readonly exclude: readonly string[];
  readonly session: string;
  readonly visitor?: string;
  readonly consent: string;
  readonly customer?: string;
}

/** A batch of events that the tracker sent. */
export interface Sent {
  readonly consent: string;
  readonly session: string;
  readonly visitor?: string;
  readonly sent_at: string;
  readonly events: readonly EventRequest[];
}

type Responder = (asked: Asked, response: ServerResponse) => void;

/** A shop on one origin and a server that plays Pairwell on another, both on this machine. */
export interface Shop {
  /** Origin of the shop's pages. */
  readonly origin: string;
  /** Origin of the scripts and the API. */
  readonly api: string;
  readonly asked: Asked[];
  readonly batches: Sent[];
  readonly contentTypes: string[];
  /** All events so far. */
  events(type?: string): EventRequest[];
  /** What a path of the shop shows from now on. */
  setPage(path: string, html: string): void;
  /** How questions are answered from now on. */
  answer(responder: Responder): void;
  /** The status that events are answered with from now on. */
  setEventStatus(status: number): void;
  close(): Promise<void>;
}

/** The strictest policy that a page of a shop may have: no inline script, no inline style, no eval. */
export function strictPolicy(api: string): string {
  return `default-src 'none'; script-src ${api}; connect-src ${api}; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'`;
}

export async function openShop(): Promise<Shop> {
  const files = readBrowserFiles();
  if (files === null) throw new Error('The scripts for browsers have not been built.');
  const pages = new Map([['/shop.css', '']]);
  const asked: Asked[] = [];
  const batches: Sent[] = [];
  const contentTypes: string[] = [];
  let responder: Responder = answerWith(() => makeSlots(['fries', 'cola', 'salad']));
  let eventStatus = 200;
  const api = await listen(async (request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    const path = request.url?.split('?')[0] ?? '';
    if (sendScript(files, path, response)) return;
    const body = await readBody(request);
    if (body === undefined) return;
    contentTypes.push(`${path} ${request.headers['content-type']}`);
    if (path === '/api/events') {
      if (eventStatus === 200) batches.push(body as Sent);
      response.writeHead(eventStatus).end('{}');
      return;
    }
    asked.push(body as Asked);
    responder(body as Asked, response);
  });
  const apiOrigin = originOf(api);
  const pageServer = await listen((request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    const page = pages.get(path);
    const type = path.endsWith('.css') ? 'text/css' : path.endsWith('.svg') ? 'image/svg+xml' : 'text/html';
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': strictPolicy(apiOrigin),
    });
    response.end(page ?? '');
  });
  return {
    origin: originOf(pageServer),
    api: apiOrigin,
    asked,
    batches,
    contentTypes,
    events: (type) => batches.flatMap(({ events }) => events).filter((one) => type === undefined || one.type === type),
    setPage: (path, html) => pages.set(path, html),
    answer: (next) => {
      responder = next;
    },
    setEventStatus: (status) => {
      eventStatus = status;
    },
    close: async () => {
      for (const server of [api, pageServer]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

/** Answers every place with its slots, each under a rec_id of its own. */
export function answerWith(slotsOf: (asked: Asked, place: number) => readonly Slot[]): Responder {
  return (asked, response) => {
    const recommendations = asked.slots.map((_slot, place) => makeAnswer(slotsOf(asked, place), asked.slots[place]));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ recommendations }));
  };
}

let answers = 0;

export function makeAnswer(slots: readonly Slot[], { placement = 'menu' } = {}): Partial<Recommendation> {
  // The server's clock stands in the year 2030: what the tracker makes of it can be seen in its events.
  const time = (1_893_456_000_000 + answers++).toString(16).padStart(12, '0');
  return {
    rec_id: `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`,
    token: `token-${answers}`,
    placement: placement as Recommendation['placement'],
    currency: 'EUR',
    locale: 'de-DE',
    level: 'pairs',
    slots: [...slots],
  };
}

/** Suggestions named after their ids, at 4.50, 5.50, ... */
export function makeSlots(ids: readonly string[], changes: Partial<Slot> = {}): Slot[] {
  return ids.map((id, index) => ({
    position: index + 1,
    item: {
      id,
      name: id.charAt(0).toUpperCase() + id.slice(1),
      price_minor: 450 + 100 * index,
      category: 'sides',
      image_url: null,
    },
    type: 'complement',
    level: 'pairs',
    strategy: 'test@1',
    score: 1,
    confidence: 0.5,
    reason: 'Often ordered with Burger',
    social_proof: '12 orders had both',
    badge: null,
    ...changes,
  }));
}

function sendScript(files: BrowserFiles, path: string, response: ServerResponse): boolean {
  const file = files.byName.get(path.slice(1));
  if (file) response.writeHead(200, { 'content-type': file.type }).end(file.bodies.identity);
  return file !== undefined;
}

/** The body, or undefined when the page went away before it had sent all of it. */
async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  try {
    for await (const part of request) text += part;
  } catch (error) {
    if (request.complete) throw error;
    return undefined;
  }
  return JSON.parse(text || '{}');
}

async function listen(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
