import type { Rule, RuleInput, RulePreview } from '../../contract/rule.ts';

type Conflict = RulePreview['conflicts'][number];

/** Category of an item, by the ids of the caller; undefined = it is in none, or there is no such item. */
export type CategoryOf = (item: string) => string | null | undefined;

/**
 * The rules that a new one meets: those that can hold at the same time, in the same place and for the same cart, and speak
 * of the same items, or pin others beside it.
 */
export function findRuleConflicts(
  rule: RuleInput,
  { rules, categoryOf }: { rules: readonly Rule[]; categoryOf: CategoryOf },
): Conflict[] {
  return rules.flatMap((other) => {
    const outcome = meetsAtOnce(rule, other)
      ? outcomeOf(rule, { other, isShared: sharesItems(rule, other, categoryOf) })
      : null;
    return outcome === null ? [] : [{ rule: other, outcome }];
  });
}

/** What comes of two rules that hold at once; null = they do not touch each other. */
function outcomeOf(
  rule: RuleInput,
  { other, isShared }: { other: RuleInput; isShared: boolean },
): Conflict['outcome'] | null {
  if (!isShared) return rule.kind === 'pin' && other.kind === 'pin' ? 'pinned_before' : null;
  if (rule.kind !== other.kind) return [rule.kind, other.kind].includes('block') ? 'block_wins' : 'pin_wins';
  return rule.kind === 'boost' ? 'factors_multiply' : 'same';
}

function meetsAtOnce(one: RuleInput, other: RuleInput): boolean {
  const meets = (a: string | null, b: string | null) => a === null || b === null || a === b;
  return (
    meets(one.placement, other.placement) &&
    meets(one.antecedent, other.antecedent) &&
    endsAfter(one, other) &&
    endsAfter(other, one)
  );
}

/** True when the first has not ended before the second begins. */
function endsAfter({ ends_at: end }: RuleInput, { starts_at: start }: RuleInput): boolean {
  return end === null || start === null || Date.parse(end) > Date.parse(start);
}

function sharesItems(one: RuleInput, other: RuleInput, categoryOf: CategoryOf): boolean {
  if (one.item !== null && other.item !== null) return one.item === other.item;
  const categoryNamed = ({ item, category }: RuleInput) => category ?? (item === null ? null : categoryOf(item));
  const category = categoryNamed(one);
  return category != null && category === categoryNamed(other);
}
