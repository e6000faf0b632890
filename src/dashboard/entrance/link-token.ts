import { useState } from 'react';
import { useSearchParams } from 'react-router';

/** The token of the link that led here; '' when it is missing. */
export function useLinkToken(): string {
  const [parameters] = useSearchParams();
  const [token] = useState(() => parameters.get('token') ?? '');
  return token;
}
