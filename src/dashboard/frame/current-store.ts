import { createContext, useContext } from 'react';
import type { Role, SignedInAnswer } from '../../contract/accounts.ts';
import type { Store } from '../../contract/catalog.ts';

/** The store that is open, and what the person may do in it. */
export interface CurrentStore {
  readonly slug: string;
  readonly role: Role;
  readonly signedIn: SignedInAnswer;
}

export const CurrentStoreContext = createContext<CurrentStore | null>(null);

/** The store that is open. @throws RangeError outside of a store's pages */
export function useCurrentStore(): CurrentStore {
  const store = useContext(CurrentStoreContext);
  if (store === null) throw new RangeError('This part belongs on the page of a store.');
  return store;
}

/** True for owners and operators. */
export function isOwner({ role }: Pick<CurrentStore, 'role'>): boolean {
  return role !== 'staff';
}

/** The settings of the store, as the frame loaded them before any page is shown. */
export const StoreSettingsContext = createContext<Store | null>(null);

/** The settings of the store that is open. @throws RangeError outside of a store's pages */
export function useStoreSettings(): Store {
  const settings = useContext(StoreSettingsContext);
  if (settings === null) throw new RangeError('This part belongs on the page of a store.');
  return settings;
}
