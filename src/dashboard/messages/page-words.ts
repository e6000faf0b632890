import { use, useContext } from 'react';
import { type Language, LanguageContext } from './language.ts';

/** What one page says. English comes with the page; the words of another language are loaded once it is chosen. */
export type PageWords<Words> = { readonly en: Words } & {
  readonly [Other in Exclude<Language, 'en'>]: () => Promise<Words>;
};

const loading = new WeakMap<() => Promise<unknown>, Promise<unknown>>();

/**
 * The words of a page in the language that was chosen. While they are loaded, the page waits as it waits for its own code;
 * when they cannot be loaded, it speaks English.
 */
export function usePageWords<Words>(pageWords: PageWords<Words>): Words {
  const { language } = useContext(LanguageContext);
  return language === 'en' ? pageWords.en : use(loadOnce(pageWords[language], pageWords.en));
}

/** The same promise at each call: a page that waits is drawn again, and must find what it waited for. */
function loadOnce<Words>(load: () => Promise<Words>, english: Words): Promise<Words> {
  const before = loading.get(load) as Promise<Words> | undefined;
  if (before !== undefined) return before;
  const words = load().catch(() => english);
  loading.set(load, words);
  return words;
}
