import type { DemoCatalog } from './demo-catalog.ts';

/**
 * The demo shop of one upgrade ladder: four packs, each a tier above the last, prices in paise (100 to the rupee).
 *
 * @example
 * DIGITAL_SHOP.items.map(({ item }) => item.price_minor) // => [9900, 49900, 99900, 299900]
 */
export const DIGITAL_SHOP: DemoCatalog = {
  store: {
    slug: 'digital-packs',
    name: 'Digital Packs',
    currency: 'INR',
    time_zone: 'Asia/Kolkata',
    business_day_cutoff_minutes: 0,
    locale: 'en-IN',
  },
  categories: [{ id: 'packs', category: { name: 'Packs', role: 'other', position: 1 } }],
  items: [
    pack({ id: 'starter', name: 'Starter Pack', tier: 1, rupees: 99, text: 'The essentials for one person.' }),
    pack({ id: 'pro', name: 'Pro Pack', tier: 2, rupees: 499, text: 'More room and every template.' }),
    pack({ id: 'premium', name: 'Premium Pack', tier: 3, rupees: 999, text: 'For teams, with priority support.' }),
    pack({
      id: 'platinum',
      name: 'Platinum Pack',
      tier: 4,
      rupees: 2999,
      text: 'Everything, with a personal adviser.',
    }),
  ],
};

interface Pack {
  readonly id: string;
  readonly name: string;
  readonly tier: number;
  readonly rupees: number;
  readonly text: string;
}

function pack({ id, name, tier, rupees, text }: Pack): DemoCatalog['items'][number] {
  return {
    id,
    item: {
      name,
      description: text,
      category: 'packs',
      price_minor: rupees * 100,
      cost_minor: null,
      available: true,
      featured: tier === 2,
      tier,
      tags: [],
      diets: [],
      allergens: null,
      image_url: null,
    },
  };
}
