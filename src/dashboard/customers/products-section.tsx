import { Anchor, Button, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ProductPerformance, Products } from '../../contract/customer.ts';
import { useStoreData } from '../api/store-queries.ts';
import { useCurrentStore } from '../frame/current-store.ts';
import { Dialog } from '../frame/dialog.tsx';
import { EmptyPlace } from '../frame/empty-place.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { usePageWords } from '../messages/page-words.ts';
import { namedProducts, type Product, ProductCard } from '../products/product-card.tsx';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.ts';
import { Bars } from './bars.tsx';
import { CUSTOMERS_WORDS } from './words.ts';

const WEEKS = 12;
const CARDS = 8;

type Week = NonNullable<ProductPerformance['history']>[number];

/** The products that brought most, each with its weeks. */
export function ProductsSection() {
  const { products: words } = usePageWords(CUSTOMERS_WORDS);
  const { slug } = useCurrentStore();
  const query = useStoreData<Products>(`/api/recommendations/products?weeks=${WEEKS}`);
  const all = (
    <Anchor component={Link} to={`/s/${slug}/products`}>
      {words.all}
    </Anchor>
  );
  return (
    <Section title={words.title} name="product-performance" lead={words.lead} actions={all}>
      <Loaded query={query}>{({ products }) => <ProductGrid products={products} />}</Loaded>
    </Section>
  );
}

function ProductGrid({ products }: Pick<Products, 'products'>) {
  const { products: words } = usePageWords(CUSTOMERS_WORDS);
  const sold = namedProducts(products)
    .filter(({ orders }) => orders > 0)
    .slice(0, CARDS);
  if (sold.length === 0) return <EmptyPlace title={words.empty} text={words.emptyText} />;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
      {sold.map((product) => (
        <ProductWeeks key={product.name} product={product} />
      ))}
    </SimpleGrid>
  );
}

function ProductWeeks({ product }: { readonly product: Product }) {
  const { products: words } = usePageWords(CUSTOMERS_WORDS);
  const formats = useFormats();
  const [isOpen, setOpen] = useState(false);
  const { name, history = [] } = product;
  const [first, last] = [history[0], history.at(-1)];
  return (
    <ProductCard product={product}>
      <Bars values={history.map(({ revenue }) => revenue)} label={words.weeksOf(name)} />
      {first && last && (
        <div className="bar-ends">
          <span>{formats.day(first.week)}</span>
          <span>{formats.day(last.week)}</span>
        </div>
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        className="text-button"
        mt="xs"
        aria-label={words.weeksOf(name)}
        onClick={() => setOpen(true)}
      >
        {words.weeks}
      </Button>
      {isOpen && <WeeksDialog name={name} history={history} onClose={() => setOpen(false)} />}
    </ProductCard>
  );
}

/** The same in numbers. */
function WeeksDialog({
  name,
  history,
  onClose,
}: {
  readonly name: string;
  readonly history: readonly Week[];
  onClose(): void;
}) {
  const words = usePageWords(CUSTOMERS_WORDS);
  const formats = useFormats();
  const { products: own } = words;
  const columns: readonly Column<Week>[] = [
    { id: 'week', header: own.week, value: (row) => row.week, cell: (row) => formats.day(row.week) },
    numberColumn({ id: 'orders', header: words.orders, value: (row) => row.orders, write: formats.number }),
    numberColumn({ id: 'revenue', header: own.revenue, value: (row) => row.revenue, write: formats.money }),
    numberColumn({ id: 'customers', header: own.customers, value: (row) => row.customers, write: formats.number }),
  ];
  return (
    <Dialog title={own.weeksOf(name)} size="lg" onClose={onClose}>
      <DataTable
        name="weeks"
        caption={own.weeksOf(name)}
        rows={history}
        columns={columns}
        rowKey={({ week }) => week}
        firstSort="-week"
      />
    </Dialog>
  );
}
