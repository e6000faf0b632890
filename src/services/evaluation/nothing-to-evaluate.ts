import { AppError } from '../../contract/error-registry.ts';
import type { EvaluationHistory } from './evaluation-history.ts';

/**
 * The error for a history that is too small for a protocol. Rows that could not be read may be why: they are told with it.
 *
 * @returns AppError `nothing_to_evaluate`
 */
export function nothingToEvaluate(
  { leftOut }: Pick<EvaluationHistory, 'leftOut'>,
  { detail, hint }: { readonly detail: string; readonly hint?: string },
): AppError {
  const hints = [leftOut?.hint, hint].filter((text) => text !== undefined);
  return new AppError('nothing_to_evaluate', {
    detail: [detail, ...(leftOut?.notes ?? [])].join(' '),
    ...(hints.length > 0 && { hint: hints.join('\n') }),
  });
}
