import { afterAll, describe, expect, test } from 'vitest';
import { CommandRunner } from '../support/command-runner.ts';

const folder = new CommandRunner();
afterAll(() => folder.remove());

async function refusal(...args: string[]) {
  const { code, stderr } = await folder.run(['simulate', ...args, '--json']);
  return { code, error: JSON.parse(stderr).error };
}

describe('pairwell simulate', () => {
  test('says what is wrong, with a way out', async () => {
    await folder.json(['store', 'add', 'corner']);
    const empty = await refusal('--store', 'corner');
    expect(empty).toMatchObject({ code: 1, error: { code: 'too_few_items' } });
    expect(empty.error.hint).toContain('pairwell import');
    const long = await refusal('--store', 'corner', '--days', '367');
    expect(long).toMatchObject({ code: 1, error: { code: 'invalid_request' } });
    expect(long.error.detail).toBe('--days is 367: expected 1 to 366.');
    const address = await refusal('--store', 'corner', '--url', 'nowhere');
    expect(address).toMatchObject({ code: 1, error: { code: 'invalid_request' } });
    const word = await folder.run(['simulate', '--store', 'corner', '--effect', 'much']);
    expect(word.code).toBe(2);
    expect(word.stderr).toContain('expected a number such as 0.05');
  });
});
