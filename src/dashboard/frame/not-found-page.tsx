import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useMessages } from '../messages/language.ts';
import { Page } from './page.tsx';

/** An address of a store that leads nowhere. */
export function NotFoundPage() {
  const { app } = useMessages();
  return (
    <Page title={app.notFound}>
      <div>
        <Button component={Link} to="/">
          {app.toHome}
        </Button>
      </div>
    </Page>
  );
}
