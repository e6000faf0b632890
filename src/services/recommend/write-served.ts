import type { Consent } from '../../contract/event.ts';
import type { Placement } from '../../engine/ranking/request.ts';
import type { Draw } from '../experiments/arm-keeper.ts';
import type { Services } from '../services.ts';
import { signToken, TOKEN_HOURS, TOKEN_PURPOSE } from '../tracking/recommendation-token.ts';

/** What is known of the guest who sees an answer, beside the names that the question gives. */
export interface Guest {
  readonly consent: Consent;
  /** The browser sends Sec-GPC: 1, which is a refusal. */
  readonly privacyControl: boolean;
  /** Why the caller is taken for a machine; null = it is not. */
  readonly bot: string | null;
  /** The device is marked as one of the staff's. */
  readonly staff: boolean;
}

/** One place of an answer as it is kept: internal ids. */
export interface ServedSlot {
  readonly position: number;
  readonly item: number;
  readonly type: string;
  readonly strategy: string;
  /** The item that the reason names; null when it names none. */
  readonly source: number | null;
  readonly propensity: number;
  /** The discount that was shown, per cent and minor units of one unit. */
  readonly offer_percent?: number;
  readonly offer_minor?: number;
}

/** An answer on its way out. */
export interface ServedAnswer {
  readonly recId: string;
  readonly placement: Placement;
  readonly level: string;
  readonly version: string;
  readonly draw: Draw;
  readonly slots: readonly ServedSlot[];
  readonly cart: readonly number[];
  readonly sourceItemId: number | null;
  readonly customerId: number | null;
  readonly visitor: string | null;
  readonly session: string | null;
  readonly table: string | null;
  readonly guest: Guest;
  readonly servedAt: Date;
  /** How long it took to make. */
  readonly tookMs: number;
  /** It could not be made: nothing is shown. */
  readonly failed: boolean;
}

/**
 * Notes an answer as served and gives the token that proves it to later events. Who refused, or has not said yes, is
 * not written down: only the session stays, which ends with the visit.
 */
export function writeServed({ context, served }: Services, storeId: number, answer: ServedAnswer): string {
  const { guest, cart, sourceItemId, draw, ...row } = answer;
  const { refused } = readConsent(answer);
  served.add(storeId, {
    ...row,
    experiment: draw.experiment,
    variation: draw.variation,
    arms: draw.arms,
    holdout: draw.heldOut,
    ghost: draw.heldOut,
    unit: draw.unit,
    drawWeek: draw.week,
    cart: cart.map((item) => ({ item, quantity: 1 })),
    ...keptNames(answer),
    sourceItem: sourceItemId,
    consent: refused ? 'denied' : guest.consent,
    bot: guest.bot,
    staff: guest.staff,
  });
  return signToken(context.secret(TOKEN_PURPOSE), {
    storeId,
    recId: answer.recId,
    arm: draw.variation,
    // Nothing was shown to who is held out: nothing can be clicked.
    items: draw.heldOut ? [] : answer.slots.map((slot) => slot.item),
    expiresAt: Math.floor(answer.servedAt.getTime() / 1000) + TOKEN_HOURS * 3600,
  });
}

/** Whom an answer may be written down for: a visitor only with consent, nobody who refused. */
export function keptNames(asked: Pick<ServedAnswer, 'guest' | 'visitor' | 'customerId'>): {
  visitor: string | null;
  customerId: number | null;
} {
  const { refused, granted } = readConsent(asked);
  return { visitor: granted ? asked.visitor : null, customerId: refused ? null : asked.customerId };
}

function readConsent({ guest }: Pick<ServedAnswer, 'guest'>): { refused: boolean; granted: boolean } {
  const refused = guest.privacyControl || guest.consent === 'denied';
  return { refused, granted: !refused && guest.consent === 'granted' };
}
