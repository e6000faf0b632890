import type { AuditEntry } from '../../contract/accounts.ts';
import type { Formats } from '../format/formats.ts';
import type { AuditWords } from './audit-words.english.ts';

/** What changes are written with. */
export interface ChangeWriters {
  readonly words: Pick<AuditWords, 'nothing' | 'change' | 'fields' | 'values'>;
  readonly states: { readonly yes: string; readonly no: string };
  readonly formats: Pick<Formats, 'money' | 'percent' | 'dateTime'>;
}

/** Fields whose values are words of the program; what people wrote stays as it is. */
const WORDS_OF: ReadonlySet<string> = new Set([
  'kind',
  'role',
  'status',
  'placement',
  'trending_rule',
  'attribution_window',
]);

/** What a deed was done to: "key 3" of the program in words, what people named as it is. */
export function tellSubject(
  { action, subject }: Pick<AuditEntry, 'action' | 'subject'>,
  { kinds }: Pick<AuditWords, 'kinds'>,
): string | null {
  const [, kind = '', id] = /^(\w+) (.+)$/.exec(subject ?? '') ?? [];
  const word = action.includes('/') ? undefined : kinds[kind];
  return word === undefined ? subject : `${word} ${id}`;
}

/** One line for each field that was changed, then what else is known of the deed. */
export function tellChanges(
  { changes, details }: Pick<AuditEntry, 'changes' | 'details'>,
  writers: ChangeWriters,
): string[] {
  const { words } = writers;
  const nameOf = (field: string) => words.fields[field] ?? field.replaceAll('_', ' ');
  return [
    ...Object.entries(changes).map(([field, { before, after }]) =>
      words.change(nameOf(field), writeValue(before, { field, ...writers }), writeValue(after, { field, ...writers })),
    ),
    ...Object.entries(details).map(([field, value]) => `${nameOf(field)}: ${writeValue(value, { field, ...writers })}`),
  ];
}

function writeValue(value: unknown, { field, words, states, formats }: ChangeWriters & { field: string }): string {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return words.nothing;
  if (typeof value === 'boolean') return value ? states.yes : states.no;
  if (typeof value === 'number' && field.endsWith('_minor')) return formats.money(value);
  if (typeof value === 'number' && field === 'share') return formats.percent(value);
  if (typeof value === 'string' && field.endsWith('_at')) return formats.dateTime(value);
  if (typeof value === 'string') return WORDS_OF.has(field) ? (words.values[value] ?? value) : value;
  return Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number')
    ? value.join(', ')
    : JSON.stringify(value);
}
