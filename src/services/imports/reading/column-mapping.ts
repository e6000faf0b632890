import { COLUMN_ALIASES, type ColumnRole, IGNORED_COLUMNS } from './column-aliases.ts';
import { ImportFileError } from './import-file-error.ts';

/** One row per order line, or one row per order with its items in one cell. */
export type OrdersForm = 'line-per-row' | 'order-per-row';

/** A column that was recognised and is not used, with the reason. */
export interface IgnoredColumn {
  readonly column: string;
  readonly reason: string;
}

/** What the header of a file means. */
export interface ColumnMapping {
  readonly form: OrdersForm;
  /** The header as it stands in the file. */
  readonly header: readonly string[];
  /** Position of the column of each role that the file has. */
  readonly positions: ReadonlyMap<ColumnRole, number>;
  readonly unrecognised: readonly string[];
  readonly ignored: readonly IgnoredColumn[];
}

interface Alias {
  readonly role: ColumnRole;
  readonly rank: number;
}

const ALIAS_BY_NAME: ReadonlyMap<string, Alias> = new Map(
  (Object.keys(COLUMN_ALIASES) as ColumnRole[]).flatMap((role) =>
    COLUMN_ALIASES[role].map((name, rank) => [normalizeHeader(name), { role, rank }] as const),
  ),
);

const IGNORED_BY_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries(IGNORED_COLUMNS).map(([name, reason]) => [normalizeHeader(name), reason]),
);

/**
 * The form in which header names are compared: lower case letters and digits only.
 *
 * @example
 * normalizeHeader('Order_ID ') // => "orderid"
 */
