/** An item as a button of the page names it. */
export interface CartItem {
  readonly id: string;
  readonly name: string;
  readonly priceMinor: number;
  /** Address of its picture; '' = none. */
  readonly picture: string;
}

/** A line of the cart. */
export interface CartLine extends CartItem {
  quantity: number;
  /** The recommendation that led to it. */
  recId?: string | undefined;
  /** Proof of that recommendation, for when it is taken out after a reload. */
  token?: string | undefined;
  /** What an offer takes off each unit. */
  offMinor?: number | undefined;
  /** How many of the units came from it. */
  suggested?: number | undefined;
}

/** The recommendation that units come from. */
export type Suggestion = Pick<CartLine, 'recId' | 'token' | 'offMinor'>;

/** The guest's cart. It outlives a reload of the page, and ends with the tab. */
export interface Cart {
  lines(): readonly CartLine[];
  units(): number;
  totalMinor(): number;
  /** Adds units (or takes them, below 0); with `source` those of a recommendation. Returns how many were really added. */
  change(item: CartItem, quantity: number, source?: Suggestion): number;
  find(id: string): CartLine | undefined;
  /** The shop's server says that it costs something else now. */
  setPrice(id: string, priceMinor: number): void;
  /** The shop's server says that so much is taken off each unit now; 0 = the offer has ended. */
  setOffer(id: string, offMinor: number): void;
  drop(id: string): void;
  clear(): void;
  /** The same until the order is sent: a second tap is the same order. */
  clientId(): string;
  /** What is in it is another order than the one that was sent before. */
  beginAnew(): void;
}

const MOST_UNITS = 50;
const MOST_LINES = 60;

/** Opens the cart of a shop. `onChange` is called after every change. */
export function openCart(name: string, onChange: () => void): Cart {
  const place = `shop.${name}.cart`;
  const known = read(place);
  let lines = known.lines;
  let clientId = known.clientId;
  const save = (): void => {
    try {
      sessionStorage.setItem(place, JSON.stringify({ lines, clientId }));
    } catch {}
    onChange();
  };
  const find = (id: string): CartLine | undefined => lines.find((line) => line.id === id);
  return {
    lines: () => lines,
    units: () => lines.reduce((sum, line) => sum + line.quantity, 0),
    totalMinor: () => lines.reduce((sum, line) => sum + paidFor(line), 0),
    find,
    change: (item, quantity, source) => {
      const line = find(item.id);
      const before = line?.quantity ?? 0;
      const after = Math.min(MOST_UNITS, Math.max(0, before + quantity));
      if (!line && lines.length >= MOST_LINES) return 0;
      const suggested = Math.max(0, (line?.suggested ?? 0) + (source === undefined ? 0 : after - before));
      // Without a unit that came from the suggestion, nothing of it is left.
      const { recId, token, offMinor } = (suggested > 0 && (source ?? line)) || {};
      const changed = { quantity: after, recId, token, offMinor, suggested: Math.min(suggested, after) };
      if (line) Object.assign(line, changed);
      else if (after > 0) lines = [...lines, { ...item, ...changed }];
      lines = lines.filter((one) => one.quantity > 0);
      save();
      return after - before;
    },
    setPrice: (id, priceMinor) => {
      lines = lines.map((line) => (line.id === id ? { ...line, priceMinor } : line));
      save();
    },
    setOffer: (id, offMinor) => {
      lines = lines.map((line) => (line.id === id ? { ...line, offMinor } : line));
      save();
    },
    drop: (id) => {
      lines = lines.filter((line) => line.id !== id);
      save();
    },
    clear: () => {
      lines = [];
      clientId = newId();
      save();
    },
    clientId: () => clientId,
    beginAnew: () => {
      clientId = newId();
      save();
    },
  };
}

/** What is paid for a line: never below 0, whatever an offer takes off. */
export function paidFor({ quantity, priceMinor, offMinor = 0 }: CartLine): number {
  return quantity * Math.max(0, priceMinor - offMinor);
}

function read(place: string): { lines: readonly CartLine[]; clientId: string } {
  try {
    const { lines, clientId } = JSON.parse(sessionStorage.getItem(place) ?? '');
    if (Array.isArray(lines) && typeof clientId === 'string') return { lines, clientId };
  } catch {}
  return { lines: [], clientId: newId() };
}

/** A UUID of version 4; `crypto.randomUUID` is missing on pages without https. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, place) => {
    const value = place === 6 ? (byte & 0x0f) | 0x40 : place === 8 ? (byte & 0x3f) | 0x80 : byte;
    return value.toString(16).padStart(2, '0');
  }).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
