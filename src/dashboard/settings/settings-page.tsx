import { Suspense } from 'react';
import { NavLink, Outlet } from 'react-router';
import { isOwner, useCurrentStore } from '../frame/current-store.ts';
import { Page } from '../frame/page.tsx';
import { useMessages } from '../messages/language.ts';

const OWNER_TABS = ['store', 'people', 'keys', 'audit'] as const;

/** The settings: what belongs to the store for owners, what belongs to oneself for everybody. */
export function SettingsPage() {
  const { pages, settings, app } = useMessages();
  const store = useCurrentStore();
  const tabs = [...(isOwner(store) ? OWNER_TABS : []), 'account'] as const;
  return (
    <Page title={pages.settings}>
      <nav aria-label={pages.settings} className="tabs">
        {tabs.map((tab) => (
          <NavLink key={tab} to={tab} className="tab">
            {settings.tabs[tab]}
          </NavLink>
        ))}
      </nav>
      <Suspense fallback={<div role="status">{app.loading}</div>}>
        <Outlet />
      </Suspense>
    </Page>
  );
}
