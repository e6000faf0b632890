import { expect, test } from 'vitest';
import { storedJson } from './stored-json.ts';

test('NUL and half a pair become U+FFFD, wherever they are; nothing else changes', () => {
  const value = { a: ['te\0a', 1, null, { b: 'x\ud83d' }], emoji: '\u{1f355}', written: '\\u0000' };
  expect(JSON.parse(storedJson(value))).toEqual({
    a: ['te\ufffda', 1, null, { b: 'x\ufffd' }],
    emoji: '\u{1f355}',
    written: '\\u0000',
  });
});
