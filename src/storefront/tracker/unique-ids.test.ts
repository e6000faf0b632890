import { expect, it } from 'vitest';
import { randomHex, timeOfUuid, uuidAt } from './unique-ids.ts';

it('makes UUIDs of version 7 whose time can be read again', () => {
  // 2026-11-21T10:00:00Z = 1,795,255,200,000 ms = 0x1a1fd8c6900.
  const uuid = uuidAt(1_795_255_200_000, '0123456789abcdef0123456789abcdef');
  expect(uuid).toBe('01a1fd8c-6900-7012-8345-6789abcdef01');
  expect(timeOfUuid(uuid)).toBe(1_795_255_200_000);
});

it('draws 128 bits', () => {
  expect(randomHex()).toMatch(/^[0-9a-f]{32}$/);
  expect(randomHex()).not.toBe(randomHex());
});

it('reads no time from other texts', () => {
  expect(timeOfUuid('garbage')).toBeNaN();
});
