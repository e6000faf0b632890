import type { Cart } from '../link.ts';

/** For so long the page's own word on a change that the widget made is taken for the same change. */
const SAME_CHANGE_MS = 10_000;

/** The cart, with what only the tracker does to it. */
export interface TrackedCart extends Cart {
  /** The page tells its whole cart: [{id, quantity}]. */
  replace(lines: unknown): void;
  /** The page tells of one change. False when the widget made it and it was counted then. */
  tell(item: string, quantity: number): boolean;
}

/** The cart as the page and the widget tell of it; nothing of it is stored. */
export function createCart(): TrackedCart {
  let units = new Map<string, number>();
  /** Counts how often the page told the whole cart. */
  let told = 0;
  const listeners: (() => void)[] = [];
  const ours: { item: string; quantity: number; untilMs: number }[] = [];
  const put = (item: string, quantity: number): void => {
    const left = (units.get(item) ?? 0) + quantity;
    if (left > 0) units.set(item, left);
    else units.delete(item);
  };
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    ids: () => [...units.keys()].slice(0, 50),
    quantityOf: (item) => units.get(item) ?? 0,
    onChange: (listener) => listeners.push(listener),
    change: (item, quantity) => {
      const change = { item, quantity, untilMs: Date.now() + SAME_CHANGE_MS };
      const toldBefore = told;
      put(item, quantity);
      ours.push(change);
      return () => {
        change.untilMs = 0;
        if (told === toldBefore) put(item, -quantity);
      };
    },
    tell: (item, quantity) => {
      const found = ours.findIndex((one) => one.item === item && one.quantity === quantity && one.untilMs > Date.now());
      if (found >= 0) ours.splice(found, 1);
      else put(item, quantity);
      changed();
      return found < 0;
    },
    replace: (lines) => {
      told++;
      units = new Map();
      for (const line of Array.isArray(lines) ? lines : [])
        put(String(line?.id ?? line), Number(line?.quantity ?? 1) || 0);
      changed();
    },
  };
}
