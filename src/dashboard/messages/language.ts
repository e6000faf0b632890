import { createContext, useContext } from 'react';
import { ENGLISH, type Messages } from './english.ts';

/** The languages of the dashboard, each by its own name. Words of other languages than English come when they are chosen. */
export const LANGUAGES = {
  en: { name: 'English', direction: 'ltr', load: async () => ENGLISH },
  de: { name: 'Deutsch', direction: 'ltr', load: async () => (await import('./german.ts')).GERMAN },
} as const satisfies Readonly<Record<string, LanguageEntry>>;
export type Language = keyof typeof LANGUAGES;

interface LanguageEntry {
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  load(): Promise<Messages>;
}

/** A language with its words. */
export interface SpokenLanguage {
  readonly language: Language;
  readonly messages: Messages;
}

/** The language of the page, and how to change it. */
export interface LanguageChoice extends SpokenLanguage {
  choose(language: Language): Promise<void>;
}

export const LanguageContext = createContext<LanguageChoice>({
  language: 'en',
  messages: ENGLISH,
  choose: async () => undefined,
});

/** The words of the page, in the language that was chosen. */
export function useMessages(): Messages {
  return useContext(LanguageContext).messages;
}

/** A language with its words; English when they cannot be loaded. */
export async function speak(language: Language): Promise<SpokenLanguage> {
  try {
    return { language, messages: await LANGUAGES[language].load() };
  } catch {
    return { language: 'en', messages: ENGLISH };
  }
}

/**
 * The first wish that can be fulfilled, else English.
 *
 * @example
 * pickLanguage(['fr-FR', 'de-AT', 'en']) // => 'de'
 */
export function pickLanguage(wishes: readonly (string | null)[]): Language {
  const found = wishes.map((wish) => wish?.split('-')[0]?.toLowerCase()).find(isLanguage);
  return found ?? 'en';
}

function isLanguage(name: string | undefined): name is Language {
  return name !== undefined && Object.hasOwn(LANGUAGES, name);
}
