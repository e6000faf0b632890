import type { Store, StorePatch } from '../../contract/catalog.ts';
import type { Experiment } from '../../contract/experiment.ts';

/** Settings of a side of a test that a store has too. */
export const STORE_SETTINGS = ['diversity', 'margin_dial', 'category_quota'] as const;
export type StoreSetting = (typeof STORE_SETTINGS)[number];

/** One setting of the store that shipping changes. */
export interface ShippedSetting {
  readonly setting: StoreSetting;
  readonly before: number | null;
  readonly after: number | null;
}

/** What taking over the variant does: what the store itself keeps, and what is asked for at the place of the question. */
export interface Shipping {
  readonly settings: readonly ShippedSetting[];
  /** As written in a question: "limit=3", "types=trending". */
  readonly parameters: readonly string[];
  /** Names of settings for which neither has a place. */
  readonly onlyInTests: readonly ('min_confidence' | 'order')[];
}

/** What shipping the variant of a test would change in this store. */
export function planShipping(
  {
    variant_algorithm: algorithm,
    variant_settings: wanted,
  }: Pick<Experiment, 'variant_algorithm' | 'variant_settings'>,
  store: Pick<Store, StoreSetting>,
): Shipping {
  const settings = STORE_SETTINGS.flatMap((setting) => {
    const after = wanted[setting];
    return after === undefined || after === store[setting] ? [] : [{ setting, before: store[setting], after }];
  });
  const types = wanted.types ?? (algorithm === 'v1' ? [] : [algorithm]);
  return {
    settings,
    parameters: [
      ...(types.length > 0 ? [`types=${types.join(',')}`] : []),
      ...(wanted.limit === undefined ? [] : [`limit=${wanted.limit}`]),
    ],
    onlyInTests: (['min_confidence', 'order'] as const).filter((name) => wanted[name] !== undefined),
  };
}

/** The change of the store that belongs to it. */
export function toStorePatch({ settings }: Shipping): StorePatch {
  return Object.fromEntries(settings.map(({ setting, after }) => [setting, after]));
}
