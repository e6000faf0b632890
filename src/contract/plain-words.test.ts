import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { tellExpected } from './plain-words.ts';

/** What a schema says to a value. */
function words(schema: z.ZodType, value: unknown): string[] {
  const { error } = schema.safeParse(value);
  return error?.issues.map((issue) => issue.message) ?? [];
}

describe('the words of a schema', () => {
  test.each([
    [z.string(), undefined, 'expected text, but it is missing'],
    [z.string(), null, 'expected text, got null'],
    [z.string(), 12, 'expected text, got 12'],
    [z.int(), 1.5, 'expected a whole number, got 1.5'],
    [z.boolean(), 'yes', 'expected true or false, got "yes"'],
    [z.array(z.string()), { a: 1 }, 'expected a list, got an object'],
    [z.object({}), [1, 2], 'expected an object, got a list of 2'],
    [z.number().min(1), 0, 'expected at least 1, got 0'],
    [z.number().positive(), 0, 'expected more than 0, got 0'],
    [z.number().lt(1), 1, 'expected less than 1, got 1'],
    [z.number().max(20), 99, 'expected at most 20, got 99'],
    [z.string().min(1), '', 'expected at least 1 characters, got ""'],
    [z.string().length(3), 'EURO', 'expected exactly 3 characters, got "EURO"'],
    [z.array(z.string()).max(1), ['a', 'b'], 'expected at most 1 entries, got a list of 2'],
    [z.enum(['pin', 'block']), 'pim', 'expected one of "pin", "block", got "pim"'],
    [z.literal('use'), 'user', 'expected "use", got "user"'],
    [z.union([z.string(), z.int()]), true, 'expected text or a number, got true'],
    [
      z.iso.datetime({ offset: true }),
      'now',
      `${'expected a time with its offset'}, for example "2026-03-01T19:30:00+01:00", got "now"`,
    ],
    [z.coerce.number(), 'two', 'expected a number'],
    [z.string().regex(/^a$/, 'expected the letter a'), 'b', 'expected the letter a'],
  ])('%# says what was expected and what came', (schema, value, message) => {
    expect(words(schema, value)).toEqual([message]);
  });

  test('name the field that was meant', () => {
    const line = z.strictObject({ item: z.string(), quantity: z.number().optional() });
    expect(words(line, { item: 'a', quantiti: 2 })).toEqual(['there is no field "quantiti"; did you mean "quantity"?']);
    expect(words(line, { item: 'a', colour: 'red' })).toEqual(['there is no field "colour"']);
  });

  test('of a union by one field name what that field may be', () => {
    const action = z.discriminatedUnion('action', [
      z.object({ action: z.literal('choose') }),
      z.object({ action: z.literal('use') }),
    ]);
    expect(words(action, { action: 'chose' })[0]).toMatch(/^expected one of "choose", "use"/);
  });

  test('cut a long value, and never repeat one that is not to be shown', () => {
    expect(words(z.int(), 'x'.repeat(500))[0]?.length).toBeLessThan(110);
    const { error } = z.int().safeParse('secret', { error: tellExpected });
    expect(error?.issues[0]?.message).toBe('expected a number');
  });
});
