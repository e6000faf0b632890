import type { Consent } from '../link.ts';

/** What the script tag says. */
export interface Settings {
  readonly api: string;
  readonly key: string;
  readonly consent: Consent;
  readonly customer: string | undefined;
  readonly customerToken: string | undefined;
  readonly table: string | undefined;
  readonly readsDataLayer: boolean;
}

/** Reads the `data-` attributes; the server is where the script came from unless `data-api` names another. */
export function readSettings({ dataset, src }: HTMLScriptElement): Settings {
  return {
    api: new URL('.', dataset.api ? `${dataset.api.replace(/\/*$/, '')}/` : src).href,
    key: dataset.key ?? '',
    consent: toConsent(dataset.consent),
    customer: dataset.customer,
    customerToken: dataset.customerToken,
    table: dataset.table,
    readsDataLayer: dataset.cartEvents !== 'off',
  };
}

/** What is no consent is none yet. */
export function toConsent(text: unknown): Consent {
  return text === 'granted' || text === 'denied' ? text : 'pending';
}
