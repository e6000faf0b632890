import type { ImportRole } from '../../contract/import.ts';

/** One form of a noun for one, another for any other number, which is written out already. */
const some = (n: string, one: string, other: string): string => `${n} ${n === '1' ? one : other}`;

/** What the page of imports says, in English. */
export const ENGLISH = {
  title: 'Import',
  lead: 'Past orders from your till as a CSV file. You see what a file would bring before anything is written.',
  upload: {
    title: 'Choose a file',
    drop: 'Drop a CSV file here, or',
    choose: 'Choose a file',
    note: 'CSV, also compressed (.csv.gz). Spreadsheets: save as “CSV UTF-8” first.',
    busy: 'Reading the file …',
  },
  preview: {
    title: 'What the file would bring',
    counts: (orders: string, items: string, rows: string) =>
      `${some(orders, 'order', 'orders')} with ${some(items, 'item', 'items')}, from ${some(rows, 'row', 'rows')}.`,
    first: (rows: string) => `These are the first ${rows} rows; the file has more.`,
    span: (from: string, to: string) => `From ${from} to ${to}.`,
    faults: (count: string) =>
      `${some(count, 'row', 'rows')} cannot be read: left out, and to be downloaded afterwards.`,
    row: 'Row',
    column: 'Column',
    value: 'Value',
    expected: 'What is wrong',
    hint: 'What to do',
    /** By code: what is wrong, and what to do; what is not here is said in the words of the server. */
    telling: (_code: string): readonly [wrong: string, hint: string] | undefined => undefined,
    missing: 'Choose the column with the order number, and one with the item, to go on.',
    mapping: 'Which column is what',
    mappingLead: 'Found by the names of the columns. Change what is wrong.',
    more: 'More columns',
    unused: 'Not in the file',
    sample: 'The first rows of the file',
    questions: 'Please check',
    dates: 'How is 03/04/2026 meant?',
    dayFirst: '3 April (day first)',
    monthFirst: 'March 4 (month first)',
    decimals: 'How is 1,250 meant?',
    comma: 'one and a quarter (comma)',
    point: 'one thousand two hundred and fifty',
    zone: (zone: string) => `Times without a zone are read by the store’s clock: ${zone}.`,
    currency: (currency: string) => `Prices are read as ${currency}.`,
    start: 'Import',
    continue: 'Go on with the import',
    discard: 'Choose another file',
  },
  roles: {
    orderId: 'Order number',
    orderedAt: 'Date, or date and time',
    timeOfDay: 'Time of day',
    customerId: 'Customer',
    itemId: 'Item number',
    itemName: 'Item name',
    items: 'All items in one cell',
    category: 'Category',
    quantity: 'Quantity',
    unitPrice: 'Unit price',
    lineTotal: 'Total of the line',
    amountMinor: 'Amount in cents',
    discount: 'Discount',
    currency: 'Currency',
    channel: 'Channel',
    location: 'Location',
    status: 'Status',
    table: 'Table',
  } satisfies Record<ImportRole, string> as Record<ImportRole, string>,
  states: {
    uploaded: 'Not started',
    running: 'At work',
    done: 'Done',
    failed: 'Failed',
    cancelled: 'Cancelled',
    interrupted: 'Interrupted',
    undoing: 'Being taken back',
    undone: 'Taken back',
  },
  progress: {
    reading: 'Reading and checking',
    writing: 'Writing orders',
    undoing: 'Taking back',
    cancel: 'Cancel',
    leave: 'You can leave this page; the import goes on.',
  },
  result: {
    done: (created: string, updated: string) => `${some(created, 'new order', 'new orders')}, ${updated} changed.`,
    unchanged: (count: string) => `${some(count, 'order was', 'orders were')} there already, with the same content.`,
    rejected: (count: string) => `${some(count, 'row was', 'rows were')} left out.`,
    download: 'Download the rows that were left out',
    interrupted: 'The server stopped in the middle. Go on, or take back what is in.',
    cancelled: 'The import was cancelled. What is in stays until you take it back.',
    undone: (gone: string, restored: string) =>
      `Taken back: ${some(gone, 'order is', 'orders are')} gone, ${restored} as before the import.`,
    kept: (count: string) =>
      `${some(count, 'order had been changed since and stays as it is', 'orders had been changed since and stay as they are')}.`,
    undo: 'Take back',
    undoTitle: 'Take this import back?',
    undoText:
      'Orders that it brought are removed, orders that it changed become what they were. Items and customers stay. You can import the file again later.',
    changed: 'Take back the others',
    next: 'Import another file',
  },
  history: {
    title: 'Imports so far',
    file: 'File',
    when: 'When',
    state: 'State',
    rows: 'Rows',
    rejected: 'Left out',
    created: 'New orders',
    updated: 'Changed orders',
    open: (file: string) => `Open ${file}`,
    openShort: 'Open',
  },
  value: {
    title: 'What your pairs may bring',
    sentence: (count: string, money: string) =>
      `${some(count, 'pair goes together and is mostly not sold together', 'pairs go together and are mostly not sold together')}. Suggesting that may bring about ${money} extra a month.`,
    perThousand: (count: string, money: string) =>
      `${some(count, 'pair goes together and is mostly not sold together', 'pairs go together and are mostly not sold together')}. Suggesting that may bring about ${money} extra per 1,000 orders.`,
    range: (low: string, high: string) => `An estimate, nothing is measured yet. Likely between ${low} and ${high}.`,
    nothing: 'nothing',
    none: 'No two items go together surely enough yet. More orders with two items are needed.',
    first: 'With',
    second: 'Suggest',
    together: 'Together',
    without: 'Without, a month',
    acceptance: 'Say yes',
    price: 'Price',
    sold: 'Sold by it',
    extra: 'Extra',
    of: (together: string, orders: string) => `${together} of ${orders}`,
    how: (sold: string, kappa: string) =>
      `Orders without x those who say yes x price = sold by it, ${sold} in all. ${kappa} of that is counted as extra; the rest is taken to be bought anyway.`,
  },
};

/** The shape that every language fills. */
export type ImportsWords = typeof ENGLISH;
