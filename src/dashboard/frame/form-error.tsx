import { Alert } from '@mantine/core';
import { useMessages } from '../messages/language.ts';
import { tellError } from './tell-error.ts';

/** Why a form was refused; nothing while it was not. */
export function FormError({ error, text }: { readonly error: Error | null; readonly text?: string | undefined }) {
  const messages = useMessages();
  if (error === null) return null;
  return (
    <Alert color="red" variant="light" role="alert">
      {text ?? tellError(error, messages)}
    </Alert>
  );
}
