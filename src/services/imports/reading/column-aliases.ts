/** What a column can mean. `item` is an id or a name, whichever the file has not got in a column of its own. */
export type ColumnRole =
  | 'orderId'
  | 'orderedAt'
  | 'timeOfDay'
  | 'customerId'
  | 'itemId'
  | 'itemName'
  | 'item'
  | 'items'
  | 'category'
  | 'quantity'
  | 'unitPrice'
  | 'lineTotal'
  | 'amountMinor'
  | 'discount'
  | 'currency'
  | 'channel'
  | 'location'
  | 'status'
  | 'table';

/** Header names of each role, best first. Case, spaces, underscores, hyphens and other signs do not count. */
export const COLUMN_ALIASES: Readonly<Record<ColumnRole, readonly string[]>> = {
  orderId: [
    'order_id',
    'order number',
    'order no',
    'order ref',
    'order reference',
    'order code',
    'order',
    'check_id',
    'check number',
    'check no',
    'transaction_id',
    'transaction number',
    'transaction no',
    'transaction',
    'invoice_id',
    'invoice number',
    'invoice no',
    'invoice',
    'bill_id',
    'bill number',
    'bill no',
    'bill',
    'receipt number',
    'receipt no',
    'receipt_id',
    'ticket_id',
    'ticket number',
    'ticket no',
    'ticket',
    'basket_id',
    'sale_id',
  ],
  orderedAt: [
    'ordered_at',
    'order datetime',
    'order timestamp',
    'order date time',
    'date time',
    'timestamp',
    'created_at',
    'order date',
    'transaction datetime',
    'transaction date',
    'invoice date',
    'bill date',
    'sale date',
    'business date',
    'date',
    'placed_at',
    'paid_at',
  ],
  timeOfDay: ['order time', 'transaction time', 'bill time', 'time of day', 'time'],
  customerId: [
    'customer_id',
    'customer number',
    'customer no',
    'customer reference',
    'customer code',
    'customer',
    'receipt',
    'client_id',
    'client number',
    'client',
    'member_id',
    'member number',
    'user_id',
    'guest_id',
    'buyer_id',
    'loyalty_id',
  ],
  itemId: [
    'item_id',
    'item code',
    'item sku',
    'sku',
    'stock code',
    'product_id',
    'product code',
    'product sku',
    'lineitem sku',
    'article number',
    'barcode',
    'gtin',
    'ean',
    'upc',
    'plu',
  ],
  itemName: [
    'item_name',
    'product_name',
    'menu item',
    'item title',
    'product title',
    'lineitem name',
    'dish',
    'item description',
    'product description',
    'name',
    'title',
    'description',
  ],
  item: ['item', 'product', 'article'],
  items: ['items', 'products', 'line items', 'product(s)', 'basket', 'cart'],
  category: [
    'category',
    'item category',
    'category_name',
    'product category',
    'menu group',
    'menu section',
    'sales category',
    'department',
  ],
  quantity: ['quantity', 'qty', 'item quantity', 'units', 'pieces', 'lineitem quantity', 'count'],
  unitPrice: ['unit_price', 'price', 'item price', 'price each', 'product price', 'lineitem price', 'rate'],
  lineTotal: ['line_total', 'line amount', 'total price', 'extended price', 'item total'],
  amountMinor: ['amount', 'amount_minor', 'amount_paise', 'amount_cents'],
  discount: ['discount', 'discount amount', 'discounts', 'line discount', 'lineitem discount'],
  currency: ['currency', 'currency_code'],
  channel: ['channel', 'sales channel', 'order type', 'order source', 'dining option', 'source'],
  location: ['location', 'location name', 'branch', 'outlet', 'shop', 'site', 'store'],
  status: ['status', 'order status', 'financial status'],
  table: ['table', 'table number', 'table no', 'table_id', 'table name'],
};

/** Columns that are known and left out on purpose, each with the reason that is shown. */
export const IGNORED_COLUMNS: Readonly<Record<string, string>> = {
  ltv_paise: 'lifetime value is computed from the orders',
  ltv_minor: 'lifetime value is computed from the orders',
  ltv: 'lifetime value is computed from the orders',
  'lifetime value': 'lifetime value is computed from the orders',
  order_count: 'the number of orders is counted from the orders',
  segment: 'segments are computed from the orders',
};
