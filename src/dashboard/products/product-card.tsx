import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ProductPerformance, Products } from '../../contract/customer.ts';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import { PRODUCTS_WORDS } from './words.ts';

/** What an item sold, with its name. */
export interface Product extends ProductPerformance {
  readonly name: string;
}

/** The products with their names, those that brought most first. */
export function namedProducts(products: Products['products']): readonly Product[] {
  const named = Object.entries(products).map(([name, figures]) => ({ name, ...figures }));
  return named.sort((a, b) => b.revenue - a.revenue);
}

/** What one item sold, and to how many; what is more of it stands beneath. */
export function ProductCard({ product, children }: { readonly product: Product; readonly children?: ReactNode }) {
  const words = usePageWords(PRODUCTS_WORDS);
  const formats = useFormats();
  return (
    <Paper withBorder p="md" component="article" aria-label={product.name}>
      <Text fw={650} lineClamp={2}>
        {product.name}
      </Text>
      <dl className="facts">
        <dt>{words.orders}</dt>
        <dd>{formats.number(product.orders)}</dd>
        <dt>{words.revenue}</dt>
        <dd>{formats.money(product.revenue)}</dd>
        <dt>{words.customers}</dt>
        <dd>{formats.number(product.customers)}</dd>
        <dt>{words.average}</dt>
        <dd>{formats.money(product.avg_order_value)}</dd>
      </dl>
      {children}
    </Paper>
  );
}
