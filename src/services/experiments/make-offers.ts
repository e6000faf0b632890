import { offerPercent } from '../../engine/customer/offer.ts';
import type { StoreScope } from '../../storage/database.ts';
import { findAssignments } from '../../storage/queries/assignments.ts';
import type { ServedArm } from './arm-settings.ts';
import { readRunningTests, VARIANT } from './traffic.ts';

/** A discount on one suggestion. Minor units, for one unit of the item. */
export interface MadeOffer {
  readonly percent: number;
  readonly amountMinor: number;
  /** What is paid. */
  readonly priceMinor: number;
}

/**
 * The highest discount that the arms of an answer allow, never above the owner's own bound; null = no offers: the owner has
 * not turned them on, or no test of offers has put the guest on the side that gets them.
 */
export function offerBound(served: readonly ServedArm[], maxPercent: number | null): number | null {
  const asked = served.flatMap(({ settings }) => settings.offer_percent ?? []);
  return maxPercent === null || asked.length === 0 ? null : Math.min(maxPercent, ...asked);
}

/**
 * The offer on a suggestion: the less likely it is taken without one, the higher. Rounded in the shop's favour; null = none.
 *
 * @param probability - that it is taken without an offer, 0..1
 */
export function makeOffer(
  probability: number,
  { priceMinor, bound }: { priceMinor: number | null; bound: number | null },
): MadeOffer | null {
  const percent = offerPercent(probability, { maxPercent: bound, insideTest: bound !== null });
  if (percent === null || priceMinor === null) return null;
  const amountMinor = Math.floor((priceMinor * percent) / 100);
  return amountMinor === 0 ? null : { percent, amountMinor, priceMinor: priceMinor - amountMinor };
}

/** Of these customers those who are on the side of a running test that gets offers, with the highest discount it allows. */
export async function findOfferedCustomers(
  scope: StoreScope,
  { customerIds, maxPercent }: { customerIds: readonly number[]; maxPercent: number | null },
): Promise<Map<number, number>> {
  if (maxPercent === null) return new Map();
  const tests = (await readRunningTests(scope)).filter(({ paused, served }) => {
    return !paused && served.variant.settings.offer_percent !== undefined;
  });
  const draws = tests.map(({ key, version }) => ({ test: key, period: String(version) }));
  const names = customerIds.map((id) => `c:${id}`);
  const bounds = new Map<number, number>();
  for (const { test, name, arm } of await findAssignments(scope, { draws, names })) {
    const served = tests.find(({ key }) => key === test)?.served.variant;
    const bound = served === undefined || arm !== VARIANT ? null : offerBound([served], maxPercent);
    const id = Number(name.slice(2));
    if (bound !== null) bounds.set(id, Math.min(bound, bounds.get(id) ?? bound));
  }
  return bounds;
}
