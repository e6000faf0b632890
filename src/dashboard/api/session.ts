import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AcceptInvitation, FirstAdmin, PasswordChange, SignedInAnswer, SignIn } from '../../contract/accounts.ts';
import { apiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';

const KEY = ['session'] as const;

/** Who is signed in; null = nobody. Asked again whenever the page comes back to the front: another tab may have changed it. */
export function useSession() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<SignedInAnswer | null> => {
      try {
        return apiClient.remember(await apiClient.call<SignedInAnswer>('/api/session', { signal }));
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) return null;
        throw error;
      }
    },
  });
}

/** The ways into a session: each answers who is signed in now. */
export interface Entrances {
  readonly '/api/session': SignIn;
  readonly '/api/first-admin': FirstAdmin;
  readonly '/api/invitations/accept': AcceptInvitation;
  readonly '/api/password': PasswordChange;
}

/** Sends one of the forms that begin a session, and takes over whoever it signed in. */
export function useEntrance<P extends keyof Entrances>(path: P) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (json: Entrances[P]) => apiClient.call<SignedInAnswer>(path, { method: 'POST', json }),
    onSuccess: (answer) => {
      queries.setQueryData(KEY, apiClient.remember(answer));
    },
  });
}

/** Signs out, here or everywhere, and forgets what was loaded. */
export function useSignOut(path: '/api/session' | '/api/sessions') {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => apiClient.call<void>(path, { method: 'DELETE' }),
    onSuccess: () => forgetSession(queries),
  });
}

/** Back to the sign-in page: nothing that was shown to one person is left for the next. */
export function forgetSession(queries: QueryClient): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
  queries.setQueryData(KEY, null);
}
