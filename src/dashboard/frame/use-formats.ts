import { useContext, useMemo } from 'react';
import { createFormats, type Formats } from '../format/formats.ts';
import { LanguageContext } from '../messages/language.ts';
import { useStoreSettings } from './current-store.ts';

/** Writers of numbers, money and moments for the store that is open. */
export function useFormats(): Formats & { readonly locale: string } {
  const { locale, currency, time_zone: timeZone } = useStoreSettings();
  const { language } = useContext(LanguageContext);
  return useMemo(
    () => ({ ...createFormats({ locale, currency, timeZone, language }), locale }),
    [locale, currency, timeZone, language],
  );
}
