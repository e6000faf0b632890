import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/contract/catalog.ts';
import { addUser, giveStoreRole } from '../../src/services/accounts/users.ts';
import { changeStore } from '../../src/services/catalog/stores.ts';
import { Mailer } from '../../src/services/digest/mailer.ts';
import { sendDigestTo } from '../../src/services/digest/preview-digest.ts';
import { digestDueMs, sendDigestsOf, sendDueDigests } from '../../src/services/digest/send-digests.ts';
import { changeSubscription } from '../../src/services/digest/subscriptions.ts';
import { examineStore } from '../../src/services/doctor.ts';
import { periodOf } from '../../src/services/reports/report-period.ts';
import type { Services } from '../../src/services/services.ts';
import { listDeliveriesSince } from '../../src/storage/queries/digests.ts';
import { readMail, SmtpServer } from '../support/smtp-server.ts';
import { makeStore, openTestServices, sendOrders, TEST_NOW, type TestServices } from '../support/test-app.ts';

const MINUTE_MS = 60_000;
/** The week of 2026-02-23 ends on Monday, 2 March at 4:00 UTC; its mail is due on Tuesday at 5:30. */
const DUE = new Date('2026-03-03T05:30:00Z');
const ORDER = { ordered_at: '2026-02-25T12:00:00Z', lines: [{ item: 'tea', name: 'Tea', unit_price_minor: 300 }] };

let services: TestServices;
let smtp: SmtpServer;
let ours: Services;
let store: Store;
let people = 0;

const mailSettings = () => ({
  smtpUrl: smtp.url,
  from: 'Pairwell <reports@suggest.example>',
  siteUrl: 'https://suggest.example/pairwell',
});
const at = (minutesAfterDue: number) => services.setClock(new Date(DUE.getTime() + minutesAfterDue * MINUTE_MS));
const run = () => sendDigestsOf(ours, store);
const receivers = () => smtp.mails.map(({ to }) => to.join()).toSorted();
const rows = () =>
  ours.context.database.forStore(store.id, async (scope) =>
    (await listDeliveriesSince(scope, new Date(0))).map(({ state, attempts, error }) => ({ state, attempts, error })),
  );

async function addPerson(role: 'owner' | 'staff', name = 'Anna'): Promise<{ email: string; userId: number }> {
  const email = `person-${++people}@example.org`;
  const { userId } = await addUser(services, { email, name, operator: false });
  await giveStoreRole(services.context, store, { email, role });
  return { email, userId };
}

beforeAll(async () => {
  services = await openTestServices();
  smtp = await SmtpServer.start();
  ours = { ...services, mailer: new Mailer(mailSettings()) };
});
afterAll(async () => {
  ours.mailer.close();
  await smtp.close();
  await services.close();
});

/** A store of each test's own, so that what others left waiting does not leave here. */
beforeEach(async () => {
  services.setClock(TEST_NOW);
  for (const { id } of await services.context.database.global.selectFrom('store').select('id').execute()) {
    await services.context.database.forStore(id, ({ tx }) => tx.deleteFrom('membership').execute());
  }
  store = await makeStore(services, `store-${++people}`);
  await sendOrders(services, store, [{ id: 'o1', ...ORDER }]);
  smtp.forget();
});

