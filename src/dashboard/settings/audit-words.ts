import type { PageWords } from '../messages/page-words.ts';
import { type AuditWords, ENGLISH } from './audit-words.english.ts';

/** What the audit log says. */
export const AUDIT_WORDS: PageWords<AuditWords> = {
  en: ENGLISH,
  de: async () => (await import('./audit-words.german.ts')).GERMAN,
};
