import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Experiment } from '../../contract/experiment.ts';
import { apiClient } from '../api/api-client.ts';
import type { ApiError } from '../api/api-error.ts';
import { useCurrentStore, useStoreSettings } from '../frame/current-store.ts';
import { type Shipping, toStorePatch } from './ship.ts';

/** What can be decided of a test. */
export type Decision = 'start' | 'pause' | 'resume' | 'stop' | 'ship' | 'keep' | 'remove';

/** Does what was decided. Shipping ends the test first: what it found must not mix with what the store does afterwards. */
export function useDecision(test: Experiment, shipping: Shipping) {
  const { slug } = useCurrentStore();
  const store = useStoreSettings();
  const queries = useQueryClient();
  return useMutation<void, ApiError, Decision>({
    mutationFn: async (decision) => {
      const path = `/api/experiments/${test.id}`;
      if (decision === 'keep') return;
      if (decision === 'remove') return apiClient.call(path, { method: 'DELETE', store: slug });
      const action = decision === 'ship' ? 'stop' : decision;
      // Shipping may be tried again after the store refused: the test is over by then.
      if (test.status !== 'completed')
        await apiClient.call(`${path}/${action}`, { method: 'POST', store: slug, json: {} });
      const patch = toStorePatch(shipping);
      if (decision !== 'ship' || Object.keys(patch).length === 0) return;
      await apiClient.call(`/api/stores/${store.id}`, { method: 'PATCH', store: slug, json: patch });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [slug] }),
  });
}
