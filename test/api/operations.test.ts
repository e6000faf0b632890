import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeApi } from '../../src/server.ts';
import { callApp, expectProblem, openTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;

beforeAll(async () => {
  test = await openTestApp();
});

afterAll(() => test.close());

const get = (url: string) => callApp(test.app, { method: 'GET', url });

describe('health', () => {
  it('is told without a key', async () => {
    for (const url of ['/livez', '/readyz', '/livez/', '/readyz/']) {
      const answer = await get(url);
      expect([answer.status, answer.body]).toEqual([200, { status: 'ok' }]);
    }
  });

  it('is not ready without its database, and still alive', async () => {
    const other = await openTestApp();
    const ask = () => callApp(other.app, { method: 'GET', url: '/readyz' });
    expect((await ask()).status).toBe(200);
    await other.context.database.close();
    const answer = await ask();
    expect([answer.status, answer.body]).toEqual([503, { status: 'database unavailable' }]);
    expect((await callApp(other.app, { method: 'GET', url: '/livez' })).status).toBe(200);
    await other.close();
  });
});

describe('the end', () => {
  it('comes although a browser has opened a connection on which it asked nothing', async () => {
    const other = await openTestApp();
    const { port } = new URL(await other.app.listen({ port: 0, host: '127.0.0.1' }));
    const isOpen = once(other.app.server, 'connection');
    const early = connect(Number(port), '127.0.0.1');
    await isOpen;
    const isClosed = once(early, 'close');
    await other.close();
    await isClosed;
    expect(other.app.server.listening).toBe(false);
  });
});

describe('metrics', () => {
  it('count requests by route and status, without an id in any label', async () => {
    const store = await test.addStore('measured');
    await store.call('PUT', '/api/items/very-own-id', { json: { name: 'x' } });
    await store.call('GET', '/api/items/none-of-these');
    await store.call('GET', '/api/recommendations');
    const { body, type } = await get('/metrics');
    expect(type).toContain('text/plain');
    const counted = 'pairwell_http_request_duration_seconds_count';
    expect(body).toContain(`${counted}{method="PUT",route="/api/items/:id",status="2xx"} 1`);
    expect(body).toContain(`${counted}{method="GET",route="/api/items/:id",status="4xx"} 1`);
    expect(body).toMatch(/^pairwell_models_loaded 1$/m);
    expect(body).toMatch(/^pairwell_served_rows_lost_total 0$/m);
    for (const id of ['very-own-id', 'none-of-these', 'measured']) expect(body).not.toContain(id);
  });
});

describe('the OpenAPI document', () => {
  it('is version 3.1 and holds together: every reference leads somewhere, every operation answers', async () => {
    const { body, type } = await get('/openapi.json');
    expect(type).toContain('application/json');
    expect(body.openapi).toMatch(/^3\.1\.\d+$/);
    expect(body.info).toMatchObject({ title: 'Pairwell', version: '0.0.0-test' });
    expect(body.components.securitySchemes.key).toMatchObject({ type: 'http', scheme: 'bearer' });
    for (const [path, operations] of Object.entries<Record<string, Operation>>(body.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const [method, operation] of Object.entries(operations)) {
        const where = `${method} ${path}`;
        expect.soft(operation.summary, where).toMatch(/\w/);
        expect.soft(operation.tags, where).toHaveLength(1);
        const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
        expect.soft(declared.map((parameter) => parameter.name).sort(), where).toEqual(inPath.sort());
        const statuses = Object.keys(operation.responses);
        expect
          .soft(
            statuses.some((status) => status.startsWith('2')),
            where,
          )
          .toBe(true);
        if (path.startsWith('/api'))
          expect
            .soft(
              statuses.map((s) => s.toLowerCase()),
              where,
            )
            .toContain('4xx');
        if (['post', 'put', 'patch'].includes(method)) expect.soft(operation.requestBody, where).toBeDefined();
      }
    }
    for (const reference of JSON.stringify(body).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = String(reference[1])
        .split('/')
        .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], body);
      expect(found, reference[0]).toBeDefined();
    }
  });

  it('writes statuses of a class as the standard does, with capital letters', async () => {
    const { body } = await get('/openapi.json');
    for (const operations of Object.values<Record<string, Operation>>(body.paths)) {
      for (const operation of Object.values(operations)) {
        for (const status of Object.keys(operation.responses)) expect(status).toMatch(/^([1-5]\d\d|[1-5]XX|default)$/);
      }
    }
  });

  it('says that errors are problem documents', async () => {
    const { body } = await get('/openapi.json');
    const { responses } = body.paths['/api/items'].get;
    const refused = responses['4XX'] ?? responses['4xx'];
    expect(Object.keys(refused.content)).toEqual(['application/problem+json']);
  });

  it('asks for no key where none is needed', async () => {
    const { body } = await get('/openapi.json');
    expect(body.paths['/livez'].get.security).toEqual([]);
  });

  it('is the same on the command line, without a database', async () => {
    const { body } = await get('/openapi.json');
    const document = JSON.parse(JSON.stringify(await describeApi()));
    expect(document.paths).toEqual(body.paths);
  });
});

describe('the pages for developers', () => {
  it('are HTML and load nothing from elsewhere', async () => {
    const { status, type, body, headers } = await get('/docs/');
    expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).not.toMatch(/(src|href)="https?:/);
    expect(String(headers['content-security-policy'])).toContain("default-src 'self'");
  });
});

describe('paths', () => {
  it('are taken with and without a slash at the end', async () => {
    const store = await test.addStore('slashes');
    for (const url of ['/api/items', '/api/recommendations', '/api/stores', '/api/pairs', '/api/rules']) {
      expect((await store.call('GET', url)).status).toBe(200);
      expect((await store.call('GET', `${url}/`)).status).toBe(200);
      expect((await store.call('GET', `${url}/?limit=1`)).status).toBe(200);
    }
    const order = { json: { id: '1', lines: [{ item: 'tea', name: 'Tea' }] } };
    expect((await store.call('POST', '/api/orders/', order)).status).toBe(201);
  });

  it('begin with the base path, where there is one, and still ask for keys', async () => {
    const under = await openTestApp({ basePath: '/pairwell' });
    const store = await under.addStore('under');
    expect((await store.call('GET', '/pairwell/api/items')).status).toBe(200);
    expect((await store.call('GET', '/pairwell/livez')).status).toBe(200);
    expectProblem(await callApp(under.app, { method: 'GET', url: '/pairwell/api/items' }), 'missing_key');
    expectProblem(await store.call('GET', '/api/items'), 'not_found');
    expect((await store.call('GET', '/pairwell/docs/')).status).toBe(200);
    await under.close();
  });
});

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, object>>;
}
