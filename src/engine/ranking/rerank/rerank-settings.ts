import type { RerankSettings } from '../request.ts';

/**
 * Weight of unlikeness where the owner has not chosen one, 0 to 1. Of 0, .05, .1 and .2 the largest that cost less than
 * .005 of the hidden items found among five and ten on the validation parts of four histories; .2 cost up to .009.
 */
export const DEFAULT_DIVERSITY = 0.1;

/** The order of a page where the owner has chosen nothing. */
export const DEFAULT_RERANK: RerankSettings = { marginDial: 0, diversity: DEFAULT_DIVERSITY, categoryQuota: 2 };
