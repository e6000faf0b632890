import { NavLink as MantineNavLink } from '@mantine/core';
import { NavLink } from 'react-router';
import { useMessages } from '../messages/language.ts';
import { useCurrentStore } from './current-store.ts';
import { Icon, type IconName } from './icon.tsx';

const PAGES: readonly { readonly page: IconName & keyof PageNames; readonly path: string }[] = [
  { page: 'home', path: '' },
  { page: 'pairs', path: '/pairs' },
  { page: 'customers', path: '/customers' },
  { page: 'products', path: '/products' },
  { page: 'experiments', path: '/experiments' },
  { page: 'reports', path: '/reports' },
  { page: 'rules', path: '/rules' },
  { page: 'catalogue', path: '/catalogue' },
  { page: 'import', path: '/import' },
  { page: 'settings', path: '/settings' },
];
type PageNames = ReturnType<typeof useMessages>['pages'];

/** The pages of the store. */
export function Navigation({ onChoose }: { onChoose(): void }) {
  const { pages } = useMessages();
  const { slug } = useCurrentStore();
  return PAGES.map(({ page, path }) => (
    <NavLink key={page} to={`/s/${slug}${path}`} end={path === ''} onClick={onChoose} className="page-link">
      {({ isActive }) => (
        <MantineNavLink component="span" active={isActive} label={pages[page]} leftSection={<Icon name={page} />} />
      )}
    </NavLink>
  ));
}
