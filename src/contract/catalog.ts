import { z } from 'zod';
import './plain-words.ts';

/** Text without NUL or other control characters (tab and newline are allowed in long texts). */
function plainText(maxLength: number) {
  return (
    z
      .string()
      .max(maxLength)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused here
      .refine((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text), {
        message: 'control characters are not allowed',
      })
      .refine((text) => text.isWellFormed(), { message: 'the text is not well-formed Unicode' })
  );
}

/** An id that the caller chose: 1 to 200 characters, no control characters, no blanks around it. */
export const externalId = plainText(200)
  .min(1)
  .refine((text) => text.trim() === text, { message: 'blanks at the beginning or end are not allowed' });

/** A name shown to people: 1 to 500 characters. Kept as it is; it is escaped wherever it is shown. */
export const displayName = plainText(500).refine((text) => text.trim() !== '', { message: 'a name must not be empty' });

/** A longer text: at most 10,000 characters. */
export const longText = plainText(10_000);

/** Money: an integer in the store's minor unit (cents, paise), 0 to 10^12. */
export const amountMinor = z.int().min(0).max(1_000_000_000_000);

export const roleSchema = z
  .enum(['drink', 'main', 'starter', 'side', 'dessert', 'other'])
  .describe('Part of a meal that a category or an item plays; `other` = unknown or none.');

/** What a guest may eat by choice or faith. */
export const diets = ['vegan', 'vegetarian', 'jain', 'halal', 'kosher', 'gluten-free', 'lactose-free'] as const;

/** The fourteen allergens that food must be labelled with: Regulation (EU) No 1169/2011, Annex II. */
export const allergens = [
  'celery',
  'crustaceans',
  'eggs',
  'fish',
  'gluten',
  'lupin',
  'milk',
  'molluscs',
  'mustard',
  'nuts',
  'peanuts',
  'sesame',
  'soybeans',
  'sulphites',
] as const;

const dietsOfItem = z
  .array(z.enum(diets))
  .transform((names) => [...new Set(names)])
  .describe('What the item suits; vegan and jain items count as vegetarian too.');
const allergensOfItem = z
  .array(z.enum(allergens))
  .transform((names) => [...new Set(names)])
  .nullable()
  .describe('What the item holds; null = not known, which is never taken for none.');

const share = z.number().min(0).max(1);
const categoryQuota = z.int().min(1).max(4);
const attributionWindow = z.enum(['session', '7d']);
const shopTables = z.int().min(0).max(200);

/** A store as it is shown. */
export const storeSchema = z
  .object({
    id: z.int(),
    slug: z.string(),
    name: z.string(),
    currency: z.string().describe('ISO 4217 code.'),
    time_zone: z.string().describe('IANA time zone.'),
    business_day_cutoff_minutes: z.int().describe('Minutes after midnight at which a new business day begins.'),
    locale: z.string().describe('BCP 47 language tag.'),
    suggestions_enabled: z.boolean().describe('False: every recommendation answer of the store is empty.'),
    trending_rule: z.enum(['posterior', 'count']),
    suggest_age_restricted: z
      .boolean()
      .describe('True: items tagged `alcohol` or `age-restricted` may be suggested across categories.'),
    margin_dial: z.number().describe('How much margin weighs against what the guest likely takes: 0 not at all, to 1.'),
    diversity: z.number().describe('How much unlikeness of the suggestions weighs against relevance: 0 to 1.'),
    category_quota: z
      .int()
      .nullable()
      .describe('At most so many of one category among the first four places; null = any number.'),
    exploration: z.boolean().describe('True: the last place tries items out, to learn what sells.'),
    share_statistics: z
      .boolean()
      .describe(
        'True: the store’s shares of orders by item name go into means over at least three stores, and its measured uplift and kappa into the pool of at least five others.',
      ),
    use_network_priors: z
      .boolean()
      .describe('True: while an item has few orders, what other stores sell under its name counts too.'),
    attribution_window: attributionWindow.describe(
      'How far back a click or an add may lie to earn credit: in the session of the order, or 7 days by the same visitor.',
    ),
    shop_pages: z.boolean().describe('True: the store has pages to order from at /s/{slug}.'),
    shop_tables: z.int().describe('How many tables have a QR code; they are numbered from 1.'),
    shop_demo: z.boolean().describe('True in stores of `pairwell demo`: orders of the pages finish by themselves.'),
    high_ltv_minor: z
      .int()
      .nullable()
      .describe('From this LTV on a customer is of high value, beside the top tenth; null = the top tenth alone.'),
    season_factors: z.array(z.number()).describe('Factor of each month on customers’ scores, January first.'),
    max_offer_percent: z
      .int()
      .nullable()
      .describe('Highest discount of a personal offer, which is made inside a test only; null = no offers.'),
  })
  .describe('A store: the owner of a catalogue, orders and keys.');
export type Store = z.infer<typeof storeSchema>;

export const storeSlug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'expected 1-63 of a-z, 0-9 and -, not beginning or ending with -');

/** A zone by its IANA name. */
export const timeZone = z
  .string()
  .refine(isTimeZone, { message: 'expected an IANA time zone such as "Europe/London"' });
