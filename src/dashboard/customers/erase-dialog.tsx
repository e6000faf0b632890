import { Button, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Erased } from '../../contract/customer.ts';
import { apiClient } from '../api/api-client.ts';
import type { ApiError } from '../api/api-error.ts';
import { useCurrentStore } from '../frame/current-store.ts';
import { Dialog } from '../frame/dialog.tsx';
import { FormError } from '../frame/form-error.tsx';
import { useNotices } from '../frame/notices.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import { CUSTOMERS_WORDS } from './words.ts';

/** Says what erasing a customer brings about, and does it once the receipt has been typed. */
export function EraseDialog({
  receipt,
  orders,
  onClose,
}: {
  readonly receipt: string;
  readonly orders: number;
  onClose(): void;
}) {
  const { erase: words } = usePageWords(CUSTOMERS_WORDS);
  const { actions } = useMessages();
  const formats = useFormats();
  const [typed, setTyped] = useState('');
  const erase = useErase(receipt);
  const unlinked = orders === 1 ? words.unlinks.one : words.unlinks.many(formats.number(orders));
  return (
    <Dialog title={words.title(receipt)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed === receipt) erase.mutate();
        }}
      >
        <Stack>
          <Text>{words.lead}</Text>
          <List size="sm" spacing="xs">
            <List.Item>{words.forgets}</List.Item>
            {orders > 0 && <List.Item>{unlinked}</List.Item>}
            <List.Item>{words.measured}</List.Item>
            <List.Item>{words.later}</List.Item>
            <List.Item>{words.noted}</List.Item>
          </List>
          <TextInput
            label={words.confirm(receipt)}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <FormError error={erase.error} />
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {actions.cancel}
            </Button>
            <Button type="submit" color="red.8" loading={erase.isPending} disabled={typed !== receipt}>
              {words.action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** Erases, and leaves the customer's page before anything is asked anew: there is nobody to ask about. */
function useErase(receipt: string) {
  const { slug } = useCurrentStore();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notices = useNotices();
  return useMutation<Erased, ApiError>({
    mutationFn: () =>
      apiClient.call<Erased>(`/api/customers/${encodeURIComponent(receipt)}`, { method: 'DELETE', store: slug }),
    onSuccess: async () => {
      await navigate(`/s/${slug}/customers`, { replace: true });
      queries.removeQueries({ queryKey: [slug], type: 'inactive' });
      notices.saved();
      await queries.invalidateQueries({ queryKey: [slug] });
    },
  });
}
