import { Html, html } from '../../contract/escape-html.ts';
import type { TableCode } from '../../services/shop/table-codes.ts';
import { type PageContent, type ShopPage, shopUrl } from './shop-page.ts';

/** A table with its code as SVG. */
export interface DrawnTable extends TableCode {
  readonly svg: string;
}

/** A sheet of cards to print and cut, one for each table. */
export function renderTables(page: ShopPage, tables: readonly DrawnTable[]): PageContent {
  const main = html`
<div class="no-print"><h1>QR codes of the tables</h1>
<p>Print this page, or <a href="${shopUrl({ ...page, table: null }, '/tables.pdf')}">save it as PDF</a>. Each code opens the menu at its table. What is ordered there is on <a href="${shopUrl({ ...page, table: null }, '/staff')}">the page of the staff</a>.</p></div>
${tables.length === 0 ? html`<p>This store has no tables.</p>` : null}
<ul class="codes">${tables.map(
    ({ table, url, svg }) =>
      html`<li><p class="brand">${page.store.name}</p><a href="${url}" aria-label="Table ${table}">${new Html(svg)}</a><h2>Table ${table}</h2><p class="hint">Scan to see the menu and order</p></li>`,
  )}</ul>`;
  return { title: 'QR codes of the tables', view: 'tables', main };
}