const locale = z.string().refine(isLocale, { message: 'expected a BCP 47 language tag such as "en-GB"' });
const currency = z
  .string()
  .transform((code) => code.toUpperCase())
  .refine(isCurrency, { message: 'expected an ISO 4217 code such as "EUR"' });

/** What `pairwell store add` takes. */
export const newStoreSchema = z.object({
  slug: storeSlug,
  name: displayName,
  currency: currency.default('USD'),
  time_zone: timeZone.default('UTC'),
  business_day_cutoff_minutes: z.int().min(0).max(1439).default(240),
  locale: locale.default('en'),
});
export type NewStore = z.infer<typeof newStoreSchema>;

/** What PATCH /api/stores/{id} takes. The currency is fixed: amounts are counted in its minor unit. */
export const storePatchSchema = z
  .strictObject({
    slug: storeSlug,
    name: displayName,
    time_zone: timeZone,
    business_day_cutoff_minutes: z.int().min(0).max(1439),
    locale,
    suggestions_enabled: z.boolean(),
    trending_rule: z.enum(['posterior', 'count']),
    suggest_age_restricted: z.boolean(),
    margin_dial: share,
    diversity: share.nullable().describe('null goes back to the default.'),
    category_quota: categoryQuota.nullable(),
    exploration: z.boolean(),
    share_statistics: z.boolean(),
    use_network_priors: z.boolean(),
    attribution_window: attributionWindow.describe(
      'A change works out every order anew, as far back as events are kept.',
    ),
    shop_pages: z.boolean(),
    shop_tables: shopTables,
    high_ltv_minor: amountMinor.min(1).nullable(),
    season_factors: z
      .array(z.number().min(0.1).max(10))
      .length(12)
      .nullable()
      .describe(
        'Twelve factors, January first; null goes back to 1.3 in October to December and 1.2 in January and February.',
      ),
    max_offer_percent: z.int().min(1).max(50).nullable(),
  })
  .partial();
export type StorePatch = z.infer<typeof storePatchSchema>;

/** A category as it is shown. */
export const categorySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    role: roleSchema.describe('The role in force: the owner’s choice, else the guess when it is certain enough.'),
    role_source: z.enum(['guess', 'owner']),
    role_guess: roleSchema,
    role_certainty: z.number().describe('Certainty of the guess, 0 to 1; below .8 the role in force is `other`.'),
    position: z.int(),
  })
  .describe('A category of the menu.');
export type Category = z.infer<typeof categorySchema>;

export const categoryInputSchema = z.strictObject({
  name: displayName,
  role: roleSchema.nullable().optional().describe('Your choice; null goes back to the guess.'),
  position: z.int().min(0).max(100_000).optional(),
});
export type CategoryInput = z.infer<typeof categoryInputSchema>;

/** An item as it is shown. */
export const itemSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    category: z.string().nullable(),
    role: roleSchema.describe('Owner’s choice, else the category’s role, else the guess when it is certain enough.'),
    role_source: z.enum(['guess', 'category', 'owner']),
    role_guess: roleSchema,
    role_certainty: z.number(),
    price_minor: z.int().nullable(),
    cost_minor: z.int().nullable(),
    available: z.boolean(),
    featured: z.boolean(),
    tier: z.int().nullable(),
    tags: z.array(z.string()),
    diets: z.array(z.enum(diets)),
    allergens: z.array(z.enum(allergens)).nullable(),
    image_url: z.string().nullable(),
    created_at: z.string(),
  })
  .describe('An item of the menu or a product.');
export type Item = z.infer<typeof itemSchema>;

const tags = z.array(plainText(50).min(1)).max(50);
const imageUrl = z
  .string()
  .max(2000)
  .refine((url) => /^(https?:\/\/|\/)[^\s"'<>]+$/.test(url), { message: 'expected an http(s) address or a path' });

/** What PUT /api/items/{id} takes: the whole item. */
export const itemInputSchema = z.strictObject({
  name: displayName,
  description: longText.default(''),
  category: externalId.nullable().default(null).describe('Id of a category; it is created when it does not exist.'),
  role: roleSchema.nullable().optional().describe('Your choice; null goes back to the category or the guess.'),
  price_minor: amountMinor.nullable().default(null),
  cost_minor: amountMinor.nullable().default(null),
  available: z.boolean().default(true),
  featured: z.boolean().default(false),
  tier: z.int().min(1).max(100).nullable().default(null),
  tags: tags.default([]),
  diets: dietsOfItem.default([]),
  allergens: allergensOfItem.default(null),
  image_url: imageUrl.nullable().default(null),
});
export type ItemInput = z.infer<typeof itemInputSchema>;

/** What PATCH /api/items/{id} takes: the fields to change. */
export const itemPatchSchema = z
  .strictObject({
    name: displayName,
    description: longText,
    category: externalId.nullable(),
    role: roleSchema.nullable(),
    price_minor: amountMinor.nullable(),
    cost_minor: amountMinor.nullable(),
    available: z.boolean(),
    featured: z.boolean(),
    tier: z.int().min(1).max(100).nullable(),
    tags,
    diets: dietsOfItem,
    allergens: allergensOfItem,
    image_url: imageUrl.nullable(),
  })
  .partial();
export type ItemPatch = z.infer<typeof itemPatchSchema>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}
