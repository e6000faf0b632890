/** What to do about a row that cannot be used, by the code of its fault. */
const HINTS: Readonly<Record<string, string>> = {
  not_a_date: 'Write dates like 2024-05-31 18:30, or choose another column for the date.',
  no_such_day: 'Check the day, and whether day or month comes first in this file.',
  no_such_time: 'Check the time of day.',
  year_out_of_range: 'Check the year: two digits are read as 20xx.',
  time_ahead: 'Check the date, and whether day or month comes first in this file.',
  not_a_number: 'Take letters and notes out of the cell, or choose another column.',
  not_minor_units:
    'A column of whole cents holds whole numbers: choose "unit price" for this column if it has decimals.',
  negative_price: 'Returns are no orders: leave the row out.',
  negative_quantity: 'Returns are no orders: leave the row out.',
  zero_quantity: 'Leave the row out, or write how many were sold.',
  discount_too_large: 'A discount is at most what the line costs.',
  other_currency: 'A store keeps its books in one currency: import these rows into a store of that currency.',
  not_a_currency: 'Write the code of three letters, or leave this column out.',
  unknown_status: 'Write one of the words, or leave this column out: then every order counts as completed.',
  order_id_missing: 'Fill in the number of the order, or choose another column for it.',
  item_missing: 'Fill in the item, or choose another column for it.',
  no_items: 'Write the items like "latte:2; muffin".',
  unterminated_quote: 'A quote inside a cell is written twice: "5"" pipe".',
  wrong_column_count:
    'The row has more or fewer cells than the header: look for a separator inside a cell without quotes.',
  too_long: 'Shorten the text, or choose another column.',
};

/**
 * What to do about a fault of a row.
 *
 * @example
 * faultHint('zero_quantity') // => "Leave the row out, or write how many were sold."
 */
export function faultHint(code: string): string {
  return HINTS[code] ?? 'Mend the cell and import the row again; the other rows are taken without it.';
}