describe('when the weekly mail leaves', () => {
  it('is an hour and a half after closing time, a day after the week, on the clock of the store', () => {
    const due = (time_zone: string, cutoff: number, day: string) => {
      const week = periodOf({ time_zone, business_day_cutoff_minutes: cutoff }, { kind: 'weekly', day });
      return new Date(digestDueMs(week)).toISOString();
    };
    expect(due('UTC', 240, '2026-02-23')).toBe(DUE.toISOString());
    expect(due('Asia/Kolkata', 240, '2026-02-23')).toBe('2026-03-03T00:00:00.000Z');
    // Clocks go forward on the Sunday of this week: 5:30 in Berlin is 3:30 in UTC then.
    expect(due('Europe/Berlin', 240, '2026-03-23')).toBe('2026-03-31T03:30:00.000Z');
  });

  it('not a minute early, once, and not again however often the job runs', async () => {
    const { email } = await addPerson('owner');
    at(-1);
    await run();
    expect(smtp.mails).toEqual([]);
    for (const minutes of [0, 10, 600]) {
      at(minutes);
      await run();
    }
    expect(receivers()).toEqual([email]);
    expect(await rows()).toEqual([{ state: 'sent', attempts: 1, error: null }]);
  });

  it('once although two processes run at the same moment', async () => {
    for (const _ of [1, 2, 3]) await addPerson('owner');
    const other: Services = { ...services.secondProcess(), mailer: new Mailer(mailSettings()) };
    at(0);
    await Promise.all([sendDueDigests(ours), sendDueDigests(other), run()]);
    other.mailer.close();
    expect(smtp.mails).toHaveLength(3);
    expect(new Set(receivers()).size).toBe(3);
  });

  it('not at all without a mail server, for a week without an order, or three days late', async () => {
    await addPerson('owner');
    at(0);
    await sendDueDigests(services);
    at(3 * 24 * 60);
    await run();
    expect([smtp.mails, await rows()]).toEqual([[], []]);
    store = await makeStore(services, `quiet-${people}`);
    services.setClock(TEST_NOW);
    await addPerson('owner');
    at(0);
    await run();
    expect([smtp.mails.length, await rows()]).toEqual([0, [{ state: 'dropped', attempts: 0, error: null }]]);
  });
});

describe('who gets it', () => {
  it('owners, and staff who asked for it; nobody who said no', async () => {
    const owner = await addPerson('owner');
    const quietOwner = await addPerson('owner');
    const staff = await addPerson('staff');
    await addPerson('staff');
    const change = (userId: number, subscribed: boolean) =>
      changeSubscription(ours, { storeId: store.id, userId }, { subscribed });
    expect(await change(quietOwner.userId, false)).toEqual({ member: true, subscribed: false, mail_server: true });
    await change(staff.userId, true);
    at(0);
    await run();
    expect(receivers()).toEqual([owner.email, staff.email].toSorted());
  });

  it('not who subscribed after it was due, nor who left while it waited', async () => {
    const leaver = await addPerson('owner');
    smtp.refuse('MAIL', '451 Later');
    at(0);
    await run();
    at(1);
    await addPerson('owner');
    await changeSubscription(ours, { storeId: store.id, userId: leaver.userId }, { subscribed: false });
    at(20);
    await run();
    expect([receivers(), await rows()]).toEqual([[], [{ state: 'dropped', attempts: 1, error: null }]]);
  });

  it('is a person of the store: nobody else can subscribe', async () => {
    const other = { storeId: store.id, userId: 999_999 };
    await expect(changeSubscription(ours, other, { subscribed: true })).rejects.toMatchObject({ code: 'unknown_user' });
  });
});

describe('a mail server that refuses', () => {
  it('for now is asked again after 5, 15 and 45 minutes, and no sooner', async () => {
    await addPerson('owner');
    smtp.refuse('MAIL', '451 4.3.0 Come back later', 3);
    const tried: number[] = [];
    for (const minutes of [0, 4, 5, 10, 19, 20, 64, 65, 70]) {
      at(minutes);
      smtp.commands.length = 0;
      await run();
      if (smtp.commands.some((line) => line.startsWith('MAIL'))) tried.push(minutes);
    }
    expect(tried).toEqual([0, 5, 20, 65]);
    expect(await rows()).toEqual([{ state: 'sent', attempts: 4, error: null }]);
  });

  it.each([
    ['the receiver', 'RCPT', '550 5.1.1 <person@example.org> is not known here'],
    ['the letter', '.', '554 5.7.1 Spam'],
  ])('%s for good is not asked again; the doctor says so, without the address', async (_what, command, reply) => {
    await addPerson('owner');
    smtp.refuse(command, reply, 9);
    for (const minutes of [0, 10, 60, 600]) {
      at(minutes);
      await run();
    }
    const [row] = await rows();
    expect(row).toMatchObject({ state: 'failed', attempts: 1, error: expect.stringContaining(reply.slice(0, 9)) });
    expect(row?.error).not.toContain('@');
    const { checks, healthy } = await examineStore(ours, store.id);
    const check = checks.find((entry) => entry.check.includes('weekly mails'));
    expect([check?.state, healthy]).toEqual(['problem', false]);
    expect(check?.found).toContain('1 given up');
  });

  it('that is away is asked seven times, then no more', async () => {
    await addPerson('owner');
    const closed = await SmtpServer.start();
    const away: Services = { ...services, mailer: new Mailer({ ...mailSettings(), smtpUrl: closed.url }) };
    await closed.close();
    // Waits of 5, 15, 45 ... minutes, three times as long each time, and a look long after the last.
    for (const minutes of [0, 5, 20, 65, 200, 605, 1820, 4000]) {
      at(minutes);
      await sendDigestsOf(away, store);
    }
    expect(await rows()).toEqual([{ state: 'failed', attempts: 7, error: expect.stringContaining('ECONNREFUSED') }]);
    expect(services.warnings.filter((line) => line.includes('A weekly mail was not sent')).join()).not.toContain('@');
  });

  it('and a process that ended in the middle: it is not sent a second time, and the doctor says so', async () => {
    const { userId } = await addPerson('owner');
    at(0);
    const claimed = { store_id: store.id, iso_week: '2026-W09', user_id: userId, state: 'sending' as const };
    const times = { next_attempt_at: DUE, changed_at: DUE, error: null };
    await services.context.database.forStore(store.id, ({ tx }) =>
      tx
        .insertInto('digest_delivery')
        .values({ ...claimed, ...times })
        .execute(),
    );
    at(30);
    await run();
    expect((await rows())[0]?.state).toBe('sending');
    at(61);
    await run();
    expect(smtp.mails).toEqual([]);
    expect((await rows())[0]).toMatchObject({ state: 'failed', error: expect.stringContaining('may or may not') });
  });
});

