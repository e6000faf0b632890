import type { CategoryInput, ItemInput, NewStore } from '../contract/catalog.ts';

/** A category of a demo store: its id and what PUT /api/categories/{id} takes. */
export interface DemoCategory {
  readonly id: string;
  readonly category: CategoryInput;
}

/** An item of a demo store: its id and what PUT /api/items/{id} takes. */
export interface DemoItem {
  readonly id: string;
  readonly item: ItemInput;
}

/** Everything a demo store has before its first order. */
export interface DemoCatalog {
  readonly store: NewStore;
  readonly categories: readonly DemoCategory[];
  readonly items: readonly DemoItem[];
}
