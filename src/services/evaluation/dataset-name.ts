import { basename } from 'node:path';

/**
 * The name of a data set: its file's name without folders and endings.
 *
 * @example
 * datasetName('DATA/breadbasket.csv.gz') // => "breadbasket"
 */
export function datasetName(path: string): string {
  return basename(path).replace(/(\.csv|\.tsv|\.txt)?(\.gz)?$/i, '');
}
