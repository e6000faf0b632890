import { Paper, SimpleGrid, Stack } from '@mantine/core';
import type { CustomerDetail } from '../../contract/customer.ts';
import { Section } from '../frame/section.tsx';
import { useFormats } from '../frame/use-formats.ts';
import { useMessages } from '../messages/language.ts';
import { usePageWords } from '../messages/page-words.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { numberColumn } from '../table/number-column.ts';
import { Bars } from './bars.tsx';
import { CUSTOMERS_WORDS } from './words.ts';

/** What the customer is inclined to, orders most, and when. */
export function CustomerHabits({ customer }: { readonly customer: CustomerDetail }) {
  return (
    <>
      <Affinities affinities={customer.affinities} />
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Favourites items={customer.items} />
        <Stack>
          <Hours hours={customer.hours} />
          <Categories categories={customer.categories} />
        </Stack>
      </SimpleGrid>
    </>
  );
}

/** A list that is seen at a glance needs no search. */
const MOST_WITHOUT_TOOLS = 10;

type Affinity = CustomerDetail['affinities'][number];

function Affinities({ affinities }: Pick<CustomerDetail, 'affinities'>) {
  const { detail: words } = usePageWords(CUSTOMERS_WORDS);
  const { states } = useMessages();
  const formats = useFormats();
  const columns: readonly Column<Affinity>[] = [
    { id: 'product', header: words.product, value: (row) => row.name },
    {
      id: 'score',
      header: words.score,
      isNumber: true,
      value: (row) => row.score,
      cell: (row) => (
        <>
          {formats.number(row.score, 1)}
          <ShareBar share={row.score / 100} />
        </>
      ),
    },
    numberColumn({
      id: 'probability',
      header: words.probability,
      value: (row) => row.probability,
      write: (share) => formats.percent(share, 1),
    }),
    {
      id: 'complement',
      header: words.complement,
      value: (row) => (row.complement ? states.yes : states.no),
    },
  ];
  return (
    <Section title={words.affinity} name="affinity" lead={words.affinityLead}>
      <DataTable
        name="affinity"
        caption={words.affinity}
        rows={affinities}
        columns={columns}
        rowKey={({ item }) => item}
        pageRows={10}
        hasTools={affinities.length > MOST_WITHOUT_TOOLS}
      />
    </Section>
  );
}

/** A share beside its number, which says the same. */
function ShareBar({ share }: { readonly share: number }) {
  return (
    <svg className="share-bar" width="100%" height={6} aria-hidden focusable="false">
      <rect className="ground" width="100%" height={6} />
      <rect className="part" width={`${Math.min(1, share) * 100}%`} height={6} />
    </svg>
  );
}

type Favourite = CustomerDetail['items'][number];

function Favourites({ items }: Pick<CustomerDetail, 'items'>) {
  const { detail: words, orders } = usePageWords(CUSTOMERS_WORDS);
  const formats = useFormats();
  const columns: readonly Column<Favourite>[] = [
    { id: 'product', header: words.product, value: (row) => row.name },
    numberColumn({ id: 'orders', header: orders, value: (row) => row.orders, write: formats.number }),
    {
      id: 'last',
      header: words.lastOrdered,
      value: (row) => row.last_ordered_at,
      cell: ({ last_ordered_at: time }) => (time === null ? words.none : formats.date(time)),
    },
  ];
  return (
    <Section title={words.favourites} name="favourites">
      <DataTable
        name="favourites"
        caption={words.favourites}
        rows={items}
        columns={columns}
        rowKey={({ item }) => item}
        hasTools={false}
      />
    </Section>
  );
}

function Hours({ hours }: Pick<CustomerDetail, 'hours'>) {
  const { detail: words } = usePageWords(CUSTOMERS_WORDS);
  const formats = useFormats();
  const most = Math.max(...hours);
  const peak = hours.indexOf(most);
  return (
    <Section title={words.hours} name="hours">
      <Paper withBorder p="md">
        <Bars
          values={hours}
          label={words.hoursPicture(formats.hour(peak), formats.number(most))}
          isMarked={(hour) => hours[hour] === most}
        />
        <div className="bar-ends">
          {[0, 6, 12, 18, 24].map((hour) => (
            <span key={hour}>{formats.hour(hour)}</span>
          ))}
        </div>
      </Paper>
    </Section>
  );
}

function Categories({ categories }: Pick<CustomerDetail, 'categories'>) {
  const { detail: words } = usePageWords(CUSTOMERS_WORDS);
  const formats = useFormats();
  return (
    <Section title={words.categories} name="categories">
      <Paper withBorder p="md">
        <dl className="facts">
          {categories.map(({ category, name, share }) => (
            <div key={category} className="fact-row">
              <dt>{name}</dt>
              <dd>{formats.percent(share)}</dd>
            </div>
          ))}
        </dl>
      </Paper>
    </Section>
  );
}
