import { describe, expect, it } from 'vitest';
import { tellRole, tellUnchosen, tellUnsureGuess } from './tell-role.ts';
import { CATALOGUE_WORDS } from './words.ts';

const words = CATALOGUE_WORDS.en;

describe('the part of a meal', () => {
  it.each([
    [
      { role: 'drink', role_source: 'owner', role_guess: 'side' },
      'Drink',
      'Not chosen: the category or the name decides',
      null,
    ],
    // The table and the dialog say the same, whatever the name of the item looks like.
    [
      { role: 'starter', role_source: 'category', role_guess: 'main' },
      'Starter (by the category)',
      'Starter (by the category)',
      null,
    ],
    [{ role: 'main', role_source: 'guess', role_guess: 'main' }, 'Main (guessed)', 'Main (guessed)', null],
    [
      { role: 'other', role_source: 'guess', role_guess: 'side' },
      'Other (guessed)',
      'Other (guessed)',
      'Perhaps: Side. The name does not say it surely enough to count.',
    ],
  ] as const)('of %j', (item, told, unchosen, perhaps) => {
    expect([tellRole(item, words), tellUnchosen(item, words), tellUnsureGuess(item, words)]).toEqual([
      told,
      unchosen,
      perhaps,
    ]);
  });
});
