import type { ColumnMapping } from './column-mapping.ts';
import type { Delimiter } from './csv-dialect.ts';
import type { DecimalSign } from './decimal-text.ts';
import { stripCurrency } from './money-text.ts';
import { type DateOrder, dateOrderEvidence, dateOrderOfLocale } from './order-time.ts';

/** How the ambiguous texts of one file are read; the same for all its rows. */
export interface FileConventions {
  readonly dateOrder: DateOrder;
  /** False: dates like 03/04/2024 occur and nothing in the file tells day from month. */
  readonly dateOrderIsProven: boolean;
  readonly decimalSign: DecimalSign;
  /** False: numbers like 1,234 occur and nothing in the file tells what the sign means. */
  readonly decimalSignIsProven: boolean;
}

/** What is known before the rows are looked at. */
export interface ConventionOptions {
  readonly locale: string;
  readonly currencyExponent: number;
  readonly delimiter: Delimiter;
}

const ENOUGH_ROWS = 5000;

/** Collects, row by row, what the texts of a file prove about its dates and numbers. */
export class ConventionSurvey {
  readonly #options: ConventionOptions;
  readonly #dates: number | undefined;
  readonly #prices: readonly number[];
  #rows = 0;
  #dateOrder: DateOrder | null = null;
  #openDates = false;
  #decimalSign: DecimalSign | null = null;
  #openSign: DecimalSign | null = null;

  constructor(mapping: ColumnMapping, options: ConventionOptions) {
    this.#options = options;
    this.#dates = mapping.positions.get('orderedAt');
    const roles = ['unitPrice', 'lineTotal', 'discount'] as const;
    this.#prices = roles.flatMap((role) => mapping.positions.get(role) ?? []);
  }

  /** True when more rows would not change the answer, or are not worth reading. */
  get isSettled(): boolean {
    const datesAreClear = this.#dateOrder !== null || !this.#openDates;
    const numbersAreClear = this.#decimalSign !== null || this.#openSign === null;
    return this.#rows >= ENOUGH_ROWS && datesAreClear && numbersAreClear;
  }

  /** Looks at one row. */
  add(cells: readonly string[]): void {
    this.#rows++;
    if (this.#dates !== undefined && this.#dateOrder === null) this.#addDate((cells[this.#dates] ?? '').trim());
    if (this.#decimalSign !== null) return;
    for (const position of this.#prices) this.#addNumber(cells[position] ?? '');
  }

  #addDate(text: string): void {
    const evidence = dateOrderEvidence(text);
    if (evidence === 'open') this.#openDates = true;
    else if (evidence !== null) this.#dateOrder = evidence;
  }

  #addNumber(cell: string): void {
    const text = stripCurrency(cell.trim());
    const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
    if (last < 0 || !/^[+-]?\d[\d.,]*$/.test(text)) return;
    const sign = text[last] as DecimalSign;
    const other = sign === '.' ? ',' : '.';
    const repeats = text.indexOf(sign) !== last;
    if (text.includes(other)) this.#decimalSign = repeats ? null : sign;
    else if (repeats) this.#decimalSign = other;
    else if (text.length - last - 1 !== 3) this.#decimalSign = sign;
    else this.#openSign ??= sign;
  }

  /** The answer from the rows seen so far. */
  conclude(): FileConventions {
    return {
      dateOrder: this.#dateOrder ?? dateOrderOfLocale(this.#options.locale),
      dateOrderIsProven: this.#dateOrder !== null || !this.#openDates,
      decimalSign: this.#decimalSign ?? this.#assumedSign(),
      decimalSignIsProven: this.#decimalSign !== null || this.#openSign === null,
    };
  }

  /** "1.250" is 1250 in a currency without decimals and 1.250 in one with three; else the delimiter tells. */
  #assumedSign(): DecimalSign {
    const { currencyExponent, delimiter } = this.#options;
    const seen = this.#openSign;
    if (seen !== null && currencyExponent === 3) return seen;
    if (seen !== null && currencyExponent === 0) return seen === '.' ? ',' : '.';
    return delimiter === ';' ? ',' : '.';
  }
}
