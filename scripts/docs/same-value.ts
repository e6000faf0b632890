/** Examples print rounded numbers: a number may differ from the promised one by this share of the larger of the two. */
const RELATIVE_TOLERANCE = 1e-3;

/**
 * Compares a value with what an example promises: deeply, whole numbers exactly, other numbers within 0.1 %.
 * Typed arrays count as arrays, fields that are `undefined` as missing.
 *
 * @example
 * isSameValue({ lift: 1.2345 }, { lift: 1.2344 }) // => true
 * isSameValue(100001, 100002) // => false
 */
export function isSameValue(actual: unknown, expected: unknown): boolean {
  if (typeof actual === 'number' && typeof expected === 'number') return isSameNumber(actual, expected);
  if (!isObject(actual) || !isObject(expected)) return Object.is(actual, expected);
  if (actual instanceof Map && expected instanceof Map) return isSameList([...actual], [...expected]);
  if (actual instanceof Set && expected instanceof Set) return isSameList([...actual], [...expected]);
  if (isList(actual) !== isList(expected)) return false;
  if (isList(actual) && isList(expected)) return isSameList(Array.from(actual), Array.from(expected));
  return isSameRecord(actual, expected);
}

function isSameNumber(actual: number, expected: number): boolean {
  if (Object.is(actual, expected) || actual === expected) return true;
  if (Number.isInteger(actual) && Number.isInteger(expected)) return false;
  return Math.abs(actual - expected) <= RELATIVE_TOLERANCE * Math.max(Math.abs(actual), Math.abs(expected));
}

function isSameList(actual: readonly unknown[], expected: readonly unknown[]): boolean {
  return actual.length === expected.length && actual.every((value, index) => isSameValue(value, expected[index]));
}

function isSameRecord(actual: object, expected: object): boolean {
  const actualFields = definedFields(actual);
  const expectedFields = new Map(definedFields(expected));
  if (actualFields.length !== expectedFields.size) return false;
  return actualFields.every(([key, value]) => expectedFields.has(key) && isSameValue(value, expectedFields.get(key)));
}

function definedFields(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, field]) => field !== undefined);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isList(value: object): value is ArrayLike<unknown> & object {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);
}
