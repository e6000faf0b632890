import { Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ProductPerformance, Products } from '../../contract/customer.ts';
import { useStoreData } from '../api/store-queries.ts';
import { EmptyPlace } from '../frame/empty-place.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import { type Column, DataTable } from '../table/data-table.tsx';
import { PRODUCTS_WORDS } from './words.ts';

const CARDS = 4;

interface Product extends ProductPerformance {
  readonly name: string;
}

/** What each item sold, and to how many. */
export function ProductsPage() {
  const { pages } = useMessages();
  const words = usePageWords(PRODUCTS_WORDS);
  const query = useProducts();
  return (
    <Page title={pages.products} lead={words.lead}>
      <BestSellers />
      <Loaded query={query}>{({ products }) => <ProductTable products={namedProducts(products)} />}</Loaded>
    </Page>
  );
}

/** The four items that brought most, as cards. */
export function BestSellers() {
  const words = usePageWords(PRODUCTS_WORDS);
  return (
    <Stack component="section" gap="sm" aria-labelledby="best-sellers">
      <Title order={2} size="h4" id="best-sellers">
        {words.top}
      </Title>
      <Loaded query={useProducts()}>{({ products }) => <ProductCards products={namedProducts(products)} />}</Loaded>
    </Stack>
  );
}

function useProducts() {
  return useStoreData<Products>('/api/recommendations/products');
}

/** The products with their names, those that brought most first. */
function namedProducts(products: Products['products']): readonly Product[] {
  const named = Object.entries(products).map(([name, figures]) => ({ name, ...figures }));
  return named.sort((a, b) => b.revenue - a.revenue);
}

function ProductCards({ products }: { readonly products: readonly Product[] }) {
  const words = usePageWords(PRODUCTS_WORDS);
  const sold = products.filter(({ orders }) => orders > 0).slice(0, CARDS);
  if (sold.length === 0) return <EmptyPlace title={words.empty} text={words.emptyText} />;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
      {sold.map((product) => (
        <ProductCard key={product.name} product={product} />
      ))}
    </SimpleGrid>
  );
}

function ProductCard({ product }: { readonly product: Product }) {
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
    </Paper>
  );
}

function ProductTable({ products }: { readonly products: readonly Product[] }) {
  const words = usePageWords(PRODUCTS_WORDS);
  const formats = useFormats();
  const columns: readonly Column<Product>[] = [
    { id: 'product', header: words.product, value: (row) => row.name },
    {
      id: 'orders',
      header: words.orders,
      isNumber: true,
      value: (row) => row.orders,
      cell: (row) => formats.number(row.orders),
    },
    {
      id: 'revenue',
      header: words.revenue,
      isNumber: true,
      value: (row) => row.revenue,
      cell: (row) => formats.money(row.revenue),
    },
    {
      id: 'customers',
      header: words.customers,
      isNumber: true,
      value: (row) => row.customers,
      cell: (row) => formats.number(row.customers),
    },
    {
      id: 'average',
      header: words.average,
      isNumber: true,
      value: (row) => row.avg_order_value,
      cell: (row) => formats.money(row.avg_order_value),
    },
  ];
  return (
    <Stack component="section" gap="sm" aria-labelledby="all-products">
      <Title order={2} size="h4" id="all-products">
        {words.table}
      </Title>
      <DataTable name="products" caption={words.table} rows={products} columns={columns} rowKey={({ name }) => name} />
    </Stack>
  );
}
