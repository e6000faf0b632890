import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useMessages } from '../messages/language.ts';
import { EmptyPlace } from './empty-place.tsx';

/** Catches what breaks while a page is drawn: the frame stays, and the page can be tried again. */
export class PageErrors extends Component<{ readonly children: ReactNode }, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <BrokenPage /> : this.props.children;
  }
}

function BrokenPage() {
  const { states, actions } = useMessages();
  return (
    <EmptyPlace title={states.pageFailed}>
      <Button onClick={() => location.reload()}>{actions.retry}</Button>
    </EmptyPlace>
  );
}