export function normalizeHeader(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace('#', 'number')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * How many cells of a row are names of columns we know: the header is the row where this is highest.
 *
 * @example
 * countKnownHeaders(['order_id', 'Qty', 'colour']) // => 2
 */
export function countKnownHeaders(cells: readonly string[]): number {
  return cells.filter((cell) => {
    const name = normalizeHeader(cell);
    return ALIAS_BY_NAME.has(name) || IGNORED_BY_NAME.has(name);
  }).length;
}

/**
 * Finds out what each column of a file means, by name and never by position. Of two columns with one meaning the better
 * name wins, then the one further left; the other is listed as ignored.
 *
 * @throws ImportFileError `missing_columns` when orders, or their items, cannot be told apart.
 * @example
 * mapColumns(['receipt', 'product', 'amount', 'created_at']).form // => "line-per-row"
 */
export function mapColumns(header: readonly string[]): ColumnMapping {
  const mapping = guessColumns(header);
  requireColumns(mapping.positions, header);
  return mapping;
}

/**
 * What the columns of a file mean by their names, also when that is not enough to tell orders apart.
 *
 * @example
 * guessColumns(['Bestellnummer', 'Farbe']).unrecognised // => ["Farbe"]
 */
export function guessColumns(header: readonly string[]): ColumnMapping {
  const ranks = new Map<ColumnRole, number>();
  const positions = new Map<ColumnRole, number>();
  const unrecognised: string[] = [];
  const ignored: IgnoredColumn[] = [];
  header.forEach((column, position) => {
    const alias = ALIAS_BY_NAME.get(normalizeHeader(column));
    if (alias === undefined) {
      listUnused(column, { unrecognised, ignored });
      return;
    }
    const held = positions.get(alias.role);
    const wins = held === undefined || alias.rank < (ranks.get(alias.role) ?? 0);
    const loser = wins ? held : position;
    if (loser !== undefined)
      ignored.push({ column: header[loser], reason: `same meaning as "${header[wins ? position : (held ?? 0)]}"` });
    if (!wins) return;
    positions.set(alias.role, position);
    ranks.set(alias.role, alias.rank);
  });
  const form = settleRoles(positions, { header, ignored });
  return { form, header, positions, unrecognised, ignored };
}

/** The column of each meaning, as somebody chose it: by its name in the header. */
export type ChosenColumns = Readonly<Partial<Record<ColumnRole, string>>>;

/**
 * The meaning of the columns as somebody chose it; nothing is guessed.
 *
 * @throws ImportFileError `missing_columns` for a column that the file has not got, or when too little was chosen.
 * @example
 * chooseColumns(['A', 'B'], { orderId: 'A', itemName: 'B' }).positions.get('itemName') // => 1
 */
export function chooseColumns(header: readonly string[], chosen: ChosenColumns): ColumnMapping {
  const mapping = placeColumns(header, chosen);
  requireColumns(mapping.positions, header);
  return mapping;
}

/**
 * The same, also when too little was chosen yet.
 *
 * @throws ImportFileError `missing_columns` for a column that the file has not got.
 * @example
 * placeColumns(['A', 'B'], { orderId: 'A' }).unrecognised // => ["B"]
 */
export function placeColumns(header: readonly string[], chosen: ChosenColumns): ColumnMapping {
  const positions = new Map<ColumnRole, number>();
  const ignored: IgnoredColumn[] = [];
  for (const [role, column] of Object.entries(chosen) as [ColumnRole, string][]) {
    const position = header.indexOf(column);
    if (position < 0) throw noSuchColumn(column, header);
    positions.set(role, position);
  }
  const form = settleRoles(positions, { header, ignored });
  const used = new Set([...positions.values(), ...ignored.map(({ column }) => header.indexOf(column))]);
  const unrecognised = header.filter((column, position) => !used.has(position) && column.trim() !== '');
  return { form, header, positions, unrecognised, ignored };
}

function noSuchColumn(column: string, header: readonly string[]): ImportFileError {
  const found = nameColumns(header);
  return new ImportFileError('missing_columns', `there is no column "${column}"; the columns found are ${found}`, {
    hint: 'Choose columns by their names in the header.',
  });
}

/**
 * The alias that a column was recognised by; null when it was not.
 *
 * @example
 * recognisedAs('Order-No.') // => "order no"
 */
export function recognisedAs(column: string): string | null {
  const alias = ALIAS_BY_NAME.get(normalizeHeader(column));
  return alias === undefined ? null : COLUMN_ALIASES[alias.role][alias.rank];
}

/**
 * What is missing before orders and their items can be told apart: empty when nothing is.
 *
 * @example
 * missingColumns(new Map([['orderId', 0]])) // => ["item_id"]
 */
export function missingColumns(positions: ReadonlyMap<ColumnRole, number>): string[] {
  const missing: string[] = [];
  const derivable = positions.has('customerId') && positions.has('orderedAt') && !positions.has('items');
  if (!positions.has('orderId') && !derivable) missing.push('order_id');
  if (!positions.has('itemId') && !positions.has('itemName') && !positions.has('items')) missing.push('item_id');
  return missing;
}

function nameColumns(header: readonly string[]): string {
  return header
    .map((name) => `"${name.slice(0, 40)}"`)
    .slice(0, 40)
    .join(', ');
}

function listUnused(column: string, lists: { unrecognised: string[]; ignored: IgnoredColumn[] }): void {
  const reason = IGNORED_BY_NAME.get(normalizeHeader(column));
  if (reason !== undefined) lists.ignored.push({ column, reason });
  else if (column.trim() !== '') lists.unrecognised.push(column);
}

/** Gives the columns that can mean two things the meaning that is still free. */
function settleRoles(
  positions: Map<ColumnRole, number>,
  file: { header: readonly string[]; ignored: IgnoredColumn[] },
): OrdersForm {
  const ignore = (role: ColumnRole, reason: string): void => {
    const position = positions.get(role);
    if (position === undefined) return;
    positions.delete(role);
    file.ignored.push({ column: file.header[position], reason });
  };
  moveRole(positions, 'item', ['itemName', 'itemId']);
  moveRole(positions, 'timeOfDay', ['orderedAt']);
  ignore('item', 'the file has a column for the id and one for the name of the item');
  const hasItem = positions.has('itemId') || positions.has('itemName');
  if (hasItem) ignore('items', 'the file has one row per item');
  if (positions.has('unitPrice')) ignore('lineTotal', 'the unit price is used');
  if (positions.has('unitPrice') || positions.has('lineTotal')) ignore('amountMinor', 'the price column is used');
  return positions.has('items') ? 'order-per-row' : 'line-per-row';
}

function moveRole(positions: Map<ColumnRole, number>, from: ColumnRole, targets: readonly ColumnRole[]): void {
  const position = positions.get(from);
  const target = targets.find((role) => !positions.has(role));
  if (position === undefined || target === undefined) return;
  positions.delete(from);
  positions.set(target, position);
}

function requireColumns(positions: ReadonlyMap<ColumnRole, number>, header: readonly string[]): void {
  const missing = missingColumns(positions);
  if (missing.length === 0) return;
  const found = nameColumns(header);
  throw new ImportFileError('missing_columns', `missing ${missing.join(' and ')}; the columns found are ${found}`, {
    hint:
      'Name the columns order_id, ordered_at, item_id (or item_name), quantity and unit_price in the first row; ' +
      'or order_id, ordered_at and items ("sku:qty;sku:qty") with one row per order. Rename them and try again.',
  });
}
