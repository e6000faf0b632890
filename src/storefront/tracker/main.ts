import type { EventType } from '../../contract/event.ts';
import type { EventFields, PairwellCommand, StorefrontLink } from '../link.ts';
import { createCart } from './cart.ts';
import { type CommandParts, createCommands, createShopReport } from './commands.ts';
import { followDataLayer } from './data-layer.ts';
import { createEventQueue } from './event-queue.ts';
import { createIdentity } from './identity.ts';
import { recall } from './kept.ts';
import { loadWidget } from './load-widget.ts';
import { readSettings, type Settings } from './settings.ts';
import { randomHex, timeOfUuid, uuidAt } from './unique-ids.ts';

/** What the tracker is made of: {@link CommandParts} for the page, the link for the widget. */
function createTracker(settings: Settings): { parts: CommandParts; link: StorefrontLink } {
  const cart = createCart();
  const identity = createIdentity(settings.consent);
  const tokens = new Map<string, string | undefined>();
  let customer = settings.customer;
  let customerToken = settings.customerToken;
  let hasWarned = false;
  /** What the server's clock is ahead of this one's. */
  let aheadMs: number | undefined;
  const nowMs = (): number => Date.now() + (aheadMs ?? 0);
  const timeText = (): string => new Date(nowMs()).toISOString();
  const guest = () => ({
    consent: identity.consent(),
    session: identity.session(),
    visitor: identity.visitor(),
    customer,
    customer_token: customerToken,
    table: settings.table,
    automated: navigator.webdriver,
    staff: !!recall('staff'),
  });
  const queue = createEventQueue({
    url: `${settings.api}api/events?key=${encodeURIComponent(settings.key)}`,
    envelope: () => ({ ...guest(), sent_at: timeText() }),
  });
  const track = (type: EventType, fields: EventFields): void => {
    const ids = cart.ids();
    queue.add({
      ...fields,
      type,
      event_id: uuidAt(nowMs(), randomHex()),
      occurred_at: timeText(),
      // A page that keeps its cart over a reload brings the token along.
      token: tokens.get(fields.rec_id ?? '') ?? fields.token,
      context: { cart_size: ids.length, cart_items: ids, session_duration: identity.sessionSeconds() },
    });
  };
  const link: StorefrontLink = {
    api: settings.api,
    key: settings.key,
    cart,
    guest: guest as StorefrontLink['guest'],
    track,
    remember: ({ rec_id: recId, token }) => {
      aheadMs ??= timeOfUuid(recId) - Date.now() || 0;
      tokens.set(recId, token);
    },
    warn: (message) => {
      if (!hasWarned) console.warn('Pairwell:', message);
      hasWarned = true;
    },
  };
  const identify = (id: string | undefined, token: string | undefined): void => {
    customer = id;
    customerToken = token;
  };
  const report = createShopReport({ cart, track });
  return { link, parts: { cart, identity, queue, guest: link.guest, identify, report } };
}

/** Starts on a page: takes the place of the stub, does what waits in it, and loads the widget where it is wanted. */
function start(script: HTMLScriptElement): void {
  const waiting = window.pairwell?.q ?? [];
  const isOff = window.pairwell?.link !== undefined || recall('disabled') !== null;
  if (isOff) return;
  const settings = readSettings(script);
  const { link, parts } = createTracker(settings);
  const run = createCommands(parts);
  const command: PairwellCommand = (name, ...values) => {
    try {
      run(String(name), values);
    } catch (error) {
      link.warn(String(error));
    }
  };
  command.link = link;
  window.pairwell = command;
  for (const call of waiting) command(...call);
  if (settings.readsDataLayer) {
    const follow = (): boolean => followDataLayer(parts.report);
    if (!follow()) addEventListener('load', follow);
  }
  loadWidget(script, settings.api);
}

const script = document.currentScript;
try {
  if (script instanceof HTMLScriptElement) start(script);
} catch (error) {
  console.warn('Pairwell:', String(error));
}
