import { ApiError } from '../api/api-error.ts';
import type { Messages } from '../messages/english.ts';

/** What went wrong, in words: our own for what happens often, else those of the server with its hint. */
export function tellError(error: Error, { states }: Messages): string {
  if (!(error instanceof ApiError)) return states.pageFailed;
  if (error.code === 'unreachable') return states.unreachable;
  if (error.code === 'role_too_low') return states.tooLow;
  const own = states.error(error.code);
  if (own !== undefined) return own;
  const fields = error.fields.map(({ message }) => message);
  return [error.message, ...fields, error.hint].filter((part) => part !== '').join(' ');
}
