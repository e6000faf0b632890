import { Alert, Button, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import type { DigestSubscription } from '../../contract/digest.ts';
import { apiClient } from '../api/api-client.ts';
import { useStoreChange, useStoreData } from '../api/store-queries.ts';
import { useCurrentStore } from '../frame/current-store.ts';
import { Loaded } from '../frame/loaded.tsx';
import { useNotices } from '../frame/notices.tsx';
import { Section } from '../frame/section.tsx';
import { usePageWords } from '../messages/page-words.ts';
import { REPORTS_WORDS } from './words.ts';

const ADDRESS = '/api/digest/subscription';

/** Whether one gets the weekly mail, and how it looks. */
export function WeeklyMail() {
  const { mail: words } = usePageWords(REPORTS_WORDS);
  const query = useStoreData<DigestSubscription>(ADDRESS);
  return (
    <Section title={words.title} name="weekly-mail" lead={words.lead}>
      <Loaded query={query}>{(subscription) => <SubscribeSwitch subscription={subscription} />}</Loaded>
      <MailPreview />
    </Section>
  );
}

function SubscribeSwitch({ subscription }: { readonly subscription: DigestSubscription }) {
  const { mail: words } = usePageWords(REPORTS_WORDS);
  const { signedIn } = useCurrentStore();
  const notices = useNotices();
  const change = useStoreChange<{ subscribed: boolean }>((json) => ({ path: ADDRESS, method: 'PUT', json }));
  const { member, subscribed, mail_server: hasServer } = subscription;
  return (
    <Stack gap="sm">
      <Switch
        label={words.subscribe}
        description={member ? words.to(signedIn.user.email) : words.notMember}
        checked={change.isPending ? change.variables.subscribed : subscribed}
        disabled={!member}
        onChange={({ currentTarget }) =>
          change.mutate(
            { subscribed: currentTarget.checked },
            { onSuccess: () => notices.saved(), onError: (error) => notices.failed(error) },
          )
        }
      />
      {!hasServer && (
        <Alert color="gray" variant="light" role="note">
          {words.noServer}
        </Alert>
      )}
    </Stack>
  );
}

/** The mail in a frame that runs nothing; it is made when somebody wants to see it. */
function MailPreview() {
  const { mail: words } = usePageWords(REPORTS_WORDS);
  const { slug } = useCurrentStore();
  const [isOpen, setOpen] = useState(false);
  return (
    <Stack align="start" gap="sm">
      <Button variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? words.hide : words.show}
      </Button>
      {isOpen && (
        <iframe
          className="mail-frame"
          title={words.preview}
          sandbox=""
          src={apiClient.fileAddress('/api/digest/preview.html', slug)}
        />
      )}
    </Stack>
  );
}
