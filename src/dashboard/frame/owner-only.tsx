import { Outlet } from 'react-router';
import { useMessages } from '../messages/language.ts';
import { isOwner, useCurrentStore } from './current-store.ts';
import { EmptyPlace } from './empty-place.tsx';

/** Pages of owners; the server refuses their data to staff as well. */
export function OwnerOnly() {
  const store = useCurrentStore();
  const { states } = useMessages();
  return isOwner(store) ? <Outlet /> : <EmptyPlace title={states.tooLow} />;
}
