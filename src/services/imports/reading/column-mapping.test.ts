import { describe, expect, it } from 'vitest';
import { mapColumns, normalizeHeader } from './column-mapping.ts';
import { ImportFileError } from './import-file-error.ts';
import { slugOfName } from './item-slug.ts';
import { readItemsList } from './items-list.ts';
import { readStatus } from './order-status.ts';

const roles = (header: string[]) => {
  const { positions } = mapColumns(header);
  return Object.fromEntries([...positions].map(([role, position]) => [role, header[position]]));
};

describe('mapColumns', () => {
  it('recognises the columns of the generic format in any order and spelling', () => {
    expect(roles(['Unit-Price', 'QUANTITY', 'Item ID', 'item name', 'Ordered At', 'ORDER_ID'])).toEqual({
      unitPrice: 'Unit-Price',
      quantity: 'QUANTITY',
      itemId: 'Item ID',
      itemName: 'item name',
      orderedAt: 'Ordered At',
      orderId: 'ORDER_ID',
    });
  });

  it('recognises a well-known web shop', () => {
    const header = [
      'InvoiceNo',
      'StockCode',
      'Description',
      'Quantity',
      'InvoiceDate',
      'UnitPrice',
      'CustomerID',
      'Country',
    ];
    expect(Object.keys(roles(header))).toHaveLength(7);
    expect(mapColumns(header).unrecognised).toEqual(['Country']);
  });

  it('takes receipt for the customer and product for the item, and says why ltv is left out', () => {
    const mapping = mapColumns(['receipt', 'product', 'amount', 'status', 'created_at', 'ltv_paise']);
    expect(Object.fromEntries(mapping.positions)).toEqual({
      customerId: 0,
      itemName: 1,
      amountMinor: 2,
      status: 3,
      orderedAt: 4,
    });
    expect(mapping.ignored).toEqual([{ column: 'ltv_paise', reason: 'lifetime value is computed from the orders' }]);
  });

  it('lets an item column be what the file has not got otherwise', () => {
    expect(roles(['order', 'item', 'sku'])).toMatchObject({ itemName: 'item', itemId: 'sku' });
    expect(roles(['order', 'item', 'item_name'])).toMatchObject({ itemId: 'item', itemName: 'item_name' });
  });

  it('joins a date and a time, and takes a lone time for the moment', () => {
    expect(roles(['date', 'time', 'transaction', 'item'])).toMatchObject({ orderedAt: 'date', timeOfDay: 'time' });
    expect(roles(['time', 'transaction', 'item'])).toMatchObject({ orderedAt: 'time' });
  });

  it('takes the better name of two', () => {
    const mapping = mapColumns(['order', 'order_id', 'sku']);
    expect(mapping.positions.get('orderId')).toBe(1);
    expect(mapping.ignored).toEqual([{ column: 'order', reason: 'same meaning as "order_id"' }]);
  });

  it('names what is missing and what was found', () => {
    const attempt = () => mapColumns(['colour', 'size']);
    expect(attempt).toThrow(ImportFileError);
    expect(attempt).toThrow('missing order_id and item_id; the columns found are "colour", "size"');
  });

  it('compares names without signs', () => expect(normalizeHeader('Order #')).toBe('ordernumber'));
});

describe('readStatus', () => {
  it.each([
    ['', 'completed'],
    ['Paid', 'completed'],
    ['canceled', 'cancelled'],
    ['VOID', 'cancelled'],
    ['In progress', 'preparing'],
    ['on-hold', 'pending'],
    ['ready', 'ready'],
  ])('reads "%s"', (text, status) => expect(readStatus(text)).toBe(status));
  it('lists the known ones for an unknown one', () => {
    expect(readStatus('frozen')).toMatchObject({
      reason: 'expected one of pending, accepted, preparing, ready, delivered, completed, cancelled, refunded',
    });
  });
});

describe('slugOfName', () => {
  it.each([
    ['Flat White', 'flat-white'],
    ['  Crème Brûlée (large)! ', 'creme-brulee-large'],
    ['मसाला चाय', 'मसाला-चाय'],
    ['寿司', '寿司'],
    ['☕', '☕'],
  ])('makes an id of %s', (name, slug) => expect(slugOfName(name)).toBe(slug));
  it('keeps two long names apart', () => {
    const [a, b] = [slugOfName(`${'x'.repeat(300)} a`), slugOfName(`${'x'.repeat(300)} b`)];
    expect(a).not.toBe(b);
    expect(a.length).toBeLessThanOrEqual(200);
  });
});

describe('readItemsList', () => {
  it('reads ids, names and quantities', () => {
    expect(readItemsList('a:2; Flat White ;b:0.5;', '.')).toEqual([
      { item: 'a', quantityMilli: 2000 },
      { item: 'Flat White', quantityMilli: 1000 },
      { item: 'b', quantityMilli: 500 },
    ]);
  });
  it.each([
    ['a:2;b:x', 'not_a_number'],
    ['a:0', 'zero_quantity'],
    [':2', 'item_without_id'],
    [' ; ', 'no_items'],
    ['', 'no_items'],
  ])('refuses "%s"', (text, code) => expect(readItemsList(text, '.')).toMatchObject({ code }));
});
