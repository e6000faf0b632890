import { DirectionProvider, MantineProvider } from '@mantine/core';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { startTransition, useEffect, useMemo, useState } from 'react';
import { BrowserRouter } from 'react-router';
import { apiClient, readPageSetting } from './api/api-client.ts';
import { ApiError } from './api/api-error.ts';
import { forgetSession } from './api/session.ts';
import { AppRoutes } from './app-routes.tsx';
import { writeKept } from './frame/kept-choices.ts';
import { NoticesArea } from './frame/notices.tsx';
import {
  LANGUAGES,
  type Language,
  type LanguageChoice,
  LanguageContext,
  type SpokenLanguage,
  speak,
} from './messages/language.ts';
import { THEME } from './theme.ts';

/** The dashboard: its language, its looks, its data, its pages. */
export function App({ firstLanguage }: { readonly firstLanguage: SpokenLanguage }) {
  const [queries] = useState(createQueries);
  const [nonce] = useState(() => readPageSetting('pairwell-nonce'));
  const languageChoice = useLanguageChoice(firstLanguage);
  const { direction } = LANGUAGES[languageChoice.language];
  return (
    <LanguageContext value={languageChoice}>
      <DirectionProvider initialDirection={direction} detectDirection={false}>
        <MantineProvider theme={THEME} defaultColorScheme="auto" getStyleNonce={() => nonce}>
          <QueryClientProvider client={queries}>
            {/* Searches stand in the address: what is typed must be there with the key that typed it. */}
            <BrowserRouter useTransitions={false} basename={`${apiClient.base}/dashboard`}>
              <NoticesArea>
                <AppRoutes />
              </NoticesArea>
            </BrowserRouter>
          </QueryClientProvider>
        </MantineProvider>
      </DirectionProvider>
    </LanguageContext>
  );
}

/** The language of the page: told to the browser, and kept when it is changed. */
function useLanguageChoice(first: SpokenLanguage): LanguageChoice {
  const [spoken, setSpoken] = useState(first);
  const { language } = spoken;
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = LANGUAGES[language].direction;
  }, [language]);
  return useMemo(() => {
    const choose = async (next: Language) => {
      writeKept('language', next);
      const words = await speak(next);
      // The page keeps its old words until its own new ones have come, too.
      startTransition(() => setSpoken(words));
    };
    return { ...spoken, choose };
  }, [spoken]);
}

/** Asks again after a lost connection, never after a refusal; a session that has ended leads to the sign-in page. */
function createQueries(): QueryClient {
  const queries = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ApiError && error.code === 'not_signed_in') forgetSession(queries);
      },
    }),
    defaultOptions: {
      // The server may stand in the same house: a device without internet asks it all the same, and a change that
      // does not arrive says so at once instead of waiting to be sent.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 15_000,
        retry: (failures, error) => failures < 2 && error instanceof ApiError && error.code === 'unreachable',
      },
    },
  });
  return queries;
}
