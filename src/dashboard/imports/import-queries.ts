import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ImportWithPreview } from '../../contract/import.ts';
import { apiClient } from '../api/api-client.ts';
import type { ApiError } from '../api/api-error.ts';
import { useCurrentStore } from '../frame/current-store.ts';

const LOOK_MS = 700;

/** True while an import is being written or taken back. */
export function isAtWork({ state }: Pick<ImportWithPreview, 'state'>): boolean {
  return state === 'running' || state === 'undoing';
}

/** One import; looked at again and again while it is at work, and then everything of the store is asked anew. */
export function useImport(id: number) {
  const { slug } = useCurrentStore();
  const queries = useQueryClient();
  const path = `/api/imports/${id}`;
  return useQuery<ImportWithPreview, ApiError>({
    queryKey: [slug, path],
    queryFn: async ({ signal }) => {
      const before = queries.getQueryData<ImportWithPreview>([slug, path]);
      const now = await apiClient.call<ImportWithPreview>(path, { store: slug, signal });
      // A quick one ends between two looks: nobody sees it at work.
      const hasEnded = before !== undefined && before.state !== now.state && !isAtWork(now);
      if (hasEnded) {
        const others = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] === slug && queryKey[1] !== path;
        void queries.invalidateQueries({ predicate: others });
      }
      return now;
    },
    refetchInterval: ({ state }) => (state.data !== undefined && isAtWork(state.data) ? LOOK_MS : false),
  });
}

/** Sends a file, and gives the import that it became. */
export function useUpload() {
  const { slug } = useCurrentStore();
  const queries = useQueryClient();
  return useMutation<ImportWithPreview, ApiError, File>({
    mutationFn: (file) => {
      const form = new FormData();
      form.append('file', file);
      return apiClient.call<ImportWithPreview>('/api/imports', { method: 'POST', store: slug, form });
    },
    onSuccess: (made) => {
      queries.setQueryData([slug, `/api/imports/${made.id}`], made);
      return queries.invalidateQueries({ queryKey: [slug, '/api/imports?limit=50'] });
    },
  });
}

/** One step of an import: a new look, start, cancel, undo. */
export function useImportStep(id: number) {
  const { slug } = useCurrentStore();
  const queries = useQueryClient();
  return useMutation<
    unknown,
    ApiError,
    { readonly step: 'preview' | 'start' | 'cancel' | 'undo'; readonly json?: object }
  >({
    mutationFn: ({ step, json = {} }) =>
      apiClient.call(`/api/imports/${id}/${step}`, { method: 'POST', store: slug, json }),
    onSettled: () => queries.invalidateQueries({ queryKey: [slug, `/api/imports/${id}`] }),
  });
}
