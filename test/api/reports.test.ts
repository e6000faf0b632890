import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Mailer } from '../../src/services/digest/mailer.ts';
import { digestStopUrl } from '../../src/services/digest/send-digests.ts';
import { addPerson, type Person } from '../support/people.ts';
import { readPdf } from '../support/read-pdf.ts';
import { callApp, expectProblem, type KeyedStore, openTestApp, type TestApp } from '../support/test-app.ts';

/** The week of 2026-02-23 was closed on Tuesday at 4:00. */
const WEDNESDAY = new Date('2026-03-04T12:00:00Z');
const ONE_CLICK = { 'content-type': 'application/x-www-form-urlencoded' };

let test: TestApp;
let bistro: KeyedStore;
let owner: Person;
let staff: Person;

beforeAll(async () => {
  test = await openTestApp();
  test.setClock(WEDNESDAY);
  bistro = await test.addStore('bistro', { currency: 'INR', time_zone: 'Asia/Kolkata' });
  [owner, staff] = [await addPerson(test, bistro.store, 'owner'), await addPerson(test, bistro.store, 'staff')];
  await bistro.call('POST', '/api/orders', {
    json: [
      {
        id: 'a',
        ordered_at: '2026-02-25T12:00:00Z',
        lines: [{ item: 'thali', name: 'थाली', unit_price_minor: 12_345_600 }],
      },
      { id: 'b', ordered_at: '2026-02-01T12:00:00Z', lines: [{ item: 'thali', unit_price_minor: 100 }] },
    ],
  });
});
afterAll(() => test.close());

describe('reports over HTTP', () => {
  it('are listed, read, and taken along as CSV and PDF, with the same figures', async () => {
    const { data } = (await bistro.call('GET', '/api/reports')).body;
    expect(data[0]).toEqual({
      ...{ kind: 'weekly', name: '2026-W09', first_day: '2026-02-23', last_day: '2026-03-01' },
      ...{ orders: 1, revenue_minor: 12_345_600, attributed_minor: 0 },
    });
    const monthly = (await bistro.call('GET', '/api/reports?period=monthly&limit=1')).body;
    expect(monthly.data).toMatchObject([{ name: '2026-02', orders: 2, revenue_minor: 12_345_700 }]);
    const report = (await bistro.call('GET', '/api/reports/weekly/2026-02-23')).body;
    expect(report.figures).toMatchObject({ orders: 1, revenue_minor: 12_345_600 });
    const csv = await bistro.call('GET', '/api/reports/weekly/2026-02-23.csv');
    expect([csv.type, csv.headers['content-disposition']]).toEqual([
      'text/csv; charset=utf-8',
      'attachment; filename="bistro-weekly-2026-02-23.csv"',
    ]);
    expect(csv.body).toContain('figure,revenue,minor,12345600,0\r\n');
    const pdf = await test.app.inject({
      url: '/api/reports/monthly/2026-02-10.pdf',
      headers: { authorization: `Bearer ${bistro.secret}` },
    });
    expect([pdf.headers['content-type'], pdf.headers['cache-control']]).toEqual(['application/pdf', 'no-store']);
    expect(readPdf(pdf.rawPayload).text).toContain('₹1,23,457.00');
  });

  it('of a week that is not over, of another period or day there are none', async () => {
    expectProblem(await bistro.call('GET', '/api/reports/weekly/2026-03-02.pdf'), 'unknown_report');
    for (const path of ['daily/2026-02-23', 'weekly/2026-02-30', 'weekly/2026-02-23x.csv']) {
      expectProblem(await bistro.call('GET', `/api/reports/${path}`), 'invalid_request');
    }
    expectProblem(await bistro.call('GET', '/api/reports?limit=100000'), 'invalid_request');
    const publishable = await bistro.call('GET', '/api/reports', { key: bistro.publishable });
    expectProblem(publishable, 'forbidden');
  });
});

