import type { lineReasons, touchVerdicts } from '../../contract/attribution.ts';
import type { LineReason, TouchVerdict } from '../../engine/attribution/explain-line.ts';

/** Why a line was or was not credited, for the owner. The keys are those of the engine and of the contract. */
export const REASON_WORDS = {
  credited: 'A suggestion of this item was clicked or added before the order, in time.',
  given_back: 'The credited units were refunded.',
  already_in_cart: 'All ordered units were in the cart before the suggestion was clicked or added.',
  no_units_left: 'The units that were added from a suggestion are on another line of this order.',
  taken_back: 'It was added from a suggestion and taken out of the cart again.',
  seen_only: 'The suggestion was seen, but neither clicked nor added: assisted, not credited.',
  other_order: 'The click or add was counted for an earlier order with this item.',
  outside_window: 'The click or add was too long before the order.',
  after_order: 'The click or add came after the order.',
  other_session: 'The click or add was in another session.',
  withheld: 'The answer was withheld from this guest to measure without suggestions.',
  staff: 'The click or add was by staff.',
  bot: 'The click or add came from a program, not from a person.',
  unverified: 'The event has no valid token: it is not proved that we made this suggestion.',
  no_session: 'The order names no session and no recommendation, so its guest is not known.',
  no_touch: 'No suggestion of this item was seen, clicked or added by this guest before the order.',
  open: 'The order is not completed yet.',
  cancelled: 'The order was cancelled.',
  refunded: 'The whole order was refunded.',
  deleted: 'The order was deleted.',
  test: 'It is a test order.',
} as const satisfies Record<LineReason | (typeof lineReasons)[number], string>;

/** What was decided of one event, for the owner. */
export const VERDICT_WORDS = {
  credited: 'Credited: the last click or add before the order.',
  earlier_touch: 'A later click or add takes the credit.',
  taken_back: 'Taken out of the cart again.',
  takes_back: 'Took earlier adds back.',
  seen_only: 'Seen only.',
  already_in_cart: 'All ordered units were in the cart before.',
  other_order: REASON_WORDS.other_order,
  not_counted: 'The order earns nothing as it stands: it is open, cancelled, refunded, deleted or a test.',
  outside_window: REASON_WORDS.outside_window,
  after_order: REASON_WORDS.after_order,
  other_session: REASON_WORDS.other_session,
  withheld: REASON_WORDS.withheld,
  staff: REASON_WORDS.staff,
  bot: REASON_WORDS.bot,
  unverified: REASON_WORDS.unverified,
} as const satisfies Record<TouchVerdict | (typeof touchVerdicts)[number], string>;
