import { sql } from 'kysely';

/** Which answers enter figures, as a condition on `served` as `s`: given to people, and not to the staff. As `EVENT_COUNTS` for events. */
export const ANSWER_COUNTS = sql`s.bot IS NULL AND NOT s.staff`;

/** Of these, the ones that a guest got to see: nothing was kept back. */
export const SHOWN_TO_GUESTS = sql`${ANSWER_COUNTS} AND NOT s.holdout AND NOT s.ghost`;
