/**
 * A fault of the storage layer that a person can do something about.
 *
 * `code` is stable and fit for programs, `hint` is the way out in one sentence.
 */
export class StorageError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, options: { hint: string; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'StorageError';
    this.code = code;
    this.hint = options.hint;
  }
}
