/**
 * Sends two orders to a running Pairwell and asks what goes with the first one's pizza.
 *
 *   PAIRWELL_URL=http://127.0.0.1:4100 PAIRWELL_KEY=sk_... npx node examples/post-orders.ts
 *
 * The key is a secret key of your store (`pairwell key create`); the demo prints one. Run it twice: the second time
 * both orders are "unchanged", because an order counts once however often it is sent.
 */
const { PAIRWELL_URL: url = 'http://127.0.0.1:4100', PAIRWELL_KEY: key = '' } = process.env;

/** Lines with a name create the item when the store does not have it yet. Money is in minor units: 950 is 9.50. */
const ORDERS = [
  {
    id: 'example-1',
    ordered_at: '2026-11-20T19:30:00',
    lines: [
      { item: 'margherita', name: 'Pizza Margherita', category: 'pizza', unit_price_minor: 950 },
      { item: 'garlic-bread', name: 'Garlic Bread', category: 'starters', unit_price_minor: 490 },
    ],
  },
  {
    id: 'example-2',
    ordered_at: '2026-11-20T20:05:00',
    lines: [
      { item: 'margherita', name: 'Pizza Margherita', category: 'pizza', unit_price_minor: 950 },
      { item: 'lemonade', name: 'Homemade Lemonade', category: 'drinks', quantity: 2, unit_price_minor: 450 },
    ],
  },
];

interface SentOrders {
  readonly results: readonly { readonly id: string; readonly result: string; readonly detail?: string }[];
}

interface Answer {
  readonly slots: readonly { readonly item: { readonly name: string }; readonly reason: string }[];
}

const sent = await call<SentOrders>('/api/orders', { method: 'POST', body: JSON.stringify(ORDERS) });
for (const { id, result, detail } of sent.results) print(`${id}: ${result}${detail ? ` (${detail})` : ''}`);

const answer = await call<Answer>('/api/recommendations?cart=margherita');
for (const { item, reason } of answer.slots) print(`${item.name}: ${reason}`);

/** Calls the API; an error is a problem document whose `detail` and `hint` say what to do. */
async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const response = await fetch(`${url}${path}`, { ...init, headers });
  const body = await response.json();
  if (response.ok) return body;
  throw new Error(`${body.code}: ${body.detail} ${body.hint}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
