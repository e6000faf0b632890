import { describe, expect, it } from 'vitest';
import { passwordFault, requireGoodPassword } from './password-rules.ts';

const person = { email: 'anna.weber@example.org', name: 'Anna Weber' };

describe('passwordFault', () => {
  it.each([
    'four quiet garden chairs',
    'kx7p-m2qa-9zrt-hh3b-uv8c',
    'Tr0ub4dor&3zebra',
    'passionfruit-and-rain',
    'anna weber loves pasta',
    'пароль длинный да',
    '日本語のパスワードはこれ',
    'mypasswordisnotthis',
  ])('has nothing against %s', (password) => {
    expect(passwordFault(password, person)).toBeNull();
  });

  it('counts characters, not code units: nine of them are too few, ten and 200 are right, 201 too many', () => {
    const letters = (count: number) =>
      Array.from({ length: count }, (_, place) => '🍕🍝🥗🍰☕🍷🧀'.match(/./gu)?.[place % 7]).join('');
    expect(passwordFault(letters(9), person)).toBe('must have at least 10 characters');
    expect(passwordFault(letters(10), person)).toBeNull();
    expect(passwordFault(letters(200), person)).toBeNull();
    expect(passwordFault(letters(201), person)).toBe('must have at most 200 characters');
  });

  it.each(['aaaaaaaaaa', 'abababababab', '1212121212', 'aaaabbbbcccc'])(
    'finds too few characters in %s',
    (password) => {
      expect(passwordFault(password, person)).toBe('repeats too few characters');
    },
  );

  it.each([
    'password123',
    'Password2024!',
    'P@ssw0rd!!',
    'p4ssw0rd2025',
    'passwordpassword',
    'Welcome12345',
    '12345welcome',
    'letmein!!!!1',
    'iloveyou2024',
    '1234567890',
    '0987654321',
    'qwertyuiop',
    'poiuytrewq',
    'qwertyuiop123',
    'abcdefghij',
    'asdfghjkl123',
    'administrator',
    'pairwell2026',
  ])('finds %s among the first that anybody would try', (password) => {
    expect(passwordFault(password, person)).toBe('is among the first that anybody would try');
  });

  it.each(['anna.weber@example.org', 'Anna.Weber2024', 'anna weber 1', '!!anna weber!!'])(
    'finds only the person in %s',
    (password) => {
      expect(passwordFault(password, person)).toBe('must be more than your name or e-mail address');
    },
  );
});

describe('requireGoodPassword', () => {
  it('says what is wrong, at the field, and not the password', () => {
    expect(() => requireGoodPassword('qwertyuiop', person)).toThrow(
      expect.objectContaining({
        code: 'weak_password',
        message: 'The password is among the first that anybody would try.',
        details: expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/password' })] }),
      }),
    );
    expect(() => requireGoodPassword('four quiet garden chairs', person)).not.toThrow();
  });
});
