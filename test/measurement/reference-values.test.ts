import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { REFERENCE_FUNCTIONS } from './reference-functions.ts';

interface ReferenceRow {
  readonly id: string;
  readonly fn: string;
  readonly inputs: Record<string, unknown>;
  readonly expected: unknown;
  readonly tol: number;
}

const GOLDEN = new URL('../golden/measurement.json', import.meta.url);
const { rows } = JSON.parse(readFileSync(GOLDEN, 'utf8')) as { rows: ReferenceRow[] };

/** Every leaf of the expected value against what came out, by name and place. */
function compare(got: unknown, expected: unknown, { tol, path }: { tol: number; path: string }): void {
  if (typeof expected === 'number' && tol > 0) {
    const distance = Math.abs((got as number) - expected);
    expect(distance, `${path}: got ${got}, expected ${expected}`).toBeLessThanOrEqual(
      tol * Math.max(1, Math.abs(expected)),
    );
  } else if (expected !== null && typeof expected === 'object') {
    for (const [key, value] of Object.entries(expected)) {
      compare((got as Record<string, unknown>)[key], value, { tol, path: `${path}.${key}` });
    }
  } else {
    expect(got, path).toBe(expected);
  }
}

describe('figures worked out with another program', () => {
  test('there are all of them', () => {
    expect(rows).toHaveLength(102);
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
  });

  test.each(rows)('$id $fn', ({ id, fn, inputs, expected, tol }) => {
    const compute = REFERENCE_FUNCTIONS[fn];
    expect(compute, `no function for ${fn}`).toBeTypeOf('function');
    compare(compute?.(inputs), expected, { tol, path: id });
  });
});
