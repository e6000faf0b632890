import { SimpleGrid, Stack, Title } from '@mantine/core';
import type { Products } from '../../contract/customer.ts';
import { useStoreData } from '../api/store-queries.ts';
import { EmptyPlace } from '../frame/empty-place.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.ts';
import { namedProducts, type Product, ProductCard } from './product-card.tsx';
import { PRODUCTS_WORDS } from './words.ts';

const CARDS = 4;

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

function ProductTable({ products }: { readonly products: readonly Product[] }) {
  const words = usePageWords(PRODUCTS_WORDS);
  const formats = useFormats();
  const columns: readonly Column<Product>[] = [
    { id: 'product', header: words.product, value: (row) => row.name },
    numberColumn({ id: 'orders', header: words.orders, value: (row) => row.orders, write: formats.number }),
    numberColumn({ id: 'revenue', header: words.revenue, value: (row) => row.revenue, write: formats.money }),
    numberColumn({ id: 'customers', header: words.customers, value: (row) => row.customers, write: formats.number }),
    numberColumn({ id: 'average', header: words.average, value: (row) => row.avg_order_value, write: formats.money }),
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
