import type { FastifyRequest } from 'fastify';
import { AppError } from '../contract/error-registry.ts';
import type { KeyCaller } from '../services/accounts/caller.ts';
import { authenticateKey } from '../services/accounts/keys.ts';
import { getStoreById } from '../services/catalog/stores.ts';
import type { ServiceContext } from '../services/service-context.ts';

/** A key that was found good is taken as good for this long: a revoked key may work until then. */
const REMEMBER_MS = 5_000;
/** While the database does not answer, a key that was good is taken as good for longer: the storefront goes on. */
const REMEMBER_WITHOUT_DATABASE_MS = 600_000;
const MOST_REMEMBERED = 10_000;

/** Recognises keys, and remembers for a moment which were good. */
export class KeyCheck {
  readonly #context: ServiceContext;
  readonly #remembered = new Map<string, { caller: KeyCaller; foundMs: number }>();

  constructor(context: ServiceContext) {
    this.#context = context;
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
    if (origin !== undefined && caller.origins.length > 0 && !caller.origins.includes(origin)) {
      throw new AppError('wrong_origin', { detail: `This key may not be used on ${origin}.` });
    }
    return caller;
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
    const nowMs = this.#context.clock().getTime();
    const known = this.#remembered.get(key);
    if (known && nowMs - known.foundMs < REMEMBER_MS) return known.caller;
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
