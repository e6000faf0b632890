import type { Category, Item } from '../../contract/catalog.ts';
import type { RuleInput } from '../../contract/rule.ts';
import { type ListPage, useStoreData, useStoreList } from '../api/store-queries.ts';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import { RULES_WORDS } from './words.ts';

/** What a rule does, to what, and when, as people say it. */
export function useRuleWords() {
  const words = usePageWords(RULES_WORDS);
  const formats = useFormats();
  const items = useStoreList<Item>('/api/items');
  const categories = useStoreData<ListPage<Category>>('/api/categories');
  const itemNames = new Map(items.data?.map(({ id, name }) => [id, name]));
  const categoryNames = new Map(categories.data?.data.map(({ id, name }) => [id, name]));
  const itemOf = (id: string) => itemNames.get(id) ?? id;
  return {
    effectOf: ({ kind, factor }: Pick<RuleInput, 'kind' | 'factor'>) =>
      factor === null ? words.kinds[kind] : words.times(formats.number(factor, 1)),
    subjectOf: ({ item, category }: Pick<RuleInput, 'item' | 'category'>) =>
      item === null ? (categoryNames.get(category ?? '') ?? category ?? '') : itemOf(item),
    conditionOf: ({ antecedent }: Pick<RuleInput, 'antecedent'>) =>
      antecedent === null ? words.anyItem : words.when(itemOf(antecedent)),
  };
}
