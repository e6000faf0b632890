/**
 * The engine as a library: no server, no database, no network.
 *
 *   npx node examples/engine-only.ts
 *
 * The engine reads no clock and draws no random numbers: the time is an argument, so the same orders and the same
 * question always give the same answer. Installed as a package the import is 'pairwell/engine'.
 */
import { createItem, createOrder, createRequest, createTimeZone, recommend, StoreModel } from '../src/engine/index.ts';

const NOW_MS = Date.UTC(2026, 10, 20, 19);
const DAY_MS = 86_400_000;

/** The menu. Ids are positive whole numbers that are never used again for another item. */
const MENU = [
  createItem({ id: 1, name: 'Pizza Margherita', role: 'main', priceMinor: 950 }),
  createItem({ id: 2, name: 'Pizza Diavola', role: 'main', priceMinor: 1100 }),
  createItem({ id: 3, name: 'Garlic Bread', role: 'starter', priceMinor: 490 }),
  createItem({ id: 4, name: 'Homemade Lemonade', role: 'drink', priceMinor: 450 }),
  createItem({ id: 5, name: 'Cola', role: 'drink', priceMinor: 350 }),
  createItem({ id: 6, name: 'Tiramisu', role: 'dessert', priceMinor: 650 }),
];

/** What was ordered together, as ascending item ids; one order a day. */
const ORDERS = [
  [1, 3, 4],
  [1, 3],
  [1, 3, 4, 6],
  [2, 5],
  [2, 5, 6],
  [1, 4],
  [2, 3, 5],
  [1, 3, 5],
  [2, 6],
  [1, 3, 4],
].map((basket, index) => createOrder({ orderId: index + 1, orderedAtMs: NOW_MS - (index + 1) * DAY_MS, basket }));

const model = new StoreModel(createTimeZone('Europe/Berlin'));
model.setCatalog(MENU);
for (const order of ORDERS) model.apply({ removed: null, added: order });
model.advanceTo(NOW_MS);

show('What goes with a Pizza Margherita?', [1]);
show('And once the garlic bread is in the cart too?', [1, 3]);

// Every count is reversible: an order that is taken back is forgotten without a trace.
for (const order of ORDERS) model.apply({ removed: order, added: null });
show('With no orders at all the menu itself is left:', [1]);

function show(title: string, cart: readonly number[]): void {
  process.stdout.write(`${title}\n`);
  for (const slot of recommend(model, createRequest({ placement: 'cart', cart, limit: 3, nowMs: NOW_MS })).slots) {
    const said = [slot.reason, slot.socialProof].filter(Boolean).join(', ');
    process.stdout.write(`  ${model.itemAt(slot.item)?.name}: ${said}\n`);
  }
}
