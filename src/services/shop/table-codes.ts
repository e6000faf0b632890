import { create, toString as drawCode } from 'qrcode';
import type { Store } from '../../contract/catalog.ts';

/** A table and the address that its QR code holds. */
export interface TableCode {
  readonly table: number;
  readonly url: string;
}

/** The tables of a store with the addresses of their codes. `shopUrl` is the address of the shop, such as https://host/s/bistro. */
export function listTableCodes(store: Store, shopUrl: string): TableCode[] {
  return Array.from({ length: store.shop_tables }, (_, index) => ({
    table: index + 1,
    url: `${shopUrl}?table=${index + 1}`,
  }));
}

/** The code as an SVG document. A quarter of it may be dirty and it still reads. */
export async function drawTableCode({ url }: TableCode): Promise<string> {
  return drawCode(url, { type: 'svg', errorCorrectionLevel: 'Q', margin: 2 });
}

/** The dark squares of the code, row by row; `size` squares on a side, without the white border. */
export function squaresOf({ url }: TableCode): { size: number; isDark: (row: number, column: number) => boolean } {
  const { modules } = create(url, { errorCorrectionLevel: 'Q' });
  return { size: modules.size, isDark: (row, column) => modules.get(row, column) === 1 };
}
