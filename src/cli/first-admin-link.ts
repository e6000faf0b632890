import { renewFirstAdminToken } from '../services/accounts/first-admin.ts';
import type { ServedPairwell } from './runtime.ts';

/** A new link with which the first account is made; null when there is an account. The link of the last start ends. */
export async function makeFirstAdminLink({ services, url }: ServedPairwell): Promise<string | null> {
  const token = await renewFirstAdminToken(services.context);
  return token === null ? null : `${url.replace(/\/+$/, '')}/dashboard/setup?token=${token}`;
}
