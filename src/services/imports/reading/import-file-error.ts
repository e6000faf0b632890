/** What can be wrong with a file as a whole, so that none of its rows can be trusted. */
export type ImportFileErrorCode =
  | 'file_not_found'
  | 'unreadable_file'
  | 'empty_file'
  | 'too_large'
  | 'binary_file'
  | 'spreadsheet_file'
  | 'damaged_gzip'
  | 'line_too_long'
  | 'broken_quotes'
  | 'missing_columns';

/**
 * A file that cannot be imported at all. `message` says what is wrong, `hint` what to do about it.
 *
 * @example
 * new ImportFileError('empty_file', 'orders.csv is empty', { hint: 'Export it again.' }).code // => "empty_file"
 */
export class ImportFileError extends Error {
  readonly code: ImportFileErrorCode;
  readonly hint: string;

  constructor(code: ImportFileErrorCode, message: string, details: { hint: string; cause?: unknown }) {
    super(message, { cause: details.cause });
    this.name = 'ImportFileError';
    this.code = code;
    this.hint = details.hint;
  }
}
