import type { FormEvent } from 'react';

/** The texts of a form that is being sent, by the names of its fields; the browser does not send it itself. */
export function readForm(event: FormEvent<HTMLFormElement>): (name: string) => string {
  event.preventDefault();
  const data = new FormData(event.currentTarget);
  return (name) => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
}
