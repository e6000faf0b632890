import { expect, it } from 'vitest';
import { changesBetween } from './changes-between.ts';

it('names what differs, with what it was and is', () => {
  const before = { price: 450, available: true, tags: ['a'], note: null };
  const after = { price: 450, available: false, tags: ['a', 'b'], note: 'x'.repeat(300) };
  expect(changesBetween({ before, after }, ['price', 'available', 'tags', 'note', 'unknown'])).toEqual({
    available: { before: true, after: false },
    tags: { before: ['a'], after: ['a', 'b'] },
    note: { before: null, after: `${'x'.repeat(199)}…` },
  });
  expect(changesBetween({ before, after: null }, ['price', 'note'])).toEqual({ price: { before: 450, after: null } });
});
