import type { ColumnMapping } from './column-mapping.ts';
import type { FileConventions } from './file-conventions.ts';
import type { AcceptedOddities } from './order-line.ts';
import type { TextEncoding } from './text-decoding.ts';

/** What the warnings are about. */
export interface WarningFacts {
  readonly mapping: ColumnMapping;
  readonly conventions: FileConventions;
  readonly oddities: AcceptedOddities;
  readonly encoding: TextEncoding;
  readonly rows: number;
}

/** What the owner should know before the file is imported: everything that was assumed. Empty when nothing was. */
export function importWarnings(facts: WarningFacts): string[] {
  const { mapping, conventions, oddities, rows } = facts;
  const { positions, header } = mapping;
  const amount = positions.get('amountMinor');
  const dayFirst = conventions.dateOrder === 'day-first';
  const warnings: [boolean, string][] = [
    [rows === 0, 'The file has a header and no rows.'],
    [
      facts.encoding === 'windows-1252',
      'The file is not all UTF-8: other lines were read as Windows-1252. Check accents.',
    ],
    [
      !conventions.dateOrderIsProven,
      `Dates like 03/04/2024 are read as ${dayFirst ? '3 April (day first)' : 'March 4 (month first)'}: nothing in the file tells.`,
    ],
    [
      !conventions.decimalSignIsProven,
      `Prices like ${conventions.decimalSign === '.' ? '1.250 are read with decimals after the point' : '1,250 are read with decimals after the comma'}: nothing in the file tells.`,
    ],
    [
      !positions.has('orderId'),
      'No column with order numbers: every row counts as an order of its own, so no pairs can be learnt.',
    ],
    [!positions.has('orderedAt'), 'No column with dates: the orders count for pairs, not for trends and periods.'],
    [
      oddities.datesMissing > 0,
      `Rows without a date: ${oddities.datesMissing}. They count for pairs, not for trends and periods.`,
    ],
    [
      oddities.datesWithoutTime > 0,
      `Dates without a time of day: ${oddities.datesWithoutTime}. They are read as midnight.`,
    ],
    [
      oddities.roundedPrices > 0,
      `Prices with more decimals than the currency has: ${oddities.roundedPrices}. They were rounded.`,
    ],
    [
      oddities.ordersWithoutPrices > 0,
      `Orders with several items in one cell: ${oddities.ordersWithoutPrices}. Their prices stay unknown.`,
    ],
    [
      amount !== undefined,
      `"${header[amount ?? 0]}" is read in minor units: 49900 is 499.00 in a currency with two decimals.`,
    ],
  ];
  return warnings.filter(([applies]) => applies).map(([, text]) => text);
}
