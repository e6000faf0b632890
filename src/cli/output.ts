import { AppError } from '../contract/error-registry.ts';
import { databaseFault } from '../services/database-fault.ts';
import type { Io } from './runtime.ts';

/** Prints a result: as one JSON document with --json, else in words. */
export function printResult(io: Io, { json, data, text }: { json: boolean; data: unknown; text: string }): void {
  io.out(json ? `${JSON.stringify(data, null, 2)}\n` : `${text}\n`);
}

/** Prints an error with its way out, on standard error. */
export function printError(io: Io, error: unknown, { json }: { json: boolean }): void {
  const known = error instanceof AppError ? error : toDatabaseError(error);
  const detail = known?.details.detail ?? (error instanceof Error ? error.message : String(error));
  const code = known?.code ?? 'internal';
  const hint = known === null ? 'This was not expected. With LOG_LEVEL=debug there is more.' : tellHint(known);
  if (json) {
    io.err(`${JSON.stringify({ error: { code, detail, hint } })}\n`);
    return;
  }
  io.err(`${paint(io, 'red', 'Error:')} ${disarmLines(detail)}\n`);
  io.err(`${paint(io, 'dim', 'Hint:')} ${disarmLines(hint)}\n`);
}

/** The hint of a request that is not valid is for bodies; who typed a command looks at its options. */
function tellHint(error: AppError): string {
  if (error.code !== 'invalid_request' || error.details.hint !== undefined) return error.hint;
  return 'The command with --help shows what each option takes.';
}

function toDatabaseError(error: unknown): AppError | null {
  const fault = databaseFault(error);
  if (fault === null) return null;
  if (fault === 'database_unavailable') {
    return new AppError(fault, { detail: `The database does not answer: ${String(error)}` });
  }
  const hint = 'Make room and run the command again: what is stored stays, and the rest is added.';
  return new AppError(fault, { detail: 'The disk is full. What was stored before is safe.', hint });
}

const CODES = { red: 31, green: 32, yellow: 33, cyan: 36, bold: 1, dim: 2 } as const;

/** Colours a text where colour is wanted: not with NO_COLOR, not in a file. */
export function paint(io: Io, style: keyof typeof CODES, text: string): string {
  return io.color ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text;
}

/** One column of a table. */
export interface Column<T> {
  readonly title: string;
  readonly align?: 'left' | 'right';
  value(row: T): string;
}

/** A table in plain text, columns as wide as their longest cell. Control characters in the data are shown as ?. */
export function formatTable<T>(rows: readonly T[], columns: readonly Column<T>[]): string {
  const cells = [
    columns.map((column) => column.title),
    ...rows.map((row) => columns.map((column) => disarm(column.value(row)))),
  ];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)));
  return cells
    .map((line) =>
      line
        .map((cell, index) => pad(cell, widths[index] ?? 0, columns[index]?.align ?? 'left'))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  return align === 'right' ? text.padStart(width) : text.padEnd(width);
}

/** Text from files and strangers with ? for its control characters: nothing in it may steer the terminal. */
export function disarm(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is replaced here
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');
}

/** The same for a text of several lines. */
export function disarmLines(text: string): string {
  return text.split('\n').map(disarm).join('\n');
}

/** A share as a percentage with one decimal: .123 -> "12.3 %". */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