describe('the weekly mail over HTTP', () => {
  it('is shown as a page in which nothing runs, for a frame of ours', async () => {
    const page = await owner.call('GET', '/api/digest/preview.html');
    expect([page.status, page.type]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox.*frame-ancestors 'self'/);
    const { subject, text, html, week } = (await bistro.call('GET', '/api/digest/preview')).body;
    expect([page.body, week, subject.startsWith('bistro: ')]).toEqual([html, '2026-W09', true]);
    expect(text).toContain('₹1,23,456.00');
    expect(
      (await callApp(test.app, { method: 'GET', url: '/dashboard' })).headers['content-security-policy'],
    ).toContain("frame-src 'self'");
  });

  it('is begun and ended by each person for himself, owners from the start', async () => {
    const of = async (person: Person) => (await person.call('GET', '/api/digest/subscription')).body;
    expect(await of(owner)).toEqual({ member: true, subscribed: true, mail_server: false });
    expect((await of(staff)).subscribed).toBe(false);
    const put = await staff.call('PUT', '/api/digest/subscription', { json: { subscribed: true } });
    expect([put.status, put.body.subscribed, (await of(staff)).subscribed]).toEqual([200, true, true]);
    expect((await of(owner)).subscribed).toBe(true);
  });
});

describe('the link that stops the mail', () => {
  const linkOf = (person: Person) => {
    const mailer = new Mailer({
      smtpUrl: 'smtp://127.0.0.1:1',
      from: 'a@b.example',
      siteUrl: 'https://suggest.example',
    });
    const reader = { storeId: bistro.store.id, userId: person.id };
    return new URL(digestStopUrl({ ...test, mailer }, reader) ?? '').pathname;
  };
  const isSubscribed = async (person: Person) =>
    (await person.call('GET', '/api/digest/subscription')).body.subscribed as boolean;
  const call = (method: 'GET' | 'POST', url: string, more = {}) => callApp(test.app, { method, url, ...more });

  it('asks when it is opened, stops with one POST without a sign-in, and twice is once', async () => {
    const url = linkOf(owner);
    const page = await call('GET', url);
    expect([page.status, page.type, page.headers['referrer-policy']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-referrer',
    ]);
    expect(page.body).toContain('Stop the weekly mail of bistro?');
    expect(page.body).toContain('<form method="post">');
    expect(await isSubscribed(owner)).toBe(true);
    for (const _ of [1, 2]) {
      const stopped = await call('POST', url, { raw: 'List-Unsubscribe=One-Click', headers: ONE_CLICK });
      expect([stopped.status, stopped.body.includes('no more weekly mails of bistro')]).toEqual([200, true]);
      expect(await isSubscribed(owner)).toBe(false);
    }
    await owner.call('PUT', '/api/digest/subscription', { json: { subscribed: true } });
    const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
    await call('POST', url, { raw: '--x--\r\n', headers: multipart });
    expect(await isSubscribed(owner)).toBe(false);
    expect(await isSubscribed(staff)).toBe(true);
  });

  it('of another person, another store or nobody stops nothing', async () => {
    const [, , , token = ''] = linkOf(staff).split('/');
    const [storeId, userId, signature] = token.split('.');
    const forged = [
      `${storeId}.${owner.id}.${signature}`,
      `${Number(storeId) + 1}.${userId}.${signature}`,
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}x`,
      'x',
    ];
    for (const wrong of forged) {
      const answer = await call('POST', `/digest/stop/${wrong}`, { raw: '', headers: ONE_CLICK });
      expect([answer.status, answer.body.includes('not complete')]).toEqual([404, true]);
    }
    expect(await isSubscribed(staff)).toBe(true);
    const large = await call('POST', linkOf(staff), { raw: 'x'.repeat(5000), headers: ONE_CLICK });
    expect([large.status, await isSubscribed(staff)]).toEqual([413, true]);
  });
});
