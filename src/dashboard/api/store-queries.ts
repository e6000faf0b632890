import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCurrentStore } from '../frame/current-store.ts';
import { type ApiCall, apiClient } from './api-client.ts';
import type { ApiError } from './api-error.ts';

/** One page of a list. */
export interface ListPage<T> {
  readonly data: readonly T[];
  readonly next_cursor?: string | null;
}

const MOST_PAGES = 20;

/**
 * Data of the store that is open, by the address that answers them. With `keepsBefore` the answer to the last question stays
 * until that to the next one has come; `askAgainMs` says of an answer how soon to ask again, null = not by itself.
 */
export function useStoreData<T>(
  path: string,
  {
    enabled = true,
    keepsBefore = false,
    askAgainMs = () => null,
  }: { enabled?: boolean; keepsBefore?: boolean; askAgainMs?(data: T): number | null } = {},
) {
  const { slug } = useCurrentStore();
  return useQuery<T, ApiError>({
    queryKey: [slug, path],
    queryFn: ({ signal }) => apiClient.call<T>(path, { store: slug, signal }),
    enabled,
    refetchInterval: ({ state }) => (state.data === undefined ? null : askAgainMs(state.data)) ?? false,
    ...(keepsBefore ? { placeholderData: keepPreviousData } : {}),
  });
}

/** The answer to a question that is sent as a body and changes nothing. */
export function useStoreAnswer<T>({ path, ...call }: ApiCall & { readonly path: string }) {
  const { slug } = useCurrentStore();
  return useQuery<T, ApiError>({
    queryKey: [slug, path, call.json],
    queryFn: ({ signal }) => apiClient.call<T>(path, { ...call, store: slug, signal }),
  });
}

/** A whole list, page after page: at most 20 pages of 1000. */
export function useStoreList<T>(path: string) {
  const { slug } = useCurrentStore();
  return useQuery<readonly T[], ApiError>({
    queryKey: [slug, path],
    queryFn: async ({ signal }) => {
      const rows: T[] = [];
      let cursor: string | null = null;
      for (let pages = 0; pages < MOST_PAGES; pages++) {
        const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page: ListPage<T> = await apiClient.call(`${path}?limit=1000${more}`, { store: slug, signal });
        rows.push(...page.data);
        cursor = page.next_cursor ?? null;
        if (cursor === null) break;
      }
      return rows;
    },
  });
}

/** A long list that is loaded a part at a time, as it is asked for. */
export function useStorePages<T>(path: string, rowsPerPage = 200) {
  const { slug } = useCurrentStore();
  return useInfiniteQuery<ListPage<T>, ApiError, readonly T[], readonly unknown[], string | null>({
    queryKey: [slug, path, 'pages'],
    initialPageParam: null,
    queryFn: ({ pageParam, signal }) => {
      const more = pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`;
      return apiClient.call(`${path}?limit=${rowsPerPage}${more}`, { store: slug, signal });
    },
    getNextPageParam: ({ next_cursor: next }) => next ?? null,
    select: ({ pages }) => pages.flatMap(({ data }) => data),
  });
}

/** A change to the store that is open; afterwards everything of the store is asked anew, what is on the screen first. */
export function useStoreChange<Input, Output = unknown>(write: (input: Input) => ApiCall & { readonly path: string }) {
  const { slug } = useCurrentStore();
  const queries = useQueryClient();
  return useMutation<Output, ApiError, Input>({
    mutationFn: (input) => {
      const { path, ...call } = write(input);
      return apiClient.call<Output>(path, { ...call, store: slug });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: [slug] }),
  });
}
