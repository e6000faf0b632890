/** Of each field that was changed: its value before and after; null = there was or is none. */
export type Changes = Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;

const MOST_CHARACTERS = 200;

/**
 * What a change did to some fields of a thing, null = the thing was or is not there. Long texts are cut.
 *
 * @example
 * changesBetween({ before: { price: 450, name: 'Tea' }, after: { price: 480, name: 'Tea' } }, ['price', 'name']) // => { price: { before: 450, after: 480 } }
 * changesBetween({ before: null, after: { kind: 'pin', item: 'tea', category: null } }, ['kind', 'category']) // => { kind: { before: null, after: 'pin' } }
 */
export function changesBetween(
  { before, after }: { before: object | null; after: object | null },
  fields: readonly string[],
): Changes {
  const read = (thing: object | null, field: string) => shorten((thing as Record<string, unknown>)?.[field] ?? null);
  return Object.fromEntries(
    fields
      .map((field) => [field, { before: read(before, field), after: read(after, field) }] as const)
      .filter(([, values]) => JSON.stringify(values.before) !== JSON.stringify(values.after)),
  );
}

function shorten(value: unknown): unknown {
  if (Array.isArray(value) && value.length === 0) return null;
  const isLong = typeof value === 'string' && value.length > MOST_CHARACTERS;
  return isLong ? `${value.slice(0, MOST_CHARACTERS - 1)}…` : value;
}
