import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const DOCUMENT = new URL('../../docs/algorithms/customers.md', import.meta.url);
const TOPICS = 13;
const LEAST_TESTS = 19;

interface ListedTest {
  readonly topic: string;
  readonly name: string;
  readonly file: string;
}

/** The rows of the table under "## Tests"; a row without a topic belongs to the one above. */
function readIndex(): ListedTest[] {
  const [, section = ''] = readFileSync(DOCUMENT, 'utf8').split('## Tests\n');
  let topic = '';
  return [...section.matchAll(/^\| ([^|]*) \| ([^|]+) \| \[[\w-]+\]\(([^)]+)\) \|$/gm)].map(
    ([, named = '', name = '', file = '']) => {
      topic = named === '' ? topic : named;
      return { topic, name, file };
    },
  );
}

describe('the index of tests in docs/algorithms/customers.md', () => {
  const listed = readIndex();

  it('has at least 19 tests on 13 topics', () => {
    expect(new Set(listed.map(({ topic }) => topic)).size).toBe(TOPICS);
    expect(new Set(listed.map(({ name }) => name)).size).toBeGreaterThanOrEqual(LEAST_TESTS);
  });

  it.each(listed)('names a test that there is: $name', ({ name, file }) => {
    const source = readFileSync(new URL(file, DOCUMENT), 'utf8');
    expect(source).toMatch(new RegExp(`it(\\.each\\([^]*?\\))?\\(\\s*'${RegExp.escape(name)}'`));
  });
});
