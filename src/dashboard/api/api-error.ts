import type { Problem } from '../../contract/problem.ts';

/** What the server answered instead of the data: its problem document, or what came in its place. */
export class ApiError extends Error {
  readonly status: number;
  /** Such as `role_too_low`; `unreachable` when there was no answer. */
  readonly code: string;
  readonly hint: string;
  readonly fields: readonly { readonly pointer: string; readonly message: string }[];

  constructor({ status, code, detail, hint, errors }: Pick<Problem, 'status' | 'code' | 'detail' | 'hint' | 'errors'>) {
    super(detail);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.hint = hint;
    this.fields = errors ?? [];
  }

  /** What is wrong with one field of a form; null when it is not that field. */
  fieldMessage(name: string): string | null {
    return this.fields.find(({ pointer }) => pointer.split('/').includes(name))?.message ?? null;
  }
}

/** Reads the problem document of an answer; a proxy in between may have sent something else. */
export async function readProblem(response: Response): Promise<ApiError> {
  const { status } = response;
  const problem = await response.json().catch(() => null);
  if (typeof problem?.code === 'string') return new ApiError({ ...problem, status });
  return new ApiError({ status, code: 'unreadable', detail: `HTTP ${status} ${response.statusText}`.trim(), hint: '' });
}

/** There was no answer at all. */
export function unreachable(cause: unknown): ApiError {
  return new ApiError({ status: 0, code: 'unreachable', detail: String(cause), hint: '' });
}
