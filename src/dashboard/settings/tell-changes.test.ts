import { expect, it } from 'vitest';
import { createFormats } from '../format/formats.ts';
import { GERMAN } from './audit-words.german.ts';
import { AUDIT_WORDS } from './audit-words.ts';
import { tellChanges, tellSubject } from './tell-changes.ts';

it('tells a change in the owner’s words: names, money, shares, yes and no', () => {
  const formats = createFormats({ locale: 'en-GB', currency: 'EUR', timeZone: 'UTC', language: 'en' });
  const writers = { words: AUDIT_WORDS.en, states: { yes: 'Yes', no: 'No' }, formats };
  const changes = {
    price_minor: { before: 450, after: 480 },
    available: { before: true, after: false },
    share: { before: 0.1, after: 0 },
    ends_at: { before: null, after: '2026-11-21T18:00:00Z' },
    origins: { before: [], after: ['https://a.example', 'https://b.example'] },
    category_quota: { before: null, after: 2 },
  };
  expect(
    tellChanges({ changes: { kind: { before: null, after: 'secret' } }, details: {} }, { ...writers, words: GERMAN }),
  ).toEqual(['Art: nichts → geheim']);
  expect(tellChanges({ changes, details: { reason: 'paused by the owner' } }, writers)).toEqual([
    'Price: €4.50 → €4.80',
    'Available: Yes → No',
    'Share held out: 10% → 0%',
    'Until: nothing → 21 Nov 2026, 18:00',
    'Pages: nothing → https://a.example, https://b.example',
    'category quota: nothing → 2',
    'reason: paused by the owner',
  ]);
});

it.each([
  ['key.created', 'key 3', 'Schlüssel 3'],
  ['member.removed', 'user 12', 'Person 12'],
  // What people named so is not translated.
  ['PATCH /api/items/:id', 'key 3', 'key 3'],
  ['experiment.paused', '5', '5'],
  ['PUT /api/experiments/holdout', null, null],
])('tells what %s was done to: %s', (action, subject, told) => {
  expect(tellSubject({ action, subject }, GERMAN)).toBe(told);
});

it('tells values that are words of the program in the language of the page', () => {
  const formats = createFormats({ locale: 'de', currency: 'EUR', timeZone: 'UTC', language: 'de' });
  const changes = {
    status: { before: 'draft', after: 'running' },
    placement: { before: null, after: 'cart' },
    name: { before: 'draft', after: 'cart' },
  };
  expect(tellChanges({ changes, details: {} }, { words: GERMAN, states: { yes: 'Ja', no: 'Nein' }, formats })).toEqual([
    'Zustand: Entwurf → läuft',
    'Wo: nichts → Warenkorb',
    'Name: draft → cart',
  ]);
});
