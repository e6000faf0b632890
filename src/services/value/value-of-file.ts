import { basename } from 'node:path';
import type { Value } from '../../contract/value.ts';
import { zoneNamed } from '../catalog/stores.ts';
import { learnPart } from '../evaluation/evaluation-history.ts';
import { HistoryCollector } from '../evaluation/history-collector.ts';
import { createMenu } from '../evaluation/menu-items.ts';
import { currencyExponent } from '../imports/currency-exponent.ts';
import { withFileProblems } from '../imports/file-problem.ts';
import type { ImportedLine } from '../imports/reading/order-row.ts';
import { readOrdersFile } from '../imports/reading/read-orders-file.ts';
import { tellLeftOut } from '../imports/tell-rejections.ts';
import { describeValue } from './describe-value.ts';

/** How a file is valued. */
export interface ValueFileOptions {
  /** Currency of the prices; the file's own, unless told. */
  readonly currency?: string | undefined;
  readonly onProgress?: (share: number) => void;
}

const UNKNOWN_EXPONENT = 2;

/**
 * What the best pairs of a file of orders may bring: needs no store and no database. A file without a currency is read with
 * two decimals, and its figures are told without a sign.
 *
 * @throws AppError `invalid_file` when the file cannot be used.
 */
export async function valueOfFile(file: string, options: ValueFileOptions = {}): Promise<Value> {
  const zone = zoneNamed('UTC');
  const collector = new HistoryCollector(zone);
  const seen = new Set<string>();
  const line = (one: ImportedLine) => {
    if (one.currency !== null) seen.add(one.currency);
    collector.line(one);
  };
  const { currency: told } = options;
  const summary = await withFileProblems(file, () =>
    readOrdersFile(
      file,
      {
        currencyExponent: told === undefined ? UNKNOWN_EXPONENT : currencyExponent(told),
        ...(told === undefined ? {} : { currency: told }),
        onProgress: ({ bytesRead, sizeBytes }) => options.onProgress?.(sizeBytes === 0 ? 1 : bytesRead / sizeBytes),
      },
      { line, rejected: (row) => collector.rejected(row) },
    ),
  );
  const menu = collector.items;
  const orders = collector.conclude();
  const history = { source: basename(file), zone, items: createMenu(menu, new Map()), orders, customers: 0, notes: [] };
  const { model } = learnPart(history, orders);
  const [only = null] = seen;
  return describeValue({
    source: history.source,
    currency: told ?? (seen.size === 1 ? only : null),
    model,
    itemOf: (index) => {
      const item = menu[model.items.idAt(index) - 1];
      return { id: item?.externalId ?? '', name: item?.name ?? '' };
    },
    kappa: null,
    suggestsAgeRestricted: false,
    notes: tellLeftOut(summary, collector.rejections.list()),
  });
}
