import { z } from 'zod';
import { nearestName } from './nearest-name.ts';

type Issue = z.core.$ZodRawIssue;

const KIND_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const FORMAT_WORDS: Readonly<Record<string, string>> = {
  datetime: 'a time with its offset, for example "2026-03-01T19:30:00+01:00"',
  uuid: 'a UUID, for example "0193c1a2-7d4e-7b11-8a52-3f1f0e6d2b90"',
  url: 'an address, for example "https://shop.example"',
};

/** What lengths are counted in. */
const UNIT_WORDS: Readonly<Record<string, string>> = { string: 'characters', array: 'entries' };

const LONGEST_VALUE = 60;

/**
 * What was expected of a value that a schema refuses, in plain words: "expected a number". Words that a schema has of
 * its own go before these.
 */
export function tellExpected(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${KIND_WORDS[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return `expected ${tellBound(issue, issue.minimum, isOpen(issue) ? 'more than' : 'at least')}`;
    case 'too_big':
      return `expected ${tellBound(issue, issue.maximum, isOpen(issue) ? 'less than' : 'at most')}`;
    case 'invalid_format':
      return `expected ${FORMAT_WORDS[issue.format] ?? 'another form'}`;
    case 'invalid_value':
      return `expected ${tellChoices(issue.values)}`;
    case 'invalid_union':
      return `expected ${tellAlternatives(issue)}`;
    default:
      return 'expected another value';
  }
}

/** The same with the value that was found: "expected a number, got \"two\"". */
export function tellIssue(issue: Issue): string {
  if (issue.code === 'unrecognized_keys') return tellUnknownFields(issue);
  const expected = tellExpected(issue);
  if (issue.input === undefined) return `${expected}, but it is missing`;
  // A number that was no number in the text that it came from: what the text was is not known here.
  if (typeof issue.input === 'number' && !Number.isFinite(issue.input)) return expected;
  return `${expected}, got ${tellValue(issue.input)}`;
}

/** True where the bound itself is not allowed. */
function isOpen(issue: Issue): boolean {
  return (issue as { inclusive?: boolean }).inclusive === false;
}

function tellBound(issue: Issue, bound: unknown, words: string): string {
  const { origin, exact } = issue as { origin?: string; exact?: boolean };
  const unit = UNIT_WORDS[origin ?? ''];
  return [exact === true ? 'exactly' : words, String(bound), ...(unit === undefined ? [] : [unit])].join(' ');
}

function tellChoices(values: readonly unknown[]): string {
  const words = values.map((value) => JSON.stringify(value));
  return words.length === 1 ? String(words[0]) : `one of ${words.join(', ')}`;
}

/** What each branch of a union would have taken, where a branch can say it in a word. */
function tellAlternatives(issue: Issue): string {
  const { options = [], errors = [] } = issue as { options?: unknown[]; errors?: Issue[][] };
  if (options.length > 0) return tellChoices(options);
  const branches = errors.flatMap(([first]) => (first ? [tellExpected(first).replace(/^expected /, '')] : []));
  return branches.length === 0 ? 'another value' : [...new Set(branches)].join(' or ');
}

function tellUnknownFields(issue: Issue): string {
  const { keys = [], inst } = issue as { keys?: string[]; inst?: unknown };
  const known = inst instanceof z.ZodObject ? Object.keys(inst.shape) : [];
  return keys
    .map((key) => {
      const meant = nearestName(key, known);
      return `there is no field ${tellValue(key)}${meant === null ? '' : `; did you mean "${meant}"?`}`;
    })
    .join(', ');
}

/** A value as the caller wrote it, cut where it is long. Lists and objects are named, not repeated. */
function tellValue(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}...`;
}

// Every schema speaks this way, wherever it is used: over HTTP, on the command line, in a call.
z.config({ customError: tellIssue });
