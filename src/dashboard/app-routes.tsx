import { lazy } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { useSession } from './api/session.ts';
import { FirstAdminPage } from './entrance/first-admin-page.tsx';
import { InvitationPage } from './entrance/invitation-page.tsx';
import { SignedInOnly } from './entrance/signed-in-only.tsx';
import { NotFoundPage } from './frame/not-found-page.tsx';
import { OwnerOnly } from './frame/owner-only.tsx';
import { preferredStore } from './frame/preferred-store.ts';
import { Shell } from './frame/shell.tsx';

const HomePage = lazy(async () => ({ default: (await import('./home/home-page.tsx')).HomePage }));
const PairsPage = lazy(async () => ({ default: (await import('./pairs/pairs-page.tsx')).PairsPage }));
const CustomersPage = lazy(async () => ({ default: (await import('./customers/customers-page.tsx')).CustomersPage }));
const ProductsPage = lazy(async () => ({ default: (await import('./products/products-page.tsx')).ProductsPage }));
const RulesPage = lazy(async () => ({ default: (await import('./rules/rules-page.tsx')).RulesPage }));
const CataloguePage = lazy(async () => ({ default: (await import('./catalogue/catalogue-page.tsx')).CataloguePage }));
const ReportsPage = lazy(async () => ({ default: (await import('./reports/reports-page.tsx')).ReportsPage }));
const ExperimentsPage = lazy(async () => ({
  default: (await import('./experiments/experiments-page.tsx')).ExperimentsPage,
}));
const ExperimentPage = lazy(async () => ({
  default: (await import('./experiments/experiment-page.tsx')).ExperimentPage,
}));
const ImportsPage = lazy(async () => ({ default: (await import('./imports/imports-page.tsx')).ImportsPage }));
const SettingsPage = lazy(async () => ({ default: (await import('./settings/settings-page.tsx')).SettingsPage }));
const StorePage = lazy(async () => ({ default: (await import('./settings/store-page.tsx')).StorePage }));
const PeoplePage = lazy(async () => ({ default: (await import('./settings/people-page.tsx')).PeoplePage }));
const KeysPage = lazy(async () => ({ default: (await import('./settings/keys-page.tsx')).KeysPage }));
const AuditPage = lazy(async () => ({ default: (await import('./settings/audit-page.tsx')).AuditPage }));
const AccountPage = lazy(async () => ({ default: (await import('./settings/account-page.tsx')).AccountPage }));

/** Which page stands at which address. Pages are loaded when they are opened. */
export function AppRoutes() {
  return (
    <Routes>
      <Route path="setup" element={<FirstAdminPage />} />
      <Route path="invitation" element={<InvitationPage />} />
      <Route element={<SignedInOnly />}>
        <Route path="s/:slug" element={<Shell />}>
          <Route index element={<HomePage />} />
          <Route path="pairs" element={<PairsPage />} />
          <Route path="customers/*" element={<CustomersPage />} />
          <Route path="products" element={<ProductsPage />} />
          <Route path="reports" element={<ReportsPage />} />
          <Route path="rules" element={<RulesPage />} />
          <Route path="catalogue" element={<CataloguePage />} />
          <Route path="experiments" element={<ExperimentsPage />} />
          <Route path="experiments/:id" element={<ExperimentPage />} />
          <Route path="import" element={<ImportsPage />} />
          <Route path="settings" element={<SettingsPage />}>
            <Route index element={<Navigate to="account" replace />} />
            <Route path="account" element={<AccountPage />} />
            <Route element={<OwnerOnly />}>
              <Route path="store" element={<StorePage />} />
              <Route path="people" element={<PeoplePage />} />
              <Route path="keys" element={<KeysPage />} />
              <Route path="audit" element={<AuditPage />} />
            </Route>
          </Route>
          <Route path="*" element={<NotFoundPage />} />
        </Route>
        <Route path="*" element={<ToStore />} />
      </Route>
    </Routes>
  );
}

/** An address without a store leads to the same page of the store that was open last. */
function ToStore() {
  const { data } = useSession();
  const { pathname, search } = useLocation();
  const slug = preferredStore(data?.stores ?? []);
  const page = pathname.replace(/\/+$/, '').replace(/^\/recommendations$/, '/customers');
  return <Navigate to={`/s/${slug}${page}${search}`} replace />;
}
