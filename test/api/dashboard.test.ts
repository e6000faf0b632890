import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callApp, expectProblem, openTestApp, type TestApp } from '../support/test-app.ts';

describe('the dashboard as it is served', () => {
  let test: TestApp;
  const get = (url: string, headers: Record<string, string> = {}) => callApp(test.app, { method: 'GET', url, headers });

  beforeAll(async () => {
    test = await openTestApp({ basePath: '/pairwell' });
  });
  afterAll(() => test.close());

  it('is one page at every address, with a policy that allows no script and no style of another hand', async () => {
    const pages = await Promise.all(
      ['', '/', '/setup?token=x', '/s/bistro/settings/keys'].map((place) => get(`/pairwell/dashboard${place}`)),
    );
    const nonces = pages.map(({ status, type, headers, body }) => {
      expect([status, type, headers['cache-control']]).toEqual([200, 'text/html; charset=utf-8', 'no-store']);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none';script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(body).not.toMatch(/<script(?![^>]* src=)|<style| on\w+=|style="/);
      const nonce = /'nonce-([\w+/]+)'/.exec(policy)?.[1] ?? '';
      expect(body).toContain(`name="pairwell-nonce" content="${nonce}"`);
      return nonce;
    });
    expect(new Set(nonces).size).toBe(pages.length);
    expect(nonces[0]).toHaveLength(24);
  });

  it('names its files below the base path; they are packed and never change', async () => {
    const { body } = await get('/pairwell/dashboard');
    expect(body).toContain('name="pairwell-base" content="/pairwell"');
    const files = [...String(body).matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? '');
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      expect(file).toMatch(/^\/pairwell\/dashboard\/assets\/[\w.-]+\.(?:js|css)$/);
      const { status, headers } = await get(file, { 'accept-encoding': 'gzip, br' });
      expect([status, headers['content-encoding'], headers['cache-control']]).toEqual([
        200,
        'br',
        'public, max-age=31536000, immutable',
      ]);
    }
    expect((await get(files[0] ?? '')).headers['content-encoding']).toBeUndefined();
  });

  it.each(['assets/none.js', 'assets/..%2Findex.html', 'assets/index.html'])('has no %s', async (file) => {
    expectProblem(await get(`/pairwell/dashboard/${file}`), 'not_found');
  });

  it.each(['/admin/recommendations', '/dashboard/recommendations'])('is what %s leads to', async (address) => {
    const { status, headers } = await get(`/pairwell${address}`);
    expect([status, headers.location]).toEqual([302, '/pairwell/dashboard/customers']);
  });
});
