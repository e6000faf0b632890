import { describe, expect, it } from 'vitest';
import type { Rule, RuleInput } from '../../contract/rule.ts';
import { findRuleConflicts } from './rule-conflicts.ts';

const CATEGORIES: Readonly<Record<string, string>> = { cola: 'drinks', water: 'drinks', fries: 'sides' };

const rule = (more: Partial<RuleInput>): RuleInput => ({
  kind: 'pin',
  item: null,
  category: null,
  antecedent: null,
  factor: null,
  placement: null,
  starts_at: null,
  ends_at: null,
  ...more,
});
const outcomes = (one: Partial<RuleInput>, others: readonly Partial<RuleInput>[]) =>
  findRuleConflicts(rule(one), {
    rules: others.map((other, id): Rule => ({ ...rule(other), id })),
    categoryOf: (item) => CATEGORIES[item],
  }).map(({ rule: { id }, outcome }) => `${id} ${outcome}`);

describe('a rule that meets others', () => {
  const boost = { kind: 'boost', factor: 2 } as const;

  it('of the same item', () => {
    const others = [{ item: 'cola' }, { kind: 'block', item: 'cola' }, { ...boost, item: 'cola' }] as const;
    expect(outcomes({ item: 'cola' }, others)).toEqual(['0 same', '1 block_wins', '2 pin_wins']);
    expect(outcomes({ ...boost, item: 'cola' }, others)).toEqual(['0 pin_wins', '1 block_wins', '2 factors_multiply']);
  });

  it('of its category', () => {
    expect(outcomes({ item: 'cola' }, [{ kind: 'block', category: 'drinks' }])).toEqual(['0 block_wins']);
    expect(outcomes({ item: 'fries' }, [{ kind: 'block', category: 'drinks' }])).toEqual([]);
    expect(outcomes({ kind: 'block', category: 'drinks' }, [{ item: 'water' }])).toEqual(['0 block_wins']);
    expect(outcomes({ item: 'unheard of' }, [{ kind: 'block', category: 'drinks' }])).toEqual([]);
  });

  it('that pins another item beside it', () => {
    expect(outcomes({ item: 'cola' }, [{ item: 'fries' }])).toEqual(['0 pinned_before']);
    expect(outcomes({ ...boost, item: 'cola' }, [{ item: 'fries' }])).toEqual([]);
  });

  it('only where, when and for what both hold', () => {
    const block = { kind: 'block', item: 'cola' } as const;
    expect(outcomes({ item: 'cola', placement: 'cart' }, [{ ...block, placement: 'menu' }, block])).toEqual([
      '1 block_wins',
    ]);
    expect(outcomes({ item: 'cola', antecedent: 'fries' }, [{ ...block, antecedent: 'water' }, block])).toEqual([
      '1 block_wins',
    ]);
    const noon = '2026-03-02T12:00:00Z';
    const before = { ...block, ends_at: noon };
    const after = { ...block, starts_at: '2026-03-02T11:59:59Z' };
    expect(outcomes({ item: 'cola', starts_at: noon }, [before, after])).toEqual(['1 block_wins']);
  });
});
