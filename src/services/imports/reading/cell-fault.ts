/** Why one cell of a row cannot be used. */
export interface CellFault {
  readonly kind: 'fault';
  /** Stable, for programs: `not_a_number`, `unknown_status` ... */
  readonly code: string;
  /** For people, to be read after the value: "expected a decimal number". */
  readonly reason: string;
}

/**
 * A fault of a cell. Parsers return it instead of throwing, since a bad row is an everyday event and not an accident.
 *
 * @example
 * cellFault('empty', 'expected an item').reason // => "expected an item"
 */
export function cellFault(code: string, reason: string): CellFault {
  return { kind: 'fault', code, reason };
}
