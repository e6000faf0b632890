import { describe, expect, it } from 'vitest';
import { checkPassword, hashPassword, isOutdated, PASSWORD_COST } from './passwords.ts';

const cheap = { memoryKib: 8, passes: 1, parallelism: 1 };

describe('hashPassword', () => {
  it('is argon2id with the parameters of the OWASP cheat sheet', async () => {
    expect(await hashPassword('four quiet garden chairs', PASSWORD_COST)).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/,
    );
  });

  it('has another salt each time', async () => {
    expect(await hashPassword('same', cheap)).not.toBe(await hashPassword('same', cheap));
  });
});

describe('checkPassword', () => {
  it('knows the password, and no other', async () => {
    const passwordHash = await hashPassword('four quiet garden chairs', cheap);
    expect(await checkPassword({ passwordHash, password: 'four quiet garden chairs' }, cheap)).toBe(true);
    for (const password of ['Four quiet garden chairs', 'four quiet garden chairs ', '', 'x'.repeat(1000)]) {
      expect(await checkPassword({ passwordHash, password }, cheap)).toBe(false);
    }
  });

  it('knows it in whatever way its letters are composed', async () => {
    const passwordHash = await hashPassword('caf\u00e9 au lait', cheap);
    expect(await checkPassword({ passwordHash, password: 'cafe\u0301 au lait' }, cheap)).toBe(true);
  });

  it('is false without an account', async () => {
    expect(await checkPassword({ passwordHash: null, password: 'anything' }, cheap)).toBe(false);
  });
});

describe('isOutdated', () => {
  it('sees every parameter that differs from today’s', async () => {
    const made = await hashPassword('x', cheap);
    expect(isOutdated(made, cheap)).toBe(false);
    for (const change of [{ memoryKib: 16 }, { passes: 2 }, { parallelism: 2 }]) {
      expect(isOutdated(made, { ...cheap, ...change })).toBe(true);
    }
  });
});
