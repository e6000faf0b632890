import type { Store } from '../contract/catalog.ts';
import { DEFAULT_HOLD_OUT_SHARE } from '../engine/experiment/incremental/hold-out-share.ts';
import { changeHoldOut } from '../services/experiments/change-hold-out.ts';
import { settleVisitorWeeks } from '../services/experiments/rebuild-weeks.ts';
import type { Services } from '../services/services.ts';
import { simulateStoreTraffic } from './traffic/store-traffic.ts';
import type { TrafficReport } from './traffic/traffic-report.ts';

const DAY_MS = 86_400_000;

/**
 * The last weeks of the demo restaurant: suggestions bring 6 % more. A week is closed a day after its end, so that 16 days
 * hold a whole closed one whatever the weekday; in so many visits about 80 guests of a week are held out, of whom 50 are
 * needed.
 */
export const DEMO_TRAFFIC = { effect: 0.06, days: 16, sessionsPerDay: 55, url: null } as const;

/**
 * Lets shoppers visit the demo's store for the weeks up to now, while half of them see no suggestions ("Prove it"), and
 * measures the weeks that are over. Their clock is the simulation's; the closed weeks are worked out by today's. Who looks
 * at the demo this week is held out by nobody: the usual tenth is, from next Monday on.
 */
export async function simulateDemoVisits(
  services: Services,
  store: Store,
  { seed, onProgress }: { seed: number; onProgress: (share: number) => void },
): Promise<TrafficReport> {
  const { context } = services;
  const endMs = context.clock().getTime();
  const firstDay = new Date(endMs - DEMO_TRAFFIC.days * DAY_MS);
  const then = { ...services, context: { ...context, clock: () => firstDay } };
  await changeHoldOut(then, store.id, { prove_it: true, at_once: false });
  const report = await simulateStoreTraffic(services, store, { ...DEMO_TRAFFIC, seed, endMs, onProgress });
  await changeHoldOut(services, store.id, { share: 0, at_once: true });
  await changeHoldOut(services, store.id, { share: DEFAULT_HOLD_OUT_SHARE, at_once: false });
  await settleVisitorWeeks(context, store.id);
  return report;
}
