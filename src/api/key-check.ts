import type { FastifyRequest } from 'fastify';
import { AppError } from '../contract/error-registry.ts';
import { type KeyCaller, OWN_PAGES } from '../services/accounts/caller.ts';
import { authenticateKey } from '../services/accounts/keys.ts';
import { getStoreById } from '../services/catalog/stores.ts';
import type { ServiceContext } from '../services/service-context.ts';
import { isFromOwnOrigin } from './own-origin.ts';

/** A key that was found good is taken as good for this long: a revoked key may work until then. */
const REMEMBER_MS = 5_000;
/** From then on it is looked up again, while requests go on with what is known: on a busy server nobody waits for it. */
const RENEW_MS = 2_500;
/** While the database does not answer, a key that was good is taken as good for longer: the storefront goes on. */
const REMEMBER_WITHOUT_DATABASE_MS = 600_000;
const MOST_REMEMBERED = 10_000;

/** Recognises keys, and remembers for a moment which were good. */
export class KeyCheck {
  readonly #context: ServiceContext;
  readonly #publicUrl: string;
  readonly #remembered = new Map<string, { caller: KeyCaller; foundMs: number }>();
  /** Looks that are under way: the requests of one key share one. */
  readonly #looks = new Map<string, Promise<KeyCaller | null>>();

  /** @param publicUrl where the installation's own pages are reached */
  constructor(context: ServiceContext, publicUrl: string) {
    this.#context = context;
    this.#publicUrl = publicUrl;
  }

  /** The caller behind the key of a request. @throws AppError that says why there is none. */
  async requireCaller(
    request: FastifyRequest,
    { key, access }: { key: string | null; access: 'publishable' | 'secret' },
  ): Promise<KeyCaller> {
    if (key === null) throw new AppError('missing_key', { detail: 'This request carries no key.' });
    const caller = await this.#recognise(key);
    if (caller === null) {
      throw new AppError('wrong_key', { detail: 'The key of this request is unknown or was revoked.' });
    }
    await this.#requireNamedStore(request, caller);
    if (caller.kind === 'secret') return caller;
    if (access === 'secret') throw new AppError('forbidden', { detail: 'This route needs a secret key (sk_).' });
    const { origin } = request.headers;
    if (origin === undefined || this.#isFor(caller, request, origin)) return caller;
    throw new AppError('wrong_origin', { detail: `This key may not be used on ${origin}.` });
  }

  #isFor({ origins }: KeyCaller, request: FastifyRequest, origin: string): boolean {
    if (origins.length === 0 || origins.includes(origin)) return true;
    return origins.includes(OWN_PAGES) && isFromOwnOrigin(request, this.#publicUrl) === true;
  }

  /** A key needs no store's name; when there is one, it is the key's: an answer about another store would surprise. */
  async #requireNamedStore(request: FastifyRequest, { storeId }: KeyCaller): Promise<void> {
    const named = request.headers['pairwell-store'];
    if (named === undefined || named === String(storeId)) return;
    const { slug } = await getStoreById(this.#context, storeId);
    if (named !== slug)
      throw new AppError('wrong_store', { detail: 'The header Pairwell-Store names another store than the key’s.' });
  }

  async #recognise(key: string): Promise<KeyCaller | null> {
    const known = this.#remembered.get(key);
    const ageMs = known === undefined ? REMEMBER_MS : this.#context.clock().getTime() - known.foundMs;
    if (known === undefined || ageMs >= REMEMBER_MS) return this.#look(key);
    // A look that fails is tried again by whoever has to wait for it.
    if (ageMs >= RENEW_MS) this.#look(key).catch(() => undefined);
    return known.caller;
  }

  #look(key: string): Promise<KeyCaller | null> {
    const underWay = this.#looks.get(key);
    if (underWay !== undefined) return underWay;
    const look = this.#lookUp(key).finally(() => this.#looks.delete(key));
    this.#looks.set(key, look);
    return look;
  }

  async #lookUp(key: string): Promise<KeyCaller | null> {
    const nowMs = this.#context.clock().getTime();
    const known = this.#remembered.get(key);
    const caller = await authenticateKey(this.#context, key).catch((error: unknown) => {
      if (known && nowMs - known.foundMs < REMEMBER_WITHOUT_DATABASE_MS) return known.caller;
      throw error;
    });
    this.#remembered.delete(key);
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    if (caller) this.#remembered.set(key, { caller, foundMs: known?.caller === caller ? known.foundMs : nowMs });
    return caller;
  }
}

/** The key of a request; null when it carries none. Secret keys are taken from the header only: addresses are logged. */
export function readKey(request: FastifyRequest): string | null {
  const { authorization } = request.headers;
  const bearer = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (bearer !== undefined) return bearer;
  const query = request.query as { key?: unknown } | undefined;
  return typeof query?.key === 'string' && query.key.startsWith('pk_') ? query.key : null;
}
