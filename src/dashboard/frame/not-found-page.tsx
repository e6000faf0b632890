import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useMessages } from '../messages/language.ts';
import { EmptyPlace } from './empty-place.tsx';
import { Page } from './page.tsx';

/** An address of a store that leads nowhere. */
export function NotFoundPage() {
  const { app } = useMessages();
  return (
    <Page title={app.notFound}>
      <EmptyPlace title={app.notFound}>
        <Button component={Link} to="/">
          {app.toHome}
        </Button>
      </EmptyPlace>
    </Page>
  );
}
