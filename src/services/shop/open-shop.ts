import type { Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import { getStore } from '../catalog/stores.ts';
import { readVertical } from '../network/vertical.ts';
import type { ServiceContext } from '../service-context.ts';
import { ensureShopKeys, publishableKeyOf } from './shop-keys.ts';

/** What a store is to its guests: a place that brings meals, or one that sells things. */
export type StoreKind = Awaited<ReturnType<typeof readVertical>>;

/** What it sells changes seldom; until then a page that looks again every few seconds asks nothing for it. */
const KIND_MS = 60_000;

/** A store whose pages are open, with the key that they carry. */
export interface Shop {
  readonly store: Store;
  readonly key: string;
  readonly kind: StoreKind;
}

/** Finds stores whose pages are open. */
export class Shops {
  readonly #context: ServiceContext;
  /** Stores whose keys this process has seen to. */
  readonly #ready = new Set<number>();
  readonly #kinds = new Map<number, { kind: StoreKind; readMs: number }>();

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** @throws AppError `not_found` when there is no such store, or its owner has not opened the pages. */
  async open(slug: string): Promise<Shop> {
    const store = await getStore(this.#context, slug).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'unknown_store') return null;
      throw error;
    });
    if (store === null || !store.shop_pages || store.slug !== slug) {
      throw new AppError('not_found', {
        detail: `There is no shop at /s/${slug}.`,
        hint: 'The owner of a store opens its pages under Settings on the dashboard.',
      });
    }
    if (!this.#ready.has(store.id)) {
      await ensureShopKeys(this.#context, store);
      this.#ready.add(store.id);
    }
    return { store, key: publishableKeyOf(this.#context, store), kind: await this.#kindOf(store) };
  }

  async #kindOf({ id }: Store): Promise<StoreKind> {
    const nowMs = this.#context.clock().getTime();
    const known = this.#kinds.get(id);
    if (known !== undefined && nowMs - known.readMs < KIND_MS) return known.kind;
    const kind = await this.#context.database.forStore(id, readVertical);
    this.#kinds.set(id, { kind, readMs: nowMs });
    return kind;
  }
}
