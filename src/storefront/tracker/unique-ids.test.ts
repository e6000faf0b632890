import { expect, it } from 'vitest';
import { randomHex, timeOfUuid, uuidAt } from './unique-ids.ts';

it('makes UUIDs of version 7 whose time can be read again', () => {
  // 2026-11-21T10:00:00Z = 1,795,255,200,000 ms = 0x1a1fd3f0d00.
  const uuid = uuidAt(1_795_255_200_000, '0123456789abcdef0123456789abcdef');
  expect(uuid).toBe('01a1fdad-d300-7012-b456-789abcdef012');
  expect(timeOfUuid(uuid)).toBe(1_795_255_200_000);
});

it.each([...'0123456789abcdef'])('sets the variant, whatever is drawn: %s', (digit) => {
  expect(uuidAt(0, `000${digit}${'f'.repeat(28)}`)).toMatch(/^00000000-0000-7000-[89ab]fff-f{12}$/);
});

it('draws 128 bits', () => {
  expect(randomHex()).toMatch(/^[0-9a-f]{32}$/);
  expect(randomHex()).not.toBe(randomHex());
});

it('reads no time from other texts', () => {
  expect(timeOfUuid('garbage')).toBeNaN();
});
