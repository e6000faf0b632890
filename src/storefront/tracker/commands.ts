import type { EventType } from '../../contract/event.ts';
import type { EventFields, Guest } from '../link.ts';
import type { TrackedCart } from './cart.ts';
import type { ShopReport } from './data-layer.ts';
import type { EventQueue } from './event-queue.ts';
import type { Identity } from './identity.ts';
import { toConsent } from './settings.ts';

/** What the commands of a page work on. */
export interface CommandParts {
  readonly cart: TrackedCart;
  readonly identity: Identity;
  readonly queue: EventQueue;
  readonly guest: () => Guest;
  readonly identify: (customer: string | undefined, token: string | undefined) => void;
  readonly report: ShopReport;
}

/** What a report of the page's goes to. */
interface ReportParts {
  readonly cart: TrackedCart;
  readonly track: (type: EventType, fields: EventFields) => void;
}

/** Turns what a page tells of its items into events and into what is known of the cart. */
export function createShopReport({ cart, track }: ReportParts): ShopReport {
  const change: ShopReport['change'] = (item, quantity, fields) => {
    const before = cart.quantityOf(item);
    if (!cart.tell(item, quantity)) return;
    track(quantity > 0 ? 'add' : 'remove', { ...fields, item, quantity: Math.abs(quantity), in_cart_before: before });
  };
  return { change, cart: cart.replace, view: (item) => track('view', { item }) };
}

/** `pairwell(name, ...values)`: an unknown name is an error of the page's and says so. */
export function createCommands({ cart, identity, queue, guest, identify, report }: CommandParts) {
  const quantityIn = (value: unknown): number => Number(value ?? 1) || 1;
  const commands: Record<string, (...values: unknown[]) => void> = {
    consent: (state) => {
      // What happened before goes out under what held then.
      queue.flush(true);
      identity.setConsent(toConsent(state));
    },
    cart: (lines) => cart.replace(lines),
    view: (item) => report.view(String(item)),
    add: (item, quantity, fields) => report.change(String(item), quantityIn(quantity), fields as EventFields),
    remove: (item, quantity, fields) => report.change(String(item), -quantityIn(quantity), fields as EventFields),
    identify: (customer, token) => identify(textOf(customer), textOf(token)),
    session: (callback) => {
      const { session, visitor } = guest();
      (callback as (ids: object) => void)({ session, visitor });
    },
    order: () => queue.flush(),
  };
  return (name: string, values: unknown[]): void => {
    const command = commands[name];
    if (!command) throw new TypeError(`no command "${name}"`);
    command(...values);
  };
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}
