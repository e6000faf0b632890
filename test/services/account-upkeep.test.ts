import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '../../src/services/accounts/caller.ts';
import { invite } from '../../src/services/accounts/invitations.ts';
import { startSession } from '../../src/services/accounts/sessions.ts';
import { requirePassword, signIn } from '../../src/services/accounts/sign-in.ts';
import { addUser } from '../../src/services/accounts/users.ts';
import { expireOldRows } from '../../src/services/housekeeping.ts';
import { makeStore, openTestServices, TEST_NOW, type TestServices } from '../support/test-app.ts';

const DAY_MS = 24 * 3_600_000;
const email = 'anna@example.org';

let test: TestServices;
let password: string;
let userId: number;

beforeAll(async () => {
  test = await openTestServices();
  ({ password, userId } = await addUser(test, { email, name: 'Anna', operator: false }));
});

afterAll(() => test.close());

const handle = () => test.context.database.global;

describe('signing in', () => {
  it('makes the hash anew when the parameters have grown, and the password stays', async () => {
    const hashNow = async () =>
      (
        await handle()
          .selectFrom('user_account')
          .select('password_hash')
          .where('id', '=', userId)
          .executeTakeFirstOrThrow()
      ).password_hash;
    expect(await hashNow()).toContain('m=8,t=1,p=1');
    const grown = {
      ...test,
      accounts: { ...test.accounts, passwordCost: { memoryKib: 16, passes: 2, parallelism: 1 } },
    };
    await signIn(grown, { email, password }, { address: '192.0.2.1' });
    const renewed = await hashNow();
    expect(renewed).toContain('m=16,t=2,p=1');
    await signIn(grown, { email, password }, { address: '192.0.2.1' });
    expect(await hashNow()).toBe(renewed);
  });

  it('is counted together in all processes', async () => {
    const other = test.secondProcess();
    const guess = { email, password: 'guess', address: '192.0.2.1' };
    for (let turn = 0; turn < 5; turn++) {
      await expect(requirePassword(test, guess)).rejects.toMatchObject({ code: 'wrong_credentials' });
      await expect(requirePassword(other, guess)).rejects.toMatchObject({ code: 'wrong_credentials' });
    }
    for (const process of [test, other]) {
      await expect(requirePassword(process, guess)).rejects.toMatchObject({ code: 'too_many_attempts' });
    }
  });
});

describe('every night', () => {
  it('what has ended goes: sessions, invitations, counted attempts; what works stays', async () => {
    const store = await makeStore(test, 'anna');
    const at = (days: number) => test.setClock(new Date(TEST_NOW.getTime() + days * DAY_MS));
    await handle().deleteFrom('user_session').execute();
    for (const days of [0, 5]) {
      at(days);
      await startSession(test.context, handle(), { userId });
      await invite(test.context, store.id, { email: `guest-${days}@example.org`, role: 'staff', actor: COMMAND_LINE });
      await requirePassword(test, { email: `stranger-${days}@example.org`, password: 'x', address: '192.0.2.1' }).catch(
        () => null,
      );
    }
    at(8);
    await requirePassword(test, { email: 'late@example.org', password: 'x', address: '192.0.2.1' }).catch(() => null);
    await expireOldRows(test);
    expect(await handle().selectFrom('user_session').select('created_at').execute()).toHaveLength(1);
    const waiting = await test.context.database.forStore(store.id, ({ tx }) =>
      tx.selectFrom('invitation').select('email').execute(),
    );
    expect(waiting).toEqual([{ email: 'guest-5@example.org' }]);
    // The bucket of the last account and that of the address, which was tried from again.
    expect(await handle().selectFrom('sign_in_attempt').select('attempts').execute()).toHaveLength(2);
    test.setClock(TEST_NOW);
  });
});
