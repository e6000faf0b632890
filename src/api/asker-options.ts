import type { FastifyRequest } from 'fastify';
import { isTrusted } from '../services/accounts/caller.ts';
import { isCustomerProven } from '../services/accounts/customer-token.ts';
import type { RecommendOptions } from '../services/recommend/recommend.ts';
import type { ServiceContext } from '../services/service-context.ts';
import { findBot } from '../services/tracking/bots.ts';
import { callerOf } from './auth.ts';
import { readSignals } from './guest-signals.ts';

/** What a question says of who asks. */
interface AskerWords {
  readonly customer?: string | undefined;
  readonly customer_token?: string | undefined;
  readonly automated: boolean;
}

/** Who asks for suggestions, by the key and the headers of the request. */
export async function readAsker(
  context: ServiceContext,
  request: FastifyRequest,
  asked: AskerWords,
): Promise<RecommendOptions> {
  const signals = readSignals(request);
  const guest = { privacyControl: signals.privacyControl, bot: findBot(signals, asked) };
  // What people of the store look at is no answer to a guest: it stays out of every figure.
  const log = callerOf(request).kind !== 'user';
  return { mayNameCustomer: await mayNameCustomer(context, request, asked), log, guest };
}

/** References can be guessed: a page needs the word of the shop's server. */
async function mayNameCustomer(
  context: ServiceContext,
  request: FastifyRequest,
  { customer, customer_token: token }: AskerWords,
): Promise<boolean> {
  const caller = callerOf(request);
  if (isTrusted(caller)) return true;
  if (customer === undefined || token === undefined) return false;
  return isCustomerProven(context, caller.storeId, { customer, token });
}