describe('the mail as it arrives', () => {
  it('has both forms, a link to stop it with one click, and a name of its own', async () => {
    const { email } = await addPerson('owner', 'Anna Łódź');
    at(0);
    await run();
    const [mail] = smtp.mails;
    const { headers, text, html } = readMail(mail!);
    expect([mail?.from, mail?.to]).toEqual(['reports@suggest.example', [email]]);
    expect(headers.get('to')).toEqual([`Anna Łódź <${email}>`]);
    expect(headers.get('subject')).toEqual([
      `${store.slug}: €0.00 came from suggestions; how much of it is extra was not measured.`,
    ]);
    const stop = /^<(https:\/\/suggest\.example\/pairwell\/digest\/stop\/[\w.-]+)>$/.exec(
      headers.get('list-unsubscribe')?.[0] ?? '',
    )?.[1];
    expect(headers.get('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click']);
    expect(headers.get('message-id')?.[0]).toMatch(/^<digest\.\d+\.2026-W09\.\d+@suggest\.example>$/);
    expect(text).toContain(`Stop this mail: ${stop}`);
    expect(html).toContain(`href="${stop}"`);
    expect(text).toMatch(/Revenue: +€3\.00/);
  });

  it('with hostile names has no header and no receiver more than any other', async () => {
    const evil = 'Evil\r\nBcc: victim@example.org\r\n\r\n<script>alert(1)</script>';
    const { email } = await addPerson('owner', 'A" <victim@example.org>, "B');
    store = await changeStore(services.context, store.id, { name: evil });
    at(0);
    await run();
    const [mail] = smtp.mails;
    const { headers, html } = readMail(mail!);
    expect([smtp.mails.length, mail?.to]).toEqual([1, [email]]);
    expect(headers.has('bcc')).toBe(false);
    expect(headers.get('subject')?.[0]).toMatch(/^Evil Bcc: victim@example\.org <script>/);
    expect(headers.get('to')?.[0]?.endsWith(`<${email}>`)).toBe(true);
    expect(html).not.toContain('<script');
  });

  it('can be tried at any time, and that is not the mail of the week', async () => {
    await addPerson('owner');
    at(-30);
    const { week } = await sendDigestTo(ours, store, 'trial@example.org');
    expect([week, receivers(), await rows()]).toEqual(['2026-W09', ['trial@example.org'], []]);
    expect(readMail(smtp.mails[0]!).headers.has('list-unsubscribe')).toBe(false);
    smtp.refuse('MAIL', '535 5.7.8 No');
    await expect(sendDigestTo(ours, store, 'trial@example.org')).rejects.toMatchObject({ code: 'mail_failed' });
    await expect(sendDigestTo(services, store, 'trial@example.org')).rejects.toMatchObject({ code: 'mail_off' });
  });
});
