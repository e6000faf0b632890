import { Alert } from '@mantine/core';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useMessages } from '../messages/language.ts';
import { tellError } from './tell-error.ts';

const SHOWN_MS = 4000;

interface Notice {
  readonly text: string;
  readonly isError: boolean;
}

/** Says at the edge of the page how a change went. */
export interface Notices {
  saved(): void;
  failed(error: Error): void;
}

const NoticesContext = createContext<Notices>({ saved: () => undefined, failed: () => undefined });

/** The notices of the page around them. */
export function useNotices(): Notices {
  return useContext(NoticesContext);
}

/** Holds the last notice. What went well fades after a while; what did not stays until it is closed. */
export function NoticesArea({ children }: { readonly children: ReactNode }) {
  const messages = useMessages();
  const [notice, setNotice] = useState<Notice | null>(null);
  const notices = useMemo<Notices>(
    () => ({
      saved: () => setNotice({ text: messages.states.saved, isError: false }),
      failed: (error) => setNotice({ text: tellError(error, messages), isError: true }),
    }),
    [messages],
  );
  useEffect(() => {
    if (notice === null || notice.isError) return;
    const timer = setTimeout(() => setNotice(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <NoticesContext value={notices}>
      {children}
      <div className="notices" role={notice?.isError ? 'alert' : 'status'}>
        {notice && (
          <Alert
            color={notice.isError ? 'red' : 'leaf'}
            role="none"
            withCloseButton
            closeButtonLabel={messages.actions.close}
            onClose={() => setNotice(null)}
            {...(notice.isError ? { title: messages.states.failed } : {})}
          >
            {notice.text}
          </Alert>
        )}
      </div>
    </NoticesContext>
  );
}
