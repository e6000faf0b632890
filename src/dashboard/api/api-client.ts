import type { SignedInAnswer } from '../../contract/accounts.ts';
import { readProblem, unreachable } from './api-error.ts';

/** One request. */
export interface ApiCall {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Slug of the store that it is about; left out for what belongs to the person. */
  readonly store?: string;
  readonly json?: unknown;
  /** A form with a file, instead. */
  readonly form?: FormData;
  readonly signal?: AbortSignal;
}

/** Speaks to the server that the page came from: cookies go along, changes carry the session's secret. */
export class ApiClient {
  readonly base: string;
  #csrf = '';

  /** @param base prefix of every route, such as "/pairwell"; '' = none */
  constructor(base: string) {
    this.base = base;
  }

  /** Keeps the secret that the answers to signing in carry. */
  remember(answer: SignedInAnswer): SignedInAnswer {
    this.#csrf = answer.csrf;
    return answer;
  }

  /** The JSON of the answer; undefined for an answer without content. @throws ApiError */
  async call<T>(path: string, { method = 'GET', store, json, form, signal }: ApiCall = {}): Promise<T> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (store !== undefined) headers['pairwell-store'] = store;
    if (method !== 'GET') headers['pairwell-csrf'] = this.#csrf;
    if (json !== undefined) headers['content-type'] = 'application/json';
    const body = json === undefined ? (form ?? null) : JSON.stringify(json);
    const response = await fetch(`${this.base}${path}`, { method, headers, body, signal: signal ?? null }).catch(
      (cause: unknown) => {
        throw signal?.aborted ? cause : unreachable(cause);
      },
    );
    if (!response.ok) throw await readProblem(response);
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  /** Address of a file to download, which a link can carry: there the store is named in the query. */
  fileAddress(path: string, store: string): string {
    return `${this.base}${path}${path.includes('?') ? '&' : '?'}store=${encodeURIComponent(store)}`;
  }
}

/** What the server wrote into the page. */
export function readPageSetting(name: 'pairwell-base' | 'pairwell-nonce'): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
}

/** The one client of the page. */
export const apiClient = new ApiClient(readPageSetting('pairwell-base'));
